"""Lambda triggers that would fire are refused by name: leaving them out in silence would be a lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.not_emulated import NotEmulatedException

if TYPE_CHECKING:
    from cognito_emulator.domain.pools import UserPool


def refuse_if_configured(pool: UserPool, trigger: str) -> None:
    """Refuse to go on where the pool's LambdaConfig names `trigger`, which would fire now.

    Raises: NotEmulatedException.
    """
    if pool.lambda_config.get(trigger):
        raise NotEmulatedException.named(f"The {trigger} Lambda trigger")
