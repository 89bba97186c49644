"""GetUserPoolMfaConfig: which second factors a pool shows."""

from __future__ import annotations

from conformance.cases.idp.user_pools.examples import SMS
from conformance.evidence import case
from tests.builders import SENDS_SMS, a_pool, body_of, refused


def factors_of(idp, pool_id):
    """Return what a pool shows."""
    return body_of(idp.get_user_pool_mfa_config(UserPoolId=pool_id))


@case(source="Terraform's provider reads it of every pool", level="observed", checked="2026-11-24")
def test_a_fresh_pool_shows_that_mfa_is_off(idp):
    """No factor is no member."""
    assert factors_of(idp, a_pool(idp)) == {"MfaConfiguration": "OFF"}


@case(
    source="Developer Guide, Updating user pool configuration; Terraform acceptance tests",
    level="inferred",
    checked="2026-11-24",
)
def test_an_sms_configuration_alone_is_no_factor(idp):
    """It serves verification as well."""
    assert factors_of(idp, a_pool(idp, **SENDS_SMS)) == {"MfaConfiguration": "OFF"}


@case(source="API reference SmsMfaConfigType", level="documented", checked="2026-11-24")
def test_sms_shows_the_text_and_the_configuration_of_the_pool(idp):
    """Both are the pool's own."""
    pool_id = a_pool(
        idp, MfaConfiguration="OPTIONAL", SmsAuthenticationMessage="Code {####}", **SENDS_SMS
    )

    assert factors_of(idp, pool_id) == {
        "MfaConfiguration": "OPTIONAL",
        "SmsMfaConfiguration": {
            "SmsAuthenticationMessage": "Code {####}",
            "SmsConfiguration": SMS,
        },
    }


@case(source="GitHub getmoto/moto#4434", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool us-east-1_nobody123 does not exist."):
        idp.get_user_pool_mfa_config(UserPoolId="us-east-1_nobody123")
