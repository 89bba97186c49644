"""PASSWORD_VERIFIER: the proof of the password by SRP.

The SECRET_BLOCK is random and opaque; it names the sign-in in storage, where only the session key
that an honest client will arrive at is kept. It serves one answer, right or wrong.

Source: client side of amazon-cognito-identity-js; Developer Guide "Authentication flows".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cognito_emulator.domain import ids, srp
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows.authentication import gates
from cognito_emulator.workflows.authentication.steps import Issued, Proven, Rejected

if TYPE_CHECKING:
    from datetime import datetime

    from cognito_emulator.domain.challenges import Challenge
    from cognito_emulator.workflows.authentication.steps import SignIn

SECRET_BLOCK: Final = "PASSWORD_CLAIM_SECRET_BLOCK"
_KEY: Final = "PASSWORD_VERIFIER.key"
_USER_ID: Final = "PASSWORD_VERIFIER.user_id"


def issue(sign_in: SignIn, challenge: Challenge) -> Issued:  # noqa: ARG001 - the challenge has no choices
    """Return salt, SRP_B and secret block for the SRP_A of the call.

    A user without a password, or one who does not exist, is asked like any other and will fail.

    Raises: InvalidParameterException for an unusable SRP_A.
    """
    client_public = srp.client_public_value(sign_in.required("SRP_A"))
    if client_public is None:
        raise errors.InvalidParameterException.srp_a_invalid()
    user_id = sign_in.user.username
    identity = srp.SrpIdentity.of_user(sign_in.pool.id, user_id)
    password = sign_in.user.password or srp.simulated_password(sign_in.pool.secret, identity)
    entropy = sign_in.ctx.entropy
    secret = entropy.token_bytes(srp.PRIVATE_VALUE_BYTES)
    server_public = srp.challenge(password.verifier, secret)
    key = srp.server_session_key(
        client_public=client_public,
        server_public=server_public,
        b=secret,
        verifier=password.verifier,
    )
    if key is None:
        raise errors.InvalidParameterException.srp_a_invalid()
    block = ids.secret_block(entropy.token_bytes(ids.SECRET_BYTES))
    parameters = {
        "SALT": srp.hex_text(int.from_bytes(password.salt, "big")),
        "SECRET_BLOCK": block,
        "SRP_B": srp.hex_text(server_public),
        "USERNAME": user_id,
        "USER_ID_FOR_SRP": user_id,
    }
    return Issued(parameters=parameters, memory={_KEY: key.hex(), _USER_ID: user_id}, text=block)


def answer(sign_in: SignIn) -> Proven | Rejected:
    """Judge the proof; a wrong one counts towards the lock-out.

    Raises: InvalidParameterException for a missing or misspelt parameter; what `gates` refuses.
    Source: API reference "RespondToAuthChallenge": a proof made too long ago is a
    NotAuthorizedException; its text is inferred.
    """
    given = sign_in.required("PASSWORD_CLAIM_SIGNATURE")
    timestamp = srp.timestamp_from_text(sign_in.required("TIMESTAMP"))
    if timestamp is None:
        raise errors.InvalidParameterException.srp_timestamp_format()
    wrong = errors.NotAuthorizedException.wrong_password()
    if not srp.is_fresh(timestamp, _clocks(sign_in)):
        return Rejected(error=wrong, counts=False, closes=True)
    memory = sign_in.progress.memory
    is_right = srp.is_claim_signature(
        given,
        key=bytes.fromhex(memory[_KEY]),
        identity=srp.SrpIdentity.of_user(sign_in.pool.id, memory[_USER_ID]),
        secret_block=sign_in.required(SECRET_BLOCK),
        timestamp=timestamp,
    )
    if not is_right or sign_in.progress.user_key is None:
        return Rejected(error=wrong, closes=True)
    gates.after_password(sign_in.pool, sign_in.user, sign_in.ctx.now)
    return Proven(user=sign_in.user)


def _clocks(sign_in: SignIn) -> tuple[datetime, ...]:
    now, machine_now = sign_in.ctx.now, sign_in.ctx.machine_now
    return (now,) if machine_now is None else (now, machine_now)
