"""The commands, and how settings become options."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from cognito_emulator import config
from cognito_emulator.cli.main import load, main
from cognito_emulator.version import __version__


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """Leave no variable of the emulator in the way."""
    for name in [config.ENVIRONMENT_PREFIX + "CONFIG", *map(config.variable_of, SETTINGS)]:
        monkeypatch.delenv(name, raising=False)


SETTINGS = [each.name for each in config.settings()]


def run(*words):
    """Run the command line; return its exit code and what it printed."""
    result = CliRunner().invoke(main, words, terminal_width=200)
    return result.exit_code, " ".join(result.output.split())


def test_the_version_is_told():
    """`--version` says which emulator this is."""
    assert run("--version") == (0, f"cognito-emulator, version {__version__}")


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_names_the_commands(flag):
    """Both spellings of the help show what there is."""
    code, text = run(flag)

    assert code == 0
    assert "serve Answer Cognito's API over HTTP until interrupted." in text
    assert "database Look after a stored emulator." in text


@pytest.mark.parametrize("setting", config.settings(), ids=lambda each: each.name)
def test_each_setting_is_an_option_of_serve(setting):
    """The help shows flag, explanation and environment variable of every setting."""
    _, text = run("serve", "--help")

    assert f"{config.flag_of(setting.name)} " in text
    assert setting.metadata["help"] in text
    assert f"[{config.variable_of(setting.name)}" in text


def test_switches_can_be_switched_off():
    """A setting that is true in the file may be taken back on the command line."""
    _, text = run("serve", "--help")

    assert "--tls / --no-tls" in text
    assert "--log / --no-log" in text


def test_defaults_are_told():
    """The help says what holds without an option."""
    _, text = run("serve", "--help")

    assert "--port PORT TCP port to listen on. [COGNITO_EMULATOR_PORT; default 9229]" in text
    assert "--config FILE TOML file with settings. [COGNITO_EMULATOR_CONFIG]" in text


def test_an_upgrade_takes_the_store_only():
    """A command has the options that concern it."""
    _, text = run("database", "upgrade", "--help")

    assert "--store URL" in text
    assert "--port" not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--workers", "2"], "2 workers cannot share the memory store: each would hold its own"),
        (["--port", "70000"], "port must lie between 0 and 65535, got 70000"),
        (["--port", "http"], "Invalid value for '--port': 'http' is not a valid integer."),
        (["--config", "none.toml"], "cannot read the settings file none.toml: No such file or"),
        (["--issuer", "me"], "--issuer: expected emulator or aws, got 'me'"),
    ],
)
def test_a_wrong_setting_ends_with_advice(words, message):
    """The command ends with 2 and says what is wrong, without a trace."""
    code, text = run("serve", *words)

    assert code == 2
    assert f"Error: {message}" in text
    assert "Usage: " in text


def test_only_what_was_given_overrides(tmp_path, monkeypatch):
    """Options that were left out do not hide the file or the environment."""
    file = tmp_path / "emulator.toml"
    file.write_text("port = 1\nlog = true\n")
    monkeypatch.setenv("COGNITO_EMULATOR_REGION", "eu-west-1")

    loaded = load(file, {"port": None, "log": False, "region": None})

    assert loaded == config.Config(port=1, log=False, region="eu-west-1")
