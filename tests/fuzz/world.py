"""A small world for made-up calls: what exists in it, and what its store holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from werkzeug.test import Client

from cognito_emulator.protocol.model import service_model
from cognito_emulator.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

    from cognito_emulator.emulator import Emulator

SIGNATURE = (
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/cognito-idp/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=0"
)
PASSWORD = "Correct-horse-7"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A pool with a client, users, a group, an open sign-in, codes and tokens; `known` names them by member."""

    emulator: Emulator
    http: Client
    known: Mapping[str, tuple[str, ...]]

    @classmethod
    def made_in(cls, emulator: Emulator) -> World:
        """Make the world in an empty emulator."""
        world = cls(emulator=emulator, http=Client(emulator.wsgi_app), known={})
        return cls(emulator=emulator, http=world.http, known=_furnish(world))

    def post(self, operation: tuple[str, str], body: bytes) -> tuple[int, str]:
        """Send a body to an operation; return status and text."""
        service, name = operation
        response = self.http.post(
            "/",
            data=body,
            headers={
                "X-Amz-Target": f"{service_model(service).target_prefix}.{name}",
                "Content-Type": "application/x-amz-json-1.1",
                "Authorization": SIGNATURE,
            },
        )
        return response.status_code, response.get_data(as_text=True)

    def call(self, name: str, **members: Any) -> dict[str, Any]:
        """Make a call that must succeed."""
        status, text = self.post(("cognito-idp", name), json.dumps(members).encode())
        assert status == 200, f"{name}: {status} {text}"
        decoded: dict[str, Any] = json.loads(text or "{}")
        return decoded


def _furnish(world: World) -> dict[str, tuple[str, ...]]:
    pool = world.call(
        "CreateUserPool",
        PoolName="fuzz",
        AutoVerifiedAttributes=["email"],
        Schema=[{"Name": "level", "AttributeDataType": "Number"}],
    )["UserPool"]
    pool_id = pool["Id"]
    world.call(
        "SetUserPoolMfaConfig",
        UserPoolId=pool_id,
        MfaConfiguration="OPTIONAL",
        SoftwareTokenMfaConfiguration={"Enabled": True},
    )
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"]
    client_id = world.call(
        "CreateUserPoolClient",
        UserPoolId=pool_id,
        ClientName="fuzz",
        ExplicitAuthFlows=[*flows, "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]["ClientId"]
    email = [{"Name": "email", "Value": "ada@example.com"}]
    world.call(
        "SignUp", ClientId=client_id, Username="bob", Password=PASSWORD, UserAttributes=email
    )
    for name in ("ada", "eve"):
        world.call(
            "AdminCreateUser",
            UserPoolId=pool_id,
            Username=name,
            UserAttributes=[*email, {"Name": "email_verified", "Value": "true"}],
        )
    world.call(
        "AdminSetUserPassword",
        UserPoolId=pool_id,
        Username="ada",
        Password=PASSWORD,
        Permanent=True,
    )
    world.call("CreateGroup", UserPoolId=pool_id, GroupName="staff")
    world.call("AdminAddUserToGroup", UserPoolId=pool_id, GroupName="staff", Username="ada")
    tokens = world.call(
        "InitiateAuth",
        ClientId=client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": "ada", "PASSWORD": PASSWORD},
    )["AuthenticationResult"]
    world.call("ForgotPassword", ClientId=client_id, Username="ada")
    return {
        "UserPoolId": (pool_id,),
        "ClientId": (client_id,),
        "Username": ("ada", "bob", "eve", "nobody"),
        "GroupName": ("staff",),
        "AccessToken": (tokens["AccessToken"],),
        "RefreshToken": (tokens["RefreshToken"],),
        "Token": (tokens["RefreshToken"], tokens["AccessToken"]),
        "ResourceArn": (pool["Arn"],),
        "ConfirmationCode": ("000000",),
        "Code": ("000000",),
        "UserCode": ("000000",),
        "Password": (PASSWORD, "short"),
        "PreviousPassword": (PASSWORD,),
        "ProposedPassword": ("Better-horse-8", PASSWORD),
        "Filter": (
            'email ^= "a"',
            'username = "ada"',
            'status = "Enabled"',
            'nonsense ^ "',
            "email",
        ),
        "AuthParameters keys": ("USERNAME", "PASSWORD", "SRP_A", "REFRESH_TOKEN"),
        "AuthParameters": ("ada", PASSWORD, tokens["RefreshToken"], "ab" * 384),
        "ChallengeResponses keys": ("USERNAME", "NEW_PASSWORD", "SMS_MFA_CODE", "ANSWER"),
        "AttributeName": ("email", "phone_number", "nickname"),
        "UserAttributeNames": ("email", "nickname", "custom:level"),
    }


COUNTED_ON_PURPOSE = {"failed_count", "failed_at"}
"""Columns that a refused call may change: they count wrong passwords and codes."""

COUNTING_TABLES = {"request_counts"}
"""Tables that a refused call may change: they count requests by user and hour."""


def contents(emulator: Emulator) -> list[list[tuple[Any, ...]]]:
    """Return every row of every table, without the columns that count failures on purpose."""
    with emulator.database.reading() as store:
        connection = store._transaction._connection
        assert connection is not None
        return [
            connection.execute(
                f"SELECT {', '.join(_columns(table))} FROM {table.name} ORDER BY 1, 2"  # noqa: S608  # our own names
            ).fetchall()
            for table in metadata.sorted_tables
            if table.name not in COUNTING_TABLES
        ]


def _columns(table: Table) -> list[str]:
    return [f'"{column.name}"' for column in table.c if column.name not in COUNTED_ON_PURPOSE]
