"""The password sent in plain: USER_PASSWORD_AUTH and ADMIN_USER_PASSWORD_AUTH.

It comes with the call that opens the sign-in, so there is nothing to issue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows import new_passwords
from cognito_emulator.workflows.authentication import gates
from cognito_emulator.workflows.authentication.steps import Proven, Rejected

if TYPE_CHECKING:
    from cognito_emulator.workflows.authentication.steps import SignIn


def answer(sign_in: SignIn) -> Proven | Rejected:
    """Judge PASSWORD; a wrong one counts towards the lock-out.

    Raises: what `gates.after_password` refuses to who knows the password.
    """
    user = sign_in.user
    if not new_passwords.is_password(sign_in.pool, user, sign_in.required("PASSWORD")):
        return Rejected(error=errors.NotAuthorizedException.wrong_password())
    gates.after_password(sign_in.pool, user, sign_in.ctx.now)
    return Proven(user=user)
