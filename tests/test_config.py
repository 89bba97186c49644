"""Where settings come from, and which are refused with what advice."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from cognito_emulator import config
from cognito_emulator.config import Config, ConfigError


def toml_file(directory, text):
    """Write a settings file and return its path."""
    file = directory / "emulator.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_any_source_the_defaults_hold():
    """Nothing given means the values documented as defaults."""
    assert config.load(environ={}) == Config()
    assert (Config().host, Config().port, Config().store) == ("127.0.0.1", 9229, "memory")


def test_a_stronger_source_wins(tmp_path):
    """A flag wins over a variable, a variable over the file, the file over the default."""
    file = toml_file(tmp_path, 'port = 1\nregion = "eu-west-1"\naccount = "000000000001"\n')
    environ = {"COGNITO_EMULATOR_PORT": "2", "COGNITO_EMULATOR_REGION": "eu-west-2"}

    loaded = config.load({"port": 3}, file=file, environ=environ)

    assert loaded == Config(port=3, region="eu-west-2", account="000000000001")


def test_a_variable_may_name_the_file(tmp_path):
    """COGNITO_EMULATOR_CONFIG names the settings file unless the command line does."""
    environ = {"COGNITO_EMULATOR_CONFIG": str(toml_file(tmp_path, "port = 1\n"))}
    other = tmp_path / "other.toml"
    other.write_text("port = 2\n")

    assert config.load(environ=environ).port == 1
    assert config.load(file=other, environ=environ).port == 2


def test_the_process_environment_is_read(monkeypatch):
    """Without an environment given, the variables of this process count."""
    monkeypatch.setenv("COGNITO_EMULATOR_PORT", "4711")

    assert config.load().port == 4711


def test_names_follow_from_the_field():
    """Flag and variable of a setting are made of its name."""
    assert config.flag_of("max_request_bytes") == "--max-request-bytes"
    assert config.variable_of("max_request_bytes") == "COGNITO_EMULATOR_MAX_REQUEST_BYTES"
    assert [each.name for each in config.settings()] == [
        each.name for each in dataclasses.fields(Config)
    ]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("host", "192.0.2.1", "192.0.2.1"),
        ("port", "0", 0),
        ("workers", "1", 1),
        ("public_url", "https://a.test", "https://a.test"),
        ("public_url", "", None),
        ("issuer", "aws", "aws"),
        ("tls", "yes", True),
        ("tls", "ON", True),
        ("tls", "", False),
        ("log", "0", False),
        ("data_dir", "certificates", Path("certificates")),
        ("data_dir", "", None),
        ("allowed_hosts", "A.test, b.test,", ("a.test", "b.test")),
        ("allowed_hosts", "", ()),
    ],
)
def test_a_variable_is_read_as_its_setting_s_type(name, text, value):
    """The text of a variable becomes the type of the field."""
    loaded = config.load(environ={config.variable_of(name): text})

    assert getattr(loaded, name) == value


def test_a_file_holds_values_of_their_own_types(tmp_path):
    """Numbers, booleans and lists of TOML are taken as they are."""
    file = toml_file(
        tmp_path, 'port = 80\ntls = true\nallowed_hosts = ["A.test"]\ndata_dir = "~/ca"\n'
    )

    assert config.load(file=file, environ={}) == Config(
        port=80, tls=True, allowed_hosts=("a.test",), data_dir=Path.home() / "ca"
    )


def test_a_flag_may_hold_a_path():
    """A path that the command line has parsed already is kept."""
    assert config.load({"data_dir": Path("ca")}, environ={}).data_dir == Path("ca")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("port", "http", "--port: expected a whole number, got 'http'"),
        ("port", True, "--port: expected a whole number, got True"),
        ("port", 1.5, "--port: expected a whole number, got 1.5"),
        ("tls", "perhaps", "--tls: expected true or false, got 'perhaps'"),
        ("tls", 1, "--tls: expected true or false, got 1"),
        ("issuer", "google", "--issuer: expected emulator or aws, got 'google'"),
        ("store", 5, "--store: expected a text, got 5"),
        ("data_dir", 5, "--data-dir: expected a text, got 5"),
        ("allowed_hosts", 5, "--allowed-hosts: expected names separated by commas, got 5"),
        ("allowed_hosts", [5], "--allowed-hosts: expected a text, got 5"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(name, value, message):
    """The message names the source and says what was expected."""
    with pytest.raises(ConfigError) as refused:
        config.load({name: value}, environ={})

    assert str(refused.value) == message


def test_the_message_names_the_variable_or_the_file(tmp_path):
    """A value is refused by the name its writer gave it."""
    file = toml_file(tmp_path, 'port = "x"\n')

    with pytest.raises(ConfigError, match=r"^COGNITO_EMULATOR_PORT: expected a whole number"):
        config.load(environ={"COGNITO_EMULATOR_PORT": "x"})
    with pytest.raises(ConfigError) as refused:
        config.load(file=file, environ={})

    assert str(refused.value) == f"port in {file}: expected a whole number, got 'x'"


def test_a_file_that_is_not_there_is_named(tmp_path):
    """A settings file that cannot be read stops the start."""
    file = tmp_path / "none.toml"

    with pytest.raises(ConfigError) as refused:
        config.load(file=file, environ={})

    assert str(refused.value) == f"cannot read the settings file {file}: No such file or directory"


def test_a_file_that_is_not_toml_is_named(tmp_path):
    """A settings file with a mistake in its syntax is refused with the place."""
    file = toml_file(tmp_path, "port = \n")

    with pytest.raises(ConfigError) as refused:
        config.load(file=file, environ={})

    assert str(refused.value).startswith(f"{file} is not valid TOML: ")


def test_an_unknown_setting_of_a_file_is_refused(tmp_path):
    """A misspelt setting is named, with those that exist."""
    file = toml_file(tmp_path, "prot = 1\n")

    with pytest.raises(ConfigError) as refused:
        config.load(file=file, environ={})

    assert str(refused.value).startswith(f"{file} has unknown settings: prot. Known: account, ")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"port": -1}, "port must lie between 0 and 65535, got -1"),
        ({"port": 65536}, "port must lie between 0 and 65535, got 65536"),
        ({"workers": 0}, "workers must be 1 or more, got 0"),
        ({"max_request_bytes": 0}, "max_request_bytes must be 1 or more, got 0"),
        ({"account": "12345678901"}, "account must be 12 digits, got '12345678901'"),
        ({"account": "12345678901a"}, "account must be 12 digits, got '12345678901a'"),
        ({"account": "\u0660" * 12}, "account must be 12 digits, got '" + "\u0660" * 12 + "'"),
        (
            {"store": "mysql://x"},
            "store must be memory, sqlite:///path or postgresql://…, got 'mysql://x'",
        ),
    ],
)
def test_a_value_out_of_range_is_refused(settings, message):
    """The message says what would do."""
    with pytest.raises(ConfigError) as refused:
        Config(**settings)

    assert str(refused.value) == message


@pytest.mark.parametrize(
    "url",
    ["a.test", "ftp://a.test", "http://", "http://a.test?x=1", "http://[::1", "http://a.test:x"],
)
def test_a_public_url_is_the_base_of_others(url):
    """What cannot be put before a path is refused."""
    with pytest.raises(ConfigError) as refused:
        Config(public_url=url)

    assert str(refused.value) == (
        f"public_url must look like https://cognito.example.test:9229, got {url!r}"
    )


def test_several_workers_need_a_shared_store():
    """Each worker would hold its own data in memory, so that is refused with the way out."""
    with pytest.raises(ConfigError) as refused:
        Config(workers=2)

    assert str(refused.value) == (
        "2 workers cannot share the memory store: each would hold its own data. Choose --store "
        "sqlite:///path/to/file.db or --store postgresql://…, or leave out --workers."
    )
    assert Config(workers=2, store="sqlite:///x.db").workers == 2


@pytest.mark.parametrize(
    ("store", "expected"),
    [
        ("memory", True),
        ("sqlite://", True),
        ("sqlite:///:memory:", True),
        ("sqlite:///x.db", False),
        ("postgresql://localhost/x", False),
    ],
)
def test_a_memory_store_dies_with_its_process(store, expected):
    """The stores that no other process can open are told from those that last."""
    assert config.is_memory(store) is expected
