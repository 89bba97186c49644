"""Triggers that would fire are refused by name."""

from __future__ import annotations

import pytest

from cognito_emulator.errors.not_emulated import NotEmulatedException
from cognito_emulator.workflows.triggers_pending import refuse_if_configured
from tests.domain.test_code_destinations import pool


def test_only_a_configured_trigger_is_refused():
    """The text names the trigger."""
    configured = pool(LambdaConfig={"PreSignUp": "arn:aws:lambda:us-east-1:1:function:f"})

    refuse_if_configured(configured, "PostConfirmation")
    with pytest.raises(NotEmulatedException, match=r"^The PreSignUp Lambda trigger is not"):
        refuse_if_configured(configured, "PreSignUp")
