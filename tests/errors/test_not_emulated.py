"""The emulator's own refusal."""

from __future__ import annotations

from cognito_emulator.errors.not_emulated import NotEmulatedException


def test_what_is_not_emulated_is_named():
    """The refusal is no error of AWS, and says what it is about."""
    error = NotEmulatedException.named("The CUSTOM_AUTH flow")

    assert (error.code, error.status) == ("NotEmulatedException", 501)
    assert error.message == "The CUSTOM_AUTH flow is not emulated yet by cognito_emulator."
