"""The values that pass between the dispatcher and the challenges."""

from __future__ import annotations

import pytest

from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows.authentication.steps import Proven, Rejected, required


@pytest.mark.parametrize("given", [{}, {"USERNAME": ""}], ids=["absent", "empty"])
def test_a_parameter_that_is_absent_or_empty_is_missing(given):
    """A parameter has to be there and to hold something."""
    with pytest.raises(errors.InvalidParameterException) as caught:
        required(given, "USERNAME")

    assert caught.value.message == "Missing required parameter USERNAME"


def test_a_parameter_is_returned_as_it_is():
    """Nothing is trimmed or folded."""
    assert required({"USERNAME": " Ada "}, "USERNAME") == " Ada "


def test_a_rejection_counts_and_leaves_the_step_open():
    """Unless a challenge says otherwise, a wrong answer counts and can be tried again."""
    rejected = Rejected(error=errors.CodeMismatchException.auth_state())

    assert (rejected.counts, rejected.closes) == (True, False)


def test_an_answer_need_not_be_remembered():
    """A challenge that later steps need not know of remembers nothing."""
    assert Proven(user=None).memory == {}  # type: ignore[arg-type]  # the user does not matter here
