"""The fixtures, in test runs of their own as users have them."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest_plugins = ["pytester"]

HEAVY = ("boto3", "botocore", "sqlalchemy", "werkzeug", "cryptography", "requests", "granian")


@pytest.fixture
def run(pytester):
    """Give a function that runs a test file and returns how many of its tests passed and failed."""

    def run_(source):
        pytester.makepyfile(source)
        result = pytester.runpytest_subprocess("-q", "-p", "no:randomly", "-p", "no:cacheprovider")
        outcomes = result.parseoutcomes()
        return outcomes.get("passed", 0), outcomes.get("failed", 0) + outcomes.get("errors", 0)

    return run_


def test_cognito_answers_boto3_afresh_for_each_test(run):
    """Every test has an emulator of its own, and none is left behind."""
    outcome = run(
        """
        import boto3
        from cognito_emulator.testing import active

        def pools():
            return boto3.client("cognito-idp").list_user_pools(MaxResults=1)["UserPools"]

        def test_one(cognito):
            cognito.client().create_user_pool(PoolName="a")
            assert len(pools()) == 1

        def test_other(cognito):
            assert pools() == []

        def test_none():
            assert active.answering("https://cognito-idp.us-east-1.amazonaws.com/") is None
        """
    )

    assert outcome == (3, 0)


def test_cognito_server_is_one_server_emptied_for_each_test(run):
    """The server keeps its address for the whole run; data, messages and time do not outlive a test."""
    outcome = run(
        """
        import boto3
        import requests

        addresses = set()

        def check(server):
            addresses.add(server.url)
            idp = boto3.client("cognito-idp", endpoint_url=server.url, region_name="us-east-1",
                               aws_access_key_id="x", aws_secret_access_key="x")
            assert idp.list_user_pools(MaxResults=1)["UserPools"] == []
            assert requests.get(server.url + "/_emulator/clock").json()["frozen"] is False
            idp.create_user_pool(PoolName="a")
            server.clock.freeze()

        def test_one(cognito_server):
            check(cognito_server)

        def test_other(cognito_server):
            check(cognito_server)
            assert len(addresses) == 1
        """
    )

    assert outcome == (2, 0)


def test_inbox_clock_and_factories_belong_to_the_emulator_in_use(run):
    """They are those of `cognito_server` when a test asks for it, else those of `cognito`."""
    outcome = run(
        """
        from datetime import UTC, datetime

        NOON = datetime(2030, 1, 31, 12, tzinfo=UTC)

        def check(emulator, inbox, clock, make_pool, make_client, make_user):
            assert inbox is emulator.inbox
            assert clock is emulator.clock
            clock.freeze(NOON)
            client = make_client(make_pool())
            user = make_user(client=client)
            idp = emulator.client()
            assert idp.list_users(UserPoolId=client.pool_id)["Users"][0]["UserCreateDate"] == NOON
            idp.forgot_password(ClientId=client.id, Username=user.username)
            assert inbox.code(user.username).isdigit()

        def test_in_process(cognito_inbox, cognito_clock, cognito_pool, cognito_client,
                            cognito_user, cognito):
            check(cognito, cognito_inbox, cognito_clock, cognito_pool, cognito_client, cognito_user)

        def test_server(cognito_server, cognito_inbox, cognito_clock, cognito_pool, cognito_client,
                        cognito_user):
            check(cognito_server, cognito_inbox, cognito_clock, cognito_pool, cognito_client,
                  cognito_user)

        def test_without_naming_either(cognito_user):
            assert "AccessToken" in cognito_user().sign_in()
        """
    )

    assert outcome == (3, 0)


def test_fixtures_of_users_may_build_on_them(run):
    """A fixture of the application's own asks for ours like for any other."""
    outcome = run(
        """
        import pytest

        @pytest.fixture
        def ada(cognito_user):
            return cognito_user("ada")

        class TestAda:
            def test_name(self, ada, cognito):
                assert cognito.client().admin_get_user(
                    UserPoolId=ada.pool_id, Username="ada"
                )["UserStatus"] == "CONFIRMED"
        """
    )

    assert outcome == (1, 0)


def test_a_run_that_uses_no_fixture_imports_nothing(run):
    """The plugin is installed with the package, so it must cost those nothing who do not use it."""
    outcome = run(
        f"""
        import sys

        def test_nothing_heavy():
            assert "cognito_emulator.testing.pytest_plugin" in sys.modules
            assert [name for name in {HEAVY} if name in sys.modules] == []
        """
    )

    assert outcome == (1, 0)


def test_importing_the_plugin_takes_next_to_no_time(record_property):
    """Beside pytest itself the plugin is imported within milliseconds (30 ms is the aim)."""
    code = (
        "import pytest, time; began = time.perf_counter(); "
        "import cognito_emulator.testing.pytest_plugin; "
        "print((time.perf_counter() - began) * 1000)"
    )

    taken = min(
        float(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
            ).stdout
        )
        for _ in range(3)
    )

    record_property("plugin_import_ms", round(taken, 1))
    print(f"importing the pytest plugin: {taken:.1f} ms")  # noqa: T201  # shown by -rP
    assert taken < 150
