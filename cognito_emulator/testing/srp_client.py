"""The client's half of SRP, for tests: sign in with USER_SRP_AUTH without a mobile or web SDK.

    srp = SrpClient(pool_id, "ana", "Secret-1")
    challenge = idp.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_SRP_AUTH",
        AuthParameters={"USERNAME": "ana", "SRP_A": srp.srp_a},
    )
    tokens = idp.respond_to_auth_challenge(
        ClientId=client_id,
        ChallengeName="PASSWORD_VERIFIER",
        ChallengeResponses=srp.respond(challenge["ChallengeParameters"]),
    )

It works against any Cognito.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final

import gmpy2

from cognito_emulator.adapters.system_clock import SystemClock
from cognito_emulator.adapters.system_entropy import SystemEntropy
from cognito_emulator.domain import srp
from cognito_emulator.domain.secret_hash import secret_hash
from cognito_emulator.domain.srp_group import G, N, power_of_g

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cognito_emulator.ports import Entropy

_SECRET_BYTES: Final = 128


class SrpClient:
    """One sign-in of one user; `srp_a` opens it and `respond` proves the password.

    A confidential app client needs `client_id` and `client_secret`, for SECRET_HASH.
    """

    def __init__(
        self,
        pool_id: str,
        username: str,
        password: str,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
        entropy: Entropy | None = None,
    ) -> None:
        """Draw the client's secret value and compute SRP_A.

        Raises: ValueError when a client secret comes without its client id.
        """
        if client_secret is not None and client_id is None:
            message = "SECRET_HASH covers the client id: give client_id along with client_secret."
            raise ValueError(message)
        self._pool_id: Final = pool_id
        self._username: Final = username
        self._password: Final = password
        self._client_id: Final = client_id
        self._client_secret: Final = client_secret
        chance = SystemEntropy() if entropy is None else entropy
        self._a: Final = int.from_bytes(chance.token_bytes(_SECRET_BYTES), "big")
        self._public: Final = int(gmpy2.powmod(G, self._a, N))

    @property
    def srp_a(self) -> str:
        """The client's public value in hexadecimal."""
        return srp.hex_text(self._public)

    @property
    def auth_parameters(self) -> dict[str, str]:
        """AuthParameters for InitiateAuth with USER_SRP_AUTH."""
        parameters = {"USERNAME": self._username, "SRP_A": self.srp_a}
        return parameters | self._secret_hash(self._username)

    def respond(
        self, challenge_parameters: Mapping[str, str], *, at: datetime | None = None
    ) -> dict[str, str]:
        """Return the ChallengeResponses to PASSWORD_VERIFIER; `at` is the TIMESTAMP, now by default."""
        user_id = challenge_parameters["USER_ID_FOR_SRP"]
        identity = srp.SrpIdentity.of_user(self._pool_id, user_id)
        key = self._session_key(
            identity, int(challenge_parameters["SRP_B"], 16), int(challenge_parameters["SALT"], 16)
        )
        timestamp = srp.timestamp_text(SystemClock().now() if at is None else at)
        block = challenge_parameters["SECRET_BLOCK"]
        signature = srp.claim_signature(key, identity, base64.b64decode(block), timestamp)
        return {
            "USERNAME": user_id,
            "PASSWORD_CLAIM_SECRET_BLOCK": block,
            "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(signature).decode("ascii"),
            "TIMESTAMP": timestamp,
        } | self._secret_hash(user_id)

    def _session_key(self, identity: srp.SrpIdentity, server_public: int, salt: int) -> bytes:
        u = srp.scrambling_parameter(self._public, server_public)
        x = srp.private_key_of_password(identity, self._password, salt)
        base = server_public - srp.K * power_of_g(x)
        return srp.derived_key(int(gmpy2.powmod(base, self._a + u * x, N)), u)

    def _secret_hash(self, username: str) -> dict[str, str]:
        if self._client_id is None or self._client_secret is None:
            return {}
        value = secret_hash(
            username=username, client_id=self._client_id, secret=self._client_secret
        )
        return {"SECRET_HASH": value}
