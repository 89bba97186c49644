"""Whose call it is."""

import pytest

from cognito_emulator.protocol.scope import Scope, scope_of

SIGNED = "AWS4-HMAC-SHA256 Credential={}, SignedHeaders=host;x-amz-date, Signature=abc"
SCOPE = "20261123/eu-west-1/cognito-idp/aws4_request"


def scope(**environ):
    """Return the scope of a request with these WSGI values."""
    return scope_of(environ, default_account="000000000000")


def unsigned(region=None):
    """Return the scope of an unsigned call."""
    return Scope(account_id="000000000000", region=region, access_key=None, signed=False)


def test_a_signature_names_region_and_key():
    """Region and access key come from the credential scope."""
    assert scope(HTTP_AUTHORIZATION=SIGNED.format(f"AKIDEXAMPLE/{SCOPE}")) == Scope(
        account_id="000000000000", region="eu-west-1", access_key="AKIDEXAMPLE", signed=True
    )


def test_a_key_of_twelve_digits_names_the_account():
    """An access key that looks like an account is the account."""
    named = scope(HTTP_AUTHORIZATION=SIGNED.format(f"123456789012/{SCOPE}"))

    assert named.account_id == "123456789012"
    assert named.access_key == "123456789012"


@pytest.mark.parametrize("key", ["12345678901", "1234567890123", "١٢٣٤٥٦٧٨٩٠١٢", "12345678901x"])
def test_other_keys_belong_to_the_default_account(key):
    """Only twelve ASCII digits are an account."""
    named = scope(HTTP_AUTHORIZATION=SIGNED.format(f"{key}/{SCOPE}"))

    assert named.account_id == "000000000000"


def test_keys_may_contain_slashes():
    """The parts are counted from the end; the key is what comes before the first slash."""
    assert scope(HTTP_AUTHORIZATION=SIGNED.format(f"a/b/{SCOPE}")).region == "eu-west-1"


def test_the_credential_may_come_last_and_without_spaces():
    """The order and spacing of the header's parts do not matter."""
    header = f"AWS4-HMAC-SHA256 Signature=abc,SignedHeaders=host,Credential=AKID/{SCOPE}"

    assert scope(HTTP_AUTHORIZATION=header).region == "eu-west-1"


def test_an_asymmetric_signature_takes_its_region_from_the_host():
    """SigV4A names no region in its scope."""
    header = "AWS4-ECDSA-P256-SHA256 Credential=AKID/20261123/cognito-idp/aws4_request, Signature=a"

    assert scope(
        HTTP_AUTHORIZATION=header, HTTP_HOST="cognito-idp.eu-west-1.amazonaws.com"
    ) == Scope(account_id="000000000000", region="eu-west-1", access_key="AKID", signed=True)


def test_a_presigned_url_is_signed():
    """The credential may travel in the query string."""
    query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F" + SCOPE.replace("/", "%2F")

    assert scope(QUERY_STRING=query) == Scope(
        account_id="000000000000", region="eu-west-1", access_key="AKID", signed=True
    )


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"QUERY_STRING": "a=b"},
        {"QUERY_STRING": "NotX-Amz-Credential=a"},
        {"HTTP_AUTHORIZATION": "Bearer abc"},
        {"HTTP_AUTHORIZATION": "AWS4-HMAC-SHA256 Signature=abc"},
        {"HTTP_AUTHORIZATION": "AWS4-HMAC-SHA256 Credential=, Signature=abc"},
    ],
    ids=str,
)
def test_calls_without_a_credential_are_unsigned(environ):
    """No credential, no signature: default account, no region, no key."""
    assert scope(**environ) == unsigned()


@pytest.mark.parametrize(
    ("host", "region"),
    [
        ("cognito-idp.us-east-1.amazonaws.com", "us-east-1"),
        ("cognito-identity.eu-central-1.amazonaws.com:443", "eu-central-1"),
        ("cognito-sync.ap-southeast-2.amazonaws.com", "ap-southeast-2"),
        ("cognito-idp-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
        ("cognito-idp.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("cognito-idp.us-east-1.api.aws", "us-east-1"),
        ("127.0.0.1:9229", None),
        ("cognito-idp.us-east-1.amazonaws.com.example.org", None),
    ],
)
def test_an_unsigned_call_has_the_region_of_an_aws_host(host, region):
    """The host of an AWS endpoint names the region."""
    assert scope(HTTP_HOST=host) == unsigned(region)
