"""Tags of pools."""

import pytest

from cognito_emulator.domain.pool_tags import TagProblem, chosen_pool_id, tag_problem
from cognito_emulator.errors.idp import InvalidParameterException

FIFTY = {f"tag{n}": "" for n in range(50)}


def test_fifty_tags_are_enough():
    """The fiftieth tag fits, the next one does not."""
    assert tag_problem(FIFTY) is None
    assert tag_problem({**FIFTY, "more": ""}) is TagProblem.TOO_MANY


def test_tags_that_are_there_count():
    """A tag of a new name is one more, one of an old name is not."""
    assert tag_problem({"more": ""}, present=FIFTY) is TagProblem.TOO_MANY
    assert tag_problem({"tag7": "new"}, present=FIFTY) is None


def test_names_of_aws_are_reserved():
    """Nobody but AWS sets tags that begin with aws:."""
    assert tag_problem({"aws:cloudformation:stack-name": "s"}) is TagProblem.RESERVED


def test_a_tag_chooses_the_pool_s_id():
    """The value of `_custom_id_` is used as it is."""
    assert chosen_pool_id({"_custom_id_": "eu-west-1_MyPool", "other": ""}) == "eu-west-1_MyPool"


def test_without_the_tag_nothing_is_chosen():
    """Ids are drawn then."""
    assert chosen_pool_id({"other": ""}) is None


@pytest.mark.parametrize("value", ["mypool", "eu-west-1_My-Pool", "", "x_" + "a" * 54])
def test_a_chosen_id_has_the_form_of_one(value):
    """What is no pool id is refused with the form it must have."""
    with pytest.raises(InvalidParameterException) as refused:
        chosen_pool_id({"_custom_id_": value})

    assert refused.value.message == (
        f"The tag _custom_id_ must be a user pool id, such as us-east-1_Example, not {value}."
    )
