"""InitiateAuth: what a client may ask for, and how it proves itself."""

from __future__ import annotations

import pytest

from cognito_emulator.domain.secret_hash import secret_hash
from conformance.evidence import case
from tests.builders import PASSWORD, a_client, refused
from tests.sign_ins import (
    initiate,
    sign_in,
)


@case(source="client logs, GH:66811624690", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("flow", "message"),
    [
        ("USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH flow not enabled for this client"),
        ("USER_SRP_AUTH", "USER_SRP_AUTH is not enabled for the client."),
        ("CUSTOM_AUTH", "CUSTOM_AUTH is not enabled for the client."),
    ],
)
def test_a_flow_has_to_be_enabled(idp, pool_id, flow, message):
    """A flow outside of ExplicitAuthFlows is refused, each in its own words."""
    client_id = a_client(idp, pool_id, ExplicitAuthFlows=["ALLOW_REFRESH_TOKEN_AUTH"])

    with refused("InvalidParameterException", message):
        initiate(idp, client_id, flow, USERNAME="ada", PASSWORD=PASSWORD, SRP_A="ab")


@case(source="client logs, GH:65828555689", level="observed", checked="2026-11-24")
@pytest.mark.parametrize("flow", ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"])
def test_flows_of_back_ends_are_none_of_apps(idp, client_id, flow):
    """The administrators' flow cannot be opened with InitiateAuth."""
    with refused("InvalidParameterException", "Initiate Auth method not supported."):
        initiate(idp, client_id, flow, USERNAME="ada", PASSWORD=PASSWORD)


@case(source="client logs", level="observed", checked="2026-11-24")
@pytest.mark.parametrize(
    ("flow", "given", "missing"),
    [
        ("USER_PASSWORD_AUTH", {"PASSWORD": PASSWORD}, "USERNAME"),
        ("USER_PASSWORD_AUTH", {"USERNAME": "ada"}, "PASSWORD"),
        ("USER_SRP_AUTH", {"USERNAME": "ada"}, "SRP_A"),
        ("REFRESH_TOKEN_AUTH", {}, "REFRESH_TOKEN"),
    ],
)
def test_parameters_are_missed_by_name(idp, client_id, flow, given, missing):
    """Each flow names the first parameter it lacks."""
    with refused("InvalidParameterException", f"Missing required parameter {missing}"):
        initiate(idp, client_id, flow, **given)


@case(source="client logs", level="observed", checked="2026-11-24")
def test_an_unknown_client_is_told(idp):
    """A client that does not exist is named."""
    message = "User pool client 1h57kf5cpq17m0eml12example does not exist."

    with refused("ResourceNotFoundException", message):
        sign_in(idp, "1h57kf5cpq17m0eml12example")


@case(source="client logs", level="observed", checked="2026-11-24")
def test_the_secret_hash_is_checked(idp, pool_id, client_id):
    """A client with a secret needs the right hash; either of two secrets makes it."""
    client = idp.create_user_pool_client(
        UserPoolId=pool_id,
        ClientName="confidential",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"],
    )["UserPoolClient"]
    own_id = client["ClientId"]
    added = idp.add_user_pool_client_secret(UserPoolId=pool_id, ClientId=own_id)
    newer = added["ClientSecretDescriptor"]["ClientSecretValue"]

    for secret in (client["ClientSecret"], newer):
        right = secret_hash(username="ada", client_id=own_id, secret=secret)
        assert "AuthenticationResult" in sign_in(idp, own_id, SECRET_HASH=right)
    missing = f"Client {own_id} is configured with secret but SECRET_HASH was not received"
    with refused("NotAuthorizedException", missing):
        sign_in(idp, own_id)
    wrong = f"Unable to verify secret hash for client {own_id}"
    with refused("NotAuthorizedException", wrong):
        other = secret_hash(username="eve", client_id=own_id, secret=newer)
        sign_in(idp, own_id, SECRET_HASH=other)


@case(source="published nowhere", level="inferred", checked="2026-11-24")
def test_a_needless_secret_hash_is_wrong(idp, client_id):
    """A client without a secret cannot be signed for."""
    message = f"Unable to verify secret hash for client {client_id}"

    with refused("NotAuthorizedException", message):
        sign_in(idp, client_id, SECRET_HASH="AAAA")


@case(source="API reference InitiateAuth", level="documented", checked="2026-11-24")
def test_apps_need_no_credentials(anonymous, client_id):
    """An unsigned call signs in."""
    assert "AuthenticationResult" in sign_in(anonymous, client_id)
