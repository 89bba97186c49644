"""Pools, app clients and users ready to be used in a test; the fixtures hand these factories out.

Each call makes one thing through the API and returns what a test needs to know of it. What is not
given has a default that lets a user sign in at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from cognito_emulator.testing import journeys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cognito_emulator.emulator import Emulator

PASSWORD: Final = "Correct-horse-7"
"""The password of users for whom none is given; it satisfies the default policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePool:
    """A user pool."""

    id: str
    arn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeClient:
    """An app client; `secret` is None for a public one."""

    id: str
    secret: str | None
    pool_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeUser:
    """A confirmed user, with what it takes to sign in."""

    username: str
    password: str
    sub: str
    attributes: Mapping[str, str]
    pool_id: str
    client_id: str
    client_secret: str | None
    idp: Any = field(repr=False)
    """The boto3 client that made the user."""

    def sign_in(self) -> Mapping[str, str]:
        """Sign in with SRP and return the tokens: AccessToken, IdToken, RefreshToken.

        Raises: AssertionError when the pool asks for a further challenge.
        """
        answer = journeys.sign_in(
            self.idp,
            self.pool_id,
            self.client_id,
            self.username,
            self.password,
            client_secret=self.client_secret,
        )
        if "AuthenticationResult" not in answer:
            raise AssertionError(f"signing in goes on with {answer['ChallengeName']}")
        tokens: Mapping[str, str] = answer["AuthenticationResult"]
        return tokens


class PoolFactory:
    """Makes user pools."""

    def __init__(self, emulator: Emulator) -> None:
        self._idp: Final = emulator.client("cognito-idp")

    def __call__(self, **members: Any) -> MadePool:  # noqa: ANN401
        """Make a pool; `members` are those of CreateUserPool. E-mail addresses get verified."""
        request = {"PoolName": "test", "AutoVerifiedAttributes": ["email"], **members}
        pool = self._idp.create_user_pool(**request)["UserPool"]
        return MadePool(id=pool["Id"], arn=pool["Arn"])


class ClientFactory:
    """Makes app clients."""

    def __init__(self, emulator: Emulator) -> None:
        self._idp: Final = emulator.client("cognito-idp")
        self._make_pool: Final = PoolFactory(emulator)

    def __call__(self, pool: MadePool | None = None, **members: Any) -> MadeClient:  # noqa: ANN401
        """Make an app client in `pool`, a new one if None; members of CreateUserPoolClient."""
        request = {
            "UserPoolId": (pool or self._make_pool()).id,
            "ClientName": "test",
            "ExplicitAuthFlows": [
                "ALLOW_USER_SRP_AUTH",
                "ALLOW_USER_PASSWORD_AUTH",
                "ALLOW_ADMIN_USER_PASSWORD_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH",
            ],
            **members,
        }
        client = self._idp.create_user_pool_client(**request)["UserPoolClient"]
        return MadeClient(
            id=client["ClientId"],
            secret=client.get("ClientSecret"),
            pool_id=client["UserPoolId"],
        )


class UserFactory:
    """Makes confirmed users."""

    def __init__(self, emulator: Emulator) -> None:
        self._idp: Final = emulator.client("cognito-idp")
        self._make_client: Final = ClientFactory(emulator)
        self._numbers: Final[Iterator[int]] = count(1)

    def __call__(
        self,
        username: str | None = None,
        *,
        password: str = PASSWORD,
        client: MadeClient | None = None,
        attributes: Mapping[str, str] | None = None,
    ) -> MadeUser:
        """Make a user with a verified e-mail address, in the pool of `client`, a new one if None."""
        client = client or self._make_client()
        name = username or f"user-{next(self._numbers)}"
        # An application that signs in with addresses passes one as the username.
        address = name if "@" in name else f"{name}@example.com"
        wanted = {"email": address, "email_verified": "true", **(attributes or {})}
        made = self._idp.admin_create_user(
            UserPoolId=client.pool_id,
            Username=name,
            UserAttributes=journeys.attribute_list(wanted),
            MessageAction="SUPPRESS",
        )["User"]
        self._idp.admin_set_user_password(
            UserPoolId=client.pool_id, Username=name, Password=password, Permanent=True
        )
        known = {each["Name"]: each["Value"] for each in made["Attributes"]}
        return MadeUser(
            username=name,
            password=password,
            sub=known["sub"],
            attributes=known,
            pool_id=client.pool_id,
            client_id=client.id,
            client_secret=client.secret,
            idp=self._idp,
        )
