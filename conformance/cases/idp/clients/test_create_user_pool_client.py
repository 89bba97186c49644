"""CreateUserPoolClient: what a new client is made of, and how it is shown."""

from __future__ import annotations

import re

import pytest

from conformance.cases.idp.clients.examples import (
    AMPLIFY,
    CDK,
    CONTRADICTIONS,
    FRESH,
    MAXIMAL,
    PINPOINT,
    TERRAFORM,
    WEB,
    WRONG_FLOWS,
    a_secret_hash,
)
from conformance.evidence import case
from tests.builders import PASSWORD, a_pool, a_user, body_of, refused

COMPUTED = ("UserPoolId", "ClientId", "CreationDate", "LastModifiedDate")
A_SECRET = "the_secret_of_a_client_24"


def created(idp, pool_id, **members):
    """Make a client of these members. Return how it is shown."""
    answer = idp.create_user_pool_client(**{"UserPoolId": pool_id, "ClientName": "web", **members})
    return answer["UserPoolClient"]


def configuration_of(client):
    """Return what a client is without what the service gave it."""
    return {name: value for name, value in client.items() if name not in COMPUTED}


@case(
    source="DescribeUserPoolClient answers of published pools; Terraform acceptance tests of "
    "aws_cognito_user_pool_client",
    level="observed",
    checked="2026-11-24",
)
def test_a_client_of_a_name_only_shows_the_defaults(idp):
    """Nothing more and nothing less; CreateUserPoolClient answers what Describe does."""
    pool_id = a_pool(idp)

    answer = body_of(idp.create_user_pool_client(UserPoolId=pool_id, ClientName="web"))

    client = answer.pop("UserPoolClient")
    assert answer == {}
    assert configuration_of(client) == FRESH
    assert client["UserPoolId"] == pool_id
    assert client["LastModifiedDate"] == client["CreationDate"]
    described = idp.describe_user_pool_client(UserPoolId=pool_id, ClientId=client["ClientId"])
    assert described["UserPoolClient"] == client


@case(source="ids of published pools", level="observed", checked="2026-11-24")
def test_ids_and_secrets_have_their_alphabet(idp):
    """An id is 128 bits, a secret 256 bits, in base 32; a leading zero is not written."""
    client = created(idp, a_pool(idp), GenerateSecret=True)

    assert re.fullmatch(r"[0-9a-v]{20,26}", client["ClientId"])
    assert re.fullmatch(r"[0-9a-v]{45,52}", client["ClientSecret"])
    assert configuration_of(client) == {**FRESH, "ClientSecret": client["ClientSecret"]}


@case(
    source="API reference CreateUserPoolClient, UserPoolClientType; Terraform's provider compares "
    "each member",
    level="documented",
    checked="2026-11-24",
)
def test_every_member_is_echoed(idp):
    """What was asked for is shown as it was asked."""
    client = created(idp, a_pool(idp), GenerateSecret=True, **MAXIMAL)

    assert configuration_of(client) == {
        "ClientName": "web",
        "ClientType": "REGULAR",
        "ClientSecret": client["ClientSecret"],
        **MAXIMAL,
    }


@case(
    source="DescribeUserPoolClient answers recorded in 2026 (go-to-k/cdk-real-drift)",
    level="observed",
    checked="2026-11-24",
)
def test_lists_are_sorted(idp):
    """The order of the request is not kept, nor an entry that comes twice."""
    client = created(
        idp,
        a_pool(idp),
        ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        ReadAttributes=["name", "email", "name"],
        **{
            **WEB,
            "AllowedOAuthScopes": ["profile", "openid"],
            "CallbackURLs": ["https://b.example", "https://a.example"],
        },
    )

    assert client["ExplicitAuthFlows"] == ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
    assert client["ReadAttributes"] == ["email", "name"]
    assert client["AllowedOAuthScopes"] == ["openid", "profile"]
    assert client["CallbackURLs"] == ["https://a.example", "https://b.example"]


@case(
    source="Terraform's provider reads empty lists as absent",
    level="inferred",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    "name",
    ["ExplicitAuthFlows", "CallbackURLs", "ReadAttributes", "SupportedIdentityProviders"],
)
def test_an_empty_list_is_the_same_as_none(idp, name):
    """It is not shown."""
    assert configuration_of(created(idp, a_pool(idp), **{name: []})) == FRESH


@case(
    source="requests of AWS CDK's UserPoolClient, Amplify's defineAuth and Terraform's provider",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize("request_members", [CDK, AMPLIFY, TERRAFORM], ids=["cdk", "amplify", "tf"])
def test_what_infrastructure_tools_send_comes_back(idp, request_members):
    """No tool sees a difference after it made the client, but for the order of lists."""
    client = created(idp, a_pool(idp), **request_members)

    for name, value in request_members.items():
        assert client[name] == (sorted(value) if isinstance(value, list) else value)


@case(source="API reference CreateUserPoolClient", level="documented", checked="2026-11-24")
def test_zero_is_the_default_of_refresh_tokens(idp):
    """Thirty of whatever unit."""
    client = created(
        idp,
        a_pool(idp),
        RefreshTokenValidity=0,
        TokenValidityUnits={"RefreshToken": "hours"},
    )

    assert client["RefreshTokenValidity"] == 30
    assert client["TokenValidityUnits"] == {"RefreshToken": "hours"}


@case(
    source="API reference CreateUserPoolClient (ClientSecret)",
    level="documented",
    checked="2026-11-24",
)
def test_a_secret_can_be_brought_along(idp, anonymous):
    """It is shown, and it is the one that sign-ins are held against."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    client = created(
        idp, pool_id, ClientSecret=A_SECRET, ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]
    )

    assert client["ClientSecret"] == A_SECRET
    answer = anonymous.initiate_auth(
        ClientId=client["ClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={
            "USERNAME": "ada",
            "PASSWORD": PASSWORD,
            "SECRET_HASH": a_secret_hash("ada", client["ClientId"], A_SECRET),
        },
    )
    assert answer["AuthenticationResult"]["TokenType"] == "Bearer"


@case(
    source="API reference CreateUserPoolClient (ClientSecret); the sentence is not known",
    level="inferred",
    checked="2026-11-24",
)
def test_a_secret_is_brought_along_or_generated(idp):
    """Not both."""
    with refused(
        "InvalidParameterException", "ClientSecret cannot be specified when GenerateSecret is true."
    ):
        created(idp, a_pool(idp), ClientSecret=A_SECRET, GenerateSecret=True)


@case(source="service model", level="documented", checked="2026-11-24")
@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {"ClientSecret": "s" * 65},
            (
                "Value at 'clientSecret' failed to satisfy constraint: Member must have length "
                "less than or equal to 64"
            ),
        ),
        (
            {"ClientSecret": "a secret with spaces in it"},
            (
                "Value at 'clientSecret' failed to satisfy constraint: Member must satisfy regular "
                r"expression pattern: [\w+]+"
            ),
        ),
        (
            {"ClientName": "w" * 129},
            (
                f"Value '{'w' * 129}' at 'clientName' failed to satisfy constraint: Member must "
                "have length less than or equal to 128"
            ),
        ),
        (
            {"AuthSessionValidity": 16},
            (
                "Value '16' at 'authSessionValidity' failed to satisfy constraint: Member must "
                "have value less than or equal to 15"
            ),
        ),
        (
            {"RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 61}},
            (
                "Value '61' at 'refreshTokenRotation.retryGracePeriodSeconds' failed to satisfy "
                "constraint: Member must have value less than or equal to 60"
            ),
        ),
    ],
    ids=["long secret", "secret", "long name", "session", "grace"],
)
def test_the_bounds_of_the_model_are_kept(idp, members, message):
    """The refusal names the member by its path, and never shows a secret."""
    with refused("InvalidParameterException", f"1 validation error detected: {message}"):
        created(idp, a_pool(idp), **members)


@case(
    source="deployments recorded by users, most in 2026-08 and 2026-09; Terraform acceptance tests "
    "of aws_cognito_user_pool_client",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(("members", "message"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_settings_that_contradict_each_other_are_refused(idp, members, message):
    """Each contradiction has its own sentence, and no client is made."""
    pool_id = a_pool(idp)

    with refused("InvalidParameterException", message):
        created(idp, pool_id, **members)

    assert idp.list_user_pool_clients(UserPoolId=pool_id)["UserPoolClients"] == []


@case(
    source="API reference CreateUserPoolClient; the sentences are not known",
    level="inferred",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    ("members", "message"),
    [
        (
            {
                "RefreshTokenRotation": {"Feature": "ENABLED"},
                "ExplicitAuthFlows": ["ALLOW_REFRESH_TOKEN_AUTH"],
            },
            (
                "Refresh token rotation cannot be enabled when ALLOW_REFRESH_TOKEN_AUTH is set in "
                "ExplicitAuthFlows."
            ),
        ),
        ({**WEB, "CallbackURLs": ["a.example/in"]}, "a.example/in is not an absolute URI."),
    ],
    ids=["rotation", "relative callback"],
)
def test_settings_that_the_documentation_forbids_are_refused(idp, members, message):
    """The error is documented, its sentence ours."""
    with refused("InvalidParameterException", message):
        created(idp, a_pool(idp), **members)


@case(
    source="published logs of deployments",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(("members", "message"), WRONG_FLOWS.values(), ids=WRONG_FLOWS)
def test_oauth_flows_that_cannot_work_are_refused(idp, members, message):
    """They have an error of their own."""
    with refused("InvalidOAuthFlowException", message):
        created(idp, a_pool(idp), **members)


@case(source="published logs of deployments", level="observed", checked="2026-11-24")
def test_a_scope_has_to_be_there(idp):
    """It is standard or of a resource server of the pool."""
    with refused("ScopeDoesNotExistException", "Invalid scope requested: api/read"):
        created(idp, a_pool(idp), **{**WEB, "AllowedOAuthScopes": ["openid", "api/read"]})


@case(
    source="GitHub lgallard/terraform-aws-cognito-user-pool#71",
    level="observed",
    checked="2026-11-24",
)
def test_a_provider_has_to_be_there(idp):
    """It is COGNITO or of the pool."""
    pool_id = a_pool(idp)

    with refused(
        "InvalidParameterException",
        f"The provider Google does not exist for User Pool {pool_id}.",
    ):
        created(idp, pool_id, SupportedIdentityProviders=["COGNITO", "Google"])


@case(
    source="Developer Guide, Working with user attributes; sentences of deployments",
    level="observed",
    checked="2026-11-24",
)
@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"ReadAttributes": ["custom:nothing"]}, "read"),
        ({"WriteAttributes": ["email", "custom:nothing"]}, "write"),
        ({"WriteAttributes": ["email", "sub"]}, "write"),
        ({"WriteAttributes": ["email", "email_verified"]}, "write"),
        ({"WriteAttributes": ["name"]}, "write"),
    ],
    ids=["unknown", "unknown to write", "sub", "flag", "without the required"],
)
def test_attributes_have_to_be_there_and_writable(idp, members, kind):
    """Who writes at all writes what the pool requires."""
    pool_id = a_pool(
        idp,
        Schema=[
            {"Name": "email", "Required": True},
            {"Name": "team", "AttributeDataType": "String"},
        ],
    )

    with refused(
        "InvalidParameterException", f"Invalid {kind} attributes specified while creating a client"
    ):
        created(idp, pool_id, **members)
    assert created(idp, pool_id, WriteAttributes=["email", "custom:team"])["WriteAttributes"] == [
        "custom:team",
        "email",
    ]


@case(
    source="Terraform acceptance tests of aws_cognito_user_pool_client",
    level="observed",
    checked="2026-11-24",
)
def test_analytics_by_arn_use_the_role_of_the_service(idp):
    """The service-linked role of the account shows although nobody gave it."""
    pool_id = a_pool(idp)
    account_id = idp.describe_user_pool(UserPoolId=pool_id)["UserPool"]["Arn"].split(":")[4]

    client = created(idp, pool_id, AnalyticsConfiguration={"ApplicationArn": PINPOINT})

    assert client["AnalyticsConfiguration"] == {
        "ApplicationArn": PINPOINT,
        "RoleArn": (
            f"arn:aws:iam::{account_id}:role/aws-service-role/cognito-idp.amazonaws.com/"
            "AWSServiceRoleForAmazonCognitoIdp"
        ),
        "UserDataShared": False,
    }


@case(
    source="Developer Guide, User pool feature plans; the name of the feature is not known",
    level="inferred",
    checked="2026-11-24",
)
def test_choice_based_sign_in_begins_with_the_essentials_plan(idp):
    """ALLOW_USER_AUTH is refused below it."""
    with refused(
        "FeatureUnavailableInTierException",
        "The following features need to be disabled for the LITE pricing tier configured: "
        "Choice-Based Sign-In",
    ):
        created(idp, a_pool(idp, UserPoolTier="LITE"), ExplicitAuthFlows=["ALLOW_USER_AUTH"])


@case(source="GitHub getmoto/moto#4434", level="observed", checked="2026-11-24")
def test_an_unknown_pool_is_named(idp):
    """The sentence repeats the id."""
    with refused("ResourceNotFoundException", "User pool us-east-1_nobody123 does not exist."):
        created(idp, "us-east-1_nobody123")
