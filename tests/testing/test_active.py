"""Which emulator answers, and for which addresses."""

from __future__ import annotations

import os
from urllib.request import OpenerDirector

import pytest
from botocore.endpoint import Endpoint
from requests import Session

from cognito_emulator.emulator import Emulator
from cognito_emulator.testing import active

COGNITO = "https://cognito-idp.us-east-1.amazonaws.com/"


@pytest.fixture
def emulators():
    """Give two emulators, neither of them entered."""
    made = Emulator(), Emulator()
    yield made
    for each in made:
        each.close()


def hooked():
    """Return what the hooks replace, as it is now."""
    get_response = vars(Endpoint)["_do_get_response"]
    return get_response, Session.get_adapter, OpenerDirector.open, dict(os.environ)


@pytest.mark.parametrize(
    "url",
    [
        COGNITO,
        "https://cognito-idp.us-east-1.amazonaws.com",
        "https://cognito-idp.us-east-1.amazonaws.com:443/us-east-1_abc/.well-known/jwks.json",
        "https://COGNITO-IDP.eu-west-1.amazonaws.com?x",
        "https://cognito-idp-fips.us-gov-west-1.amazonaws.com/",
        "https://cognito-idp.cn-north-1.amazonaws.com.cn/",
        "https://cognito-idp.us-east-1.api.aws/",
        "https://issuer-cognito-idp.us-east-1.amazonaws.com/us-east-1_abc",
        "https://cognito-identity.us-east-1.amazonaws.com/",
        "https://cognito-sync.us-east-1.amazonaws.com/identitypools",
        "https://my-domain.auth.us-east-1.amazoncognito.com/oauth2/token",
    ],
)
def test_addresses_of_cognito_are_ours(emulators, url):
    """The services, the issuers of pools and pool domains are answered."""
    emulator = emulators[0]
    active.enter(emulator)
    found = active.answering(url)
    active.leave(emulator)

    assert found is emulator


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.us-east-1.amazonaws.com/cognito-idp.us-east-1.amazonaws.com/",
        "https://cognito-idp.us-east-1.amazonaws.com.evil.example/",
        "https://evil.example/https://cognito-idp.us-east-1.amazonaws.com/",
        "https://evil.example?cognito-idp.us-east-1.amazonaws.com/",
        "https://user@cognito-idp.us-east-1.amazonaws.com/",
        "http://localhost:9229/",
        "https://auth.us-east-1.amazoncognito.com/",
        "",
    ],
)
def test_other_addresses_are_not(emulators, url):
    """Everything else goes where it would have gone."""
    active.enter(emulators[0])
    found = active.answering(url)
    active.leave(emulators[0])

    assert found is None


def test_the_one_entered_last_answers(emulators):
    """Leaving gives the word back to the one before, in whatever order they leave."""
    outer, inner = emulators
    active.enter(outer)
    active.enter(inner)
    answering = [active.answering(COGNITO)]
    active.leave(outer)
    answering.append(active.answering(COGNITO))
    active.leave(inner)
    answering.append(active.answering(COGNITO))

    assert answering == [inner, inner, None]


def test_one_may_be_entered_twice(emulators):
    """An emulator answers until it has left as often as it was entered."""
    one, other = emulators
    for each in (one, other, one):
        active.enter(each)

    answering = []
    for _ in range(2):
        active.leave(one)
        answering.append(active.answering(COGNITO))
    active.leave(other)

    assert answering == [other, other]


def test_the_process_is_left_as_it_was(emulators):
    """The last one to leave takes every hook out, and what was lent is taken back."""
    before = hooked()

    active.enter(emulators[0])
    inside = hooked()
    active.enter(emulators[1])
    nested = hooked()
    active.leave(emulators[0])
    active.leave(emulators[1])

    assert all(now != then for now, then in zip(inside[:3], before[:3], strict=True))
    assert nested == inside
    assert hooked() == before


def test_leaving_without_entering_is_a_mistake(emulators):
    """One that is not entered cannot leave."""
    with pytest.raises(ValueError, match="is not in list"):
        active.leave(emulators[0])
