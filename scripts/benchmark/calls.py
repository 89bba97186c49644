"""The calls that are measured, prepared once: a pool, a client and users made through boto3, requests as bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from scripts.benchmark.load import http_request

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = "AWSCognitoIdentityProviderService."
PASSWORD = "Correct-horse-7"


def client(url: str | None) -> Any:
    """Give a boto3 client for the URL, or for whatever answers in this process."""
    return boto3.client(
        "cognito-idp",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key="local",
        config=Config(retries={"total_max_attempts": 1}, max_pool_connections=16),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One pool with a client and a confirmed user `ada`, who is signed in."""

    url: str
    pool_id: str
    client_id: str
    refresh_token: str

    def call(self, operation: str, **members: Any) -> bytes:
        """Return the bytes of one call to the world's server."""
        return http_request(self.url, TARGET + operation, json.dumps(members).encode())

    def requests(self) -> dict[str, list[bytes]]:
        """Return the repeatable calls by the name they are printed under."""
        password_sign_in = {
            "AuthFlow": "USER_PASSWORD_AUTH",
            "ClientId": self.client_id,
            "AuthParameters": {"USERNAME": "ada", "PASSWORD": PASSWORD},
        }
        refresh = {
            "AuthFlow": "REFRESH_TOKEN_AUTH",
            "ClientId": self.client_id,
            "AuthParameters": {"REFRESH_TOKEN": self.refresh_token},
        }
        listing = {"UserPoolId": self.pool_id, "Filter": 'email ^= "ada"', "Limit": 10}
        return {
            "DescribeUserPool": [self.call("DescribeUserPool", UserPoolId=self.pool_id)],
            "AdminGetUser": [self.call("AdminGetUser", UserPoolId=self.pool_id, Username="ada")],
            "ListUsers with filter": [self.call("ListUsers", **listing)],
            "USER_PASSWORD_AUTH": [self.call("InitiateAuth", **password_sign_in)],
            "refresh": [self.call("InitiateAuth", **refresh)],
        }

    def sign_ups(self) -> Iterator[bytes]:
        """Yield sign-ups, each of a new user."""
        for number in count():
            yield self.call(
                "SignUp",
                ClientId=self.client_id,
                Username=f"bench-{number}",
                Password=PASSWORD,
                UserAttributes=[{"Name": "email", "Value": f"bench-{number}@example.com"}],
            )


def prepare(url: str | None, idp: Any, pool_id: str | None = None) -> World:
    """Make the pool (unless one is named), the client and the user, and sign the user in."""
    if pool_id is None:
        pool_id = idp.create_user_pool(PoolName="bench", AutoVerifiedAttributes=["email"])[
            "UserPool"
        ]["Id"]
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    app = idp.create_user_pool_client(
        UserPoolId=pool_id, ClientName="bench", ExplicitAuthFlows=flows
    )
    client_id = app["UserPoolClient"]["ClientId"]
    idp.admin_create_user(
        UserPoolId=pool_id,
        Username="ada",
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "email", "Value": "ada@example.com"}],
    )
    idp.admin_set_user_password(
        UserPoolId=pool_id, Username="ada", Password=PASSWORD, Permanent=True
    )
    tokens = sign_in(idp, client_id)
    return World(
        url=url or "",
        pool_id=str(pool_id),
        client_id=client_id,
        refresh_token=tokens["RefreshToken"],
    )


def sign_in(idp: Any, client_id: str) -> dict[str, Any]:
    """Sign `ada` in with the plain password."""
    answer = idp.initiate_auth(
        AuthFlow="USER_PASSWORD_AUTH",
        ClientId=client_id,
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD},
    )
    tokens: dict[str, Any] = answer["AuthenticationResult"]
    return tokens


def srp_sign_in(idp: Any, world: World) -> None:
    """Sign `ada` in with SRP, proof and all."""
    from cognito_emulator.testing.srp_client import SrpClient

    proof = SrpClient(world.pool_id, "ada", PASSWORD)
    challenge = idp.initiate_auth(
        AuthFlow="USER_SRP_AUTH",
        ClientId=world.client_id,
        AuthParameters={"USERNAME": "ada", "SRP_A": proof.srp_a},
    )
    idp.respond_to_auth_challenge(
        ClientId=world.client_id,
        ChallengeName="PASSWORD_VERIFIER",
        ChallengeResponses=proof.respond(challenge["ChallengeParameters"]),
    )
