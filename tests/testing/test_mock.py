"""``mock_cognito`` in every form users write it."""

from __future__ import annotations

import asyncio
import os
import unittest
from time import perf_counter
from typing import Any

import boto3
import pytest
import requests
from botocore.exceptions import ClientError
from moto import mock_aws

from cognito_emulator import Emulator, mock_cognito

REGION = "us-east-1"


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Leave no AWS setting of this machine, and no client's memory of one, in the way."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


def cognito(**options):
    """Return a client as an application makes it."""
    return boto3.client("cognito-idp", **options)


def make_pool(name="test"):
    """Make a pool with a new client and return its id."""
    return cognito().create_user_pool(PoolName=name)["UserPool"]["Id"]


def pools():
    """Return the names of the pools a new client sees."""
    return [each["Name"] for each in cognito().list_user_pools(MaxResults=60)["UserPools"]]


def is_answered():
    """Tell whether calls of boto3 reach an emulator at the moment."""
    try:
        cognito(
            region_name=REGION, aws_access_key_id="x", aws_secret_access_key="x"
        ).describe_user_pool(UserPoolId="us-east-1_none")
    except ClientError as error:
        return error.response["Error"]["Code"] == "ResourceNotFoundException"
    except OSError:
        return False
    raise AssertionError("there is no such pool")


@pytest.fixture
def nobody_home(monkeypatch):
    """Let calls that leave this process fail at once."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")


def test_a_block_has_an_emulator_of_its_own():
    """Inside the block calls are answered, and each block begins empty."""
    with mock_cognito() as emulator:
        pool_id = make_pool()
        assert isinstance(emulator, Emulator)
        assert emulator.client().describe_user_pool(UserPoolId=pool_id)["UserPool"]["Id"] == pool_id

    with mock_cognito():
        assert pools() == []


def test_a_function_is_decorated():
    """A call of the function has an emulator; its arguments and result pass through."""

    @mock_cognito
    def make(name, *, suffix):
        """Say what it does."""
        make_pool(name + suffix)
        return pools()

    assert make("a", suffix="b") == ["ab"]
    assert make("c", suffix="d") == ["cd"]
    assert (make.__name__, make.__doc__) == ("make", "Say what it does.")


def test_a_decorator_takes_options():
    """The options of `Emulator` may be given, to a decorator and to a block."""

    @mock_cognito(region="eu-west-1", account="000000000042")
    def arn():
        return cognito().create_user_pool(PoolName="x")["UserPool"]["Arn"]

    assert ":000000000042:" in arn()
    with mock_cognito(issuer="emulator") as emulator:
        url = f"{emulator.url}/{make_pool()}/.well-known/openid-configuration"
        assert requests.get(url, timeout=10).json()["issuer"].startswith(emulator.url)


def test_a_coroutine_function_is_decorated():
    """The emulator answers until the coroutine has ended."""

    @mock_cognito
    async def make(name):
        make_pool(name)
        await asyncio.sleep(0)
        return pools()

    assert asyncio.run(make("a")) == ["a"]
    assert asyncio.run(make("b")) == ["b"]


def test_a_generator_keeps_its_emulator_until_it_ends():
    """A fixture written as a generator is entered while its test runs."""

    @mock_cognito
    def fixture():
        make_pool("a")
        received = yield pools()
        yield received, pools()
        return "returned"

    made = fixture()

    assert next(made) == ["a"]
    assert pools() == ["a"]
    assert made.send("sent") == ("sent", ["a"])
    with pytest.raises(StopIteration) as ended:
        next(made)
    assert ended.value.value == "returned"


def test_a_generator_that_is_closed_leaves(nobody_home):
    """Closing a generator early takes its emulator away."""

    @mock_cognito
    def fixture():
        yield

    made = fixture()
    next(made)
    assert is_answered()

    made.close()

    assert not is_answered()


def test_an_asynchronous_generator_keeps_its_emulator_until_it_ends():
    """The same holds for fixtures of asynchronous tests."""

    @mock_cognito
    async def fixture():
        make_pool("a")
        yield pools()
        yield pools()

    async def collect():
        return [each async for each in fixture()]

    assert asyncio.run(collect()) == [["a"], ["a"]]


def test_a_plain_class_has_an_emulator_for_each_test():
    """Each test method begins empty; other methods are left as they are."""

    @mock_cognito
    class Tests:
        value = 5

        def test_one(self):
            make_pool("a")
            return pools()

        def test_two(self):
            return self.helper()

        def helper(self):
            return pools()

    assert Tests().test_one() == ["a"]
    assert Tests().test_two() == []
    assert Tests.value == 5


@pytest.mark.parametrize("takes_argument", [True, False])
def test_a_class_with_setup_method_is_entered_before_it(takes_argument, nobody_home):
    """What the set-up makes is there in the test and in the tear-down, then gone."""

    class Plain:
        def setup_method(self):
            make_pool("a")

        def teardown_method(self):
            self.seen = pools()

        def test_it(self):
            return pools()

    class WithArgument:
        def setup_method(self, method):
            make_pool(method.__name__)

        def teardown_method(self, method):
            self.seen = [*pools(), method.__name__]

        def test_it(self):
            return pools()

    decorated: Any = mock_cognito(WithArgument if takes_argument else Plain)
    tests = decorated()
    arguments = [tests.test_it] if takes_argument else []

    tests.setup_method(*arguments)
    seen = tests.test_it()
    tests.teardown_method(*arguments)

    assert seen == (["test_it"] if takes_argument else ["a"])
    assert tests.seen == (["test_it", "test_it"] if takes_argument else ["a"])
    assert not is_answered()


@pytest.mark.parametrize(
    "set_up",
    [
        classmethod(lambda _: make_pool("a")),
        staticmethod(lambda: make_pool("a")),
        staticmethod(lambda cls: make_pool(cls.__name__.lower())),
    ],
    ids=["class method", "static method", "static method that takes the class"],
)
def test_a_class_with_setup_class_is_entered_once(set_up, nobody_home):
    """A class set-up makes what all tests of the class see; it needs no tear-down."""

    class A:
        setup_class = set_up

        def test_it(self):
            return pools()

    decorated: Any = mock_cognito(A)
    decorated.setup_class(decorated)  # as pytest calls it: with the class where it is taken
    assert (decorated().test_it(), decorated().test_it()) == (["a"], ["a"])
    decorated.teardown_class(decorated)

    assert not is_answered()


def test_a_set_up_that_fails_leaves(nobody_home):
    """A failing set-up does not leave an emulator behind for the next class."""

    @mock_cognito
    class Tests:
        def setup_method(self):
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        Tests().setup_method()

    assert not is_answered()


def run_unittest(cls):
    """Run the tests of a class and return the result."""
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(cls).run(result)
    return result


def test_a_unittest_class_has_an_emulator_for_each_test(nobody_home):
    """The emulator is there from `setUp` to the clean-ups of each test."""
    seen = []

    @mock_cognito
    class Tests(unittest.TestCase):
        def setUp(self):
            make_pool("set up")
            self.addCleanup(lambda: seen.append(pools()))

        def tearDown(self):
            seen.append(pools())

        def test_a(self):
            make_pool("a")

        def test_b(self):
            raise RuntimeError("broken")

    result = run_unittest(Tests)

    assert (result.testsRun, len(result.errors), result.failures) == (2, 1, [])
    assert [sorted(names) for names in seen] == [
        ["a", "set up"],
        ["a", "set up"],
        ["set up"],
        ["set up"],
    ]
    assert not is_answered()


def test_a_unittest_class_without_set_up_is_entered_all_the_same():
    """A class that has only tests is decorated as well."""

    @mock_cognito
    class Tests(unittest.TestCase):
        def test_a(self):
            make_pool("a")
            self.assertEqual(pools(), ["a"])  # noqa: PT009  # as its users write

        test_b = test_a

    result = run_unittest(Tests)

    assert (result.testsRun, result.wasSuccessful()) == (2, True)


def test_a_unittest_class_with_a_class_set_up_is_entered_once(nobody_home):
    """What `setUpClass` makes is there for all tests of the class."""
    seen = []

    @mock_cognito
    class Tests(unittest.TestCase):
        @classmethod
        def setUpClass(cls):
            make_pool("class")

        def test_a(self):
            seen.append(pools())

        test_b = test_a

    result = run_unittest(Tests)

    assert (result.testsRun, result.wasSuccessful(), seen) == (2, True, [["class"], ["class"]])
    assert not is_answered()


def test_an_asynchronous_unittest_class_is_decorated():
    """The emulator is there in `asyncSetUp`, in the test, and in its clean-up."""

    @mock_cognito
    class Tests(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self):
            make_pool("a")

        async def test_it(self):
            self.assertEqual(pools(), ["a"])  # noqa: PT009

    assert run_unittest(Tests).wasSuccessful()


def test_the_innermost_emulator_answers():
    """Blocks nest: inside the inner one the outer one's pools are out of sight, and come back."""
    with mock_cognito():
        make_pool("outer")
        with mock_cognito():
            make_pool("inner")
            assert pools() == ["inner"]
        assert pools() == ["outer"]


def test_blocks_may_be_left_out_of_order():
    """Fixtures that end in another order than they began leave the right emulator."""
    outer, inner = mock_cognito(), mock_cognito()
    outer.__enter__()
    make_pool("outer")
    inner.__enter__()
    make_pool("inner")

    outer.__exit__(None, None, None)
    assert pools() == ["inner"]
    inner.__exit__(None, None, None)


def test_a_block_may_be_entered_again():
    """One object enters as often as it is used, also inside of itself."""
    block = mock_cognito()
    with block:
        make_pool("outer")
        with block:
            assert pools() == []
        assert pools() == ["outer"]


def test_clients_made_before_are_answered():
    """A client that a module made when it was imported is answered like any other."""
    before = cognito(region_name=REGION, aws_access_key_id="x", aws_secret_access_key="x")
    with mock_cognito():
        before.create_user_pool(PoolName="a")
        assert pools() == ["a"]


def test_clients_made_inside_are_no_longer_answered_after(nobody_home):
    """After the block a client made in it goes to AWS again."""
    with mock_cognito():
        client = cognito()

    with pytest.raises(Exception, match="proxy"):
        client.list_user_pools(MaxResults=1)


def test_every_service_of_cognito_is_answered():
    """What identity pools and Cognito Sync are asked is refused by name, not sent to AWS."""
    with mock_cognito():
        for call in (
            lambda: boto3.client("cognito-identity").list_identity_pools(MaxResults=1),
            lambda: boto3.client("cognito-sync").list_identity_pool_usage(),
        ):
            with pytest.raises(ClientError) as refused:
                call()
            assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501


def test_an_error_in_the_block_passes_through(nobody_home):
    """The block ends, and the test sees its own error."""
    with pytest.raises(RuntimeError, match="mine"), mock_cognito():
        raise RuntimeError("mine")

    assert not is_answered()


def test_missing_credentials_and_region_are_lent():
    """Where the environment has none, fake ones stand in it for the time of the block."""
    with mock_cognito():
        lent = {name: os.environ[name] for name in os.environ if "KEY" in name or "REGION" in name}
        assert boto3.client("cognito-idp").meta.region_name == REGION

    assert lent["AWS_ACCESS_KEY_ID"] == lent["AWS_SECRET_ACCESS_KEY"] == "testing"
    assert not {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"} & {*os.environ}


@pytest.mark.parametrize("variable", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_what_the_environment_has_is_kept(monkeypatch, variable):
    """A region or key of the environment stays, in the block and after it."""
    monkeypatch.setenv(variable, "eu-west-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "000000000042")

    with mock_cognito():
        arn = cognito(region_name="eu-west-1").create_user_pool(PoolName="x")["UserPool"]["Arn"]
        assert ("AWS_DEFAULT_REGION" in os.environ) == (variable == "AWS_DEFAULT_REGION")

    assert arn.startswith("arn:aws:cognito-idp:eu-west-1:000000000042:")
    assert (os.environ[variable], os.environ["AWS_ACCESS_KEY_ID"]) == ("eu-west-1", "000000000042")
    assert "AWS_SECRET_ACCESS_KEY" not in os.environ


def test_what_a_test_sets_meanwhile_is_kept(monkeypatch):
    """A variable that the test itself has set in the block is its own business."""
    with mock_cognito():
        os.environ["AWS_DEFAULT_REGION"] = "eu-west-1"

    assert os.environ.pop("AWS_DEFAULT_REGION") == "eu-west-1"


def use_both():
    """Use Cognito and S3 in one breath; return what each of them says."""
    s3 = boto3.client("s3", region_name=REGION)
    s3.create_bucket(Bucket="photos")
    s3.put_object(Bucket="photos", Key="a", Body=b"picture")
    make_pool("a")
    body = s3.get_object(Bucket="photos", Key="a")["Body"].read()
    issuer = f"https://cognito-idp.{REGION}.amazonaws.com/{make_pool('b')}"
    keys = requests.get(f"{issuer}/.well-known/jwks.json", timeout=10).json()["keys"]
    return body, sorted(pools()), len(keys)


BOTH_USED = (b"picture", ["a", "b"], 2)


def test_moto_answers_the_other_services_inside():
    """With moto entered later, S3 is moto's and Cognito is ours."""
    with mock_cognito(), mock_aws():
        assert use_both() == BOTH_USED


def test_moto_answers_the_other_services_outside():
    """With moto entered first, S3 is moto's and Cognito is ours."""
    with mock_aws(), mock_cognito():
        assert use_both() == BOTH_USED


def test_decorators_of_moto_and_ours_stack():
    """Both decorators in either order answer each its own services."""
    assert mock_aws(mock_cognito(use_both))() == BOTH_USED
    assert mock_cognito(mock_aws(use_both))() == BOTH_USED


def test_clients_made_inside_moto_s_block_are_answered_by_both():
    """A client that moto has patched reaches us all the same."""
    with mock_aws():
        client = cognito(region_name=REGION)
        with mock_cognito():
            client.create_user_pool(PoolName="ours")
            assert pools() == ["ours"]


def test_entering_again_costs_next_to_nothing(record_property):
    """After the first one an emulator is entered and left within milliseconds (2 ms is the aim)."""
    with mock_cognito():
        pass
    rounds = []
    for _ in range(20):
        began = perf_counter()
        with mock_cognito():
            pass
        rounds.append((perf_counter() - began) * 1000)

    median = sorted(rounds)[10]
    record_property("entering_ms", round(median, 2))
    print(f"entering and leaving mock_cognito: {median:.2f} ms")  # noqa: T201  # shown by -rP
    assert median < 20
