"""Tags of pools: whose they are, which texts they hold, and what becomes of calls at once."""

from __future__ import annotations

from threading import Thread
from typing import Any

import pytest
from botocore import UNSIGNED
from botocore.config import Config

from cognito_emulator.emulator import Emulator
from tests.builders import refused
from tests.idp.conftest import at_once, client_of, wait_for_a_lock
from tests.storage.builders import ODD_TEXTS

OPERATIONS: dict[str, dict[str, Any]] = {
    "tag_resource": {"Tags": {"team": "b"}},
    "untag_resource": {"TagKeys": ["team"]},
    "list_tags_for_resource": {},
}


def a_pool(idp, **tags):
    """Make a pool with these tags. Return its ARN."""
    return idp.create_user_pool(PoolName="people", UserPoolTags=tags)["UserPool"]["Arn"]


def tags_of(idp, arn):
    """Return the tags of a pool."""
    return idp.list_tags_for_resource(ResourceArn=arn)["Tags"]


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    "options",
    [{"aws_access_key_id": "999999999999"}, {"region_name": "eu-west-1"}],
    ids=["account", "region"],
)
def test_tags_are_seen_in_their_account_and_region_only(emulator, idp, operation, options):
    """Elsewhere the pool of the ARN does not exist, and its tags stay."""
    arn = a_pool(idp, team="a")
    stranger = client_of(emulator, **options)

    with refused(
        "ResourceNotFoundException", f"User pool {arn.rpartition('/')[2]} does not exist."
    ):
        getattr(stranger, operation)(ResourceArn=arn, **OPERATIONS[operation])

    assert tags_of(idp, arn) == {"team": "a"}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_tags_are_for_those_who_sign(emulator, idp, operation):
    """A call without signature is refused before anything is looked up."""
    arn = a_pool(idp, team="a")
    unsigned = client_of(emulator, config=Config(signature_version=UNSIGNED))

    with refused("MissingAuthenticationTokenException", "Missing Authentication Token"):
        getattr(unsigned, operation)(ResourceArn=arn, **OPERATIONS[operation])


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    "change",
    [
        ("arn:aws:", "arn:aws-cn:"),
        ("123456789012", "999999999999"),
        (":us-east-1:", ":eu-west-1:"),
        ("cognito-idp", "cognito-identity"),
        ("userpool/", "userpool/x"),
    ],
    ids=["partition", "account", "region", "service", "resource"],
)
def test_an_arn_is_that_of_a_pool_in_every_part(idp, operation, change):
    """What is nearly the ARN of a pool is none."""
    arn = a_pool(idp, team="a")
    wrong = arn.replace(*change)
    message = (
        f"User pool x{arn.rpartition('/')[2]} does not exist."
        if change[1] == "userpool/x"
        else f"Resource {wrong} does not exist."
    )

    with refused("ResourceNotFoundException", message):
        getattr(idp, operation)(ResourceArn=wrong, **OPERATIONS[operation])

    assert tags_of(idp, arn) == {"team": "a"}


@pytest.mark.parametrize("text", ODD_TEXTS, ids=ascii)
def test_names_and_values_are_any_texts(idp, text):
    """They come back as they were, and are found again to be removed."""
    arn = a_pool(idp)

    idp.tag_resource(ResourceArn=arn, Tags={text: text})
    assert tags_of(idp, arn) == {text: text}

    idp.untag_resource(ResourceArn=arn, TagKeys=[text])
    assert tags_of(idp, arn) == {}


def test_a_name_is_compared_letter_by_letter(idp):
    """Names that differ in case are two tags."""
    arn = a_pool(idp, team="a", Team="b")

    idp.untag_resource(ResourceArn=arn, TagKeys=["team"])

    assert tags_of(idp, arn) == {"Team": "b"}


def test_the_chosen_id_is_a_tag_like_any_other(idp):
    """Taken away it changes nothing of the pool."""
    arn = a_pool(idp, _custom_id_="us-east-1_people")

    idp.untag_resource(ResourceArn=arn, TagKeys=["_custom_id_"])

    assert tags_of(idp, arn) == {}
    assert idp.describe_user_pool(UserPoolId="us-east-1_people")["UserPool"]["Arn"] == arn


def test_the_limit_holds_for_calls_at_once(shared):
    """Of four calls with twenty tags each two fit."""
    idp = client_of(shared)
    arn = a_pool(idp)
    calls = [
        lambda client, call=call: client.tag_resource(
            ResourceArn=arn, Tags={f"tag{call}-{n}": "" for n in range(20)}
        )
        for call in range(4)
    ]

    assert at_once(shared, calls) == ["InvalidParameterException"] * 2 + ["done"] * 2
    assert len(tags_of(idp, arn)) == 40


@pytest.mark.postgres
@pytest.mark.parametrize("operation", ["tag_resource", "untag_resource"])
def test_tags_wait_for_the_deletion_of_their_pool(postgres_url, operation):
    """Whoever waited is told that the pool does not exist, and a pool made anew has no tags."""
    emulator = Emulator(store=postgres_url, strict=True)
    idp = client_of(emulator)
    pool_id = "us-east-1_people"
    arn = a_pool(idp, _custom_id_=pool_id)
    outcomes = []

    def change():
        with refused("ResourceNotFoundException", f"User pool {pool_id} does not exist."):
            getattr(client_of(emulator), operation)(ResourceArn=arn, **OPERATIONS[operation])
        outcomes.append("refused")

    changing = Thread(target=change)
    with emulator.database.writing(f"pool:{pool_id}") as store:
        store.pools.delete(pool_id)
        changing.start()
        wait_for_a_lock(postgres_url)
    changing.join()

    assert outcomes == ["refused"]
    assert tags_of(idp, a_pool(idp, _custom_id_=pool_id)) == {"_custom_id_": pool_id}
    emulator.close()
