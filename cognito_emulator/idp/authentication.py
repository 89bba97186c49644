"""Signing in: InitiateAuth, RespondToAuthChallenge and their administrators' twins.

The four share one engine (`workflows/authentication`); what differs is here: which flows may be
opened by whom, and whether the pool is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cognito_emulator.domain.challenges import ChallengeName, Flow
from cognito_emulator.errors import idp as errors
from cognito_emulator.workflows import lookup
from cognito_emulator.workflows.authentication import dispatcher, flows
from cognito_emulator.workflows.authentication.steps import Asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cognito_emulator._shapes.cognito_idp import (
        AdminInitiateAuthRequest,
        AdminInitiateAuthResponse,
        AdminRespondToAuthChallengeRequest,
        AdminRespondToAuthChallengeResponse,
        InitiateAuthRequest,
        InitiateAuthResponse,
        RespondToAuthChallengeRequest,
        RespondToAuthChallengeResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.workflows.tokens import TokenOrder

_LEGACY_FLOWS: Final[Mapping[str, Flow]] = {
    "ADMIN_NO_SRP_AUTH": Flow.ADMIN_USER_PASSWORD_AUTH,
    "REFRESH_TOKEN": Flow.REFRESH_TOKEN_AUTH,
}


def initiate_auth(ctx: Context, request: InitiateAuthRequest) -> InitiateAuthResponse:
    """Open a sign-in, or refresh tokens, for an app.

    Raises: ResourceNotFoundException (client), InvalidParameterException, NotAuthorizedException,
    UserNotFoundException, UserNotConfirmedException, PasswordResetRequiredException.
    Source: API reference "InitiateAuth".
    """
    with ctx.reading() as store:
        pool, client = lookup.require_client(ctx, store, request["ClientId"])
    opening = _opening(request["AuthFlow"], request.get("AuthParameters", {}))
    if opening.flow is Flow.ADMIN_USER_PASSWORD_AUTH:
        raise errors.InvalidParameterException.initiate_auth_unsupported()
    return _response(flows.start(ctx, pool=pool, client=client, opening=opening))


def admin_initiate_auth(
    ctx: Context, request: AdminInitiateAuthRequest
) -> AdminInitiateAuthResponse:
    """Open a sign-in, or refresh tokens, for a back end with credentials of the account.

    Raises: as `initiate_auth`, and ResourceNotFoundException for the pool or a client of another.
    Source: API reference "AdminInitiateAuth".
    """
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
        client = lookup.require_client_of(ctx, store, pool, request["ClientId"])
    opening = _opening(request["AuthFlow"], request.get("AuthParameters", {}))
    if opening.flow is Flow.USER_PASSWORD_AUTH:
        raise errors.InvalidParameterException.initiate_auth_unsupported()
    return _response(flows.start(ctx, pool=pool, client=client, opening=opening))


def respond_to_auth_challenge(
    ctx: Context, request: RespondToAuthChallengeRequest
) -> RespondToAuthChallengeResponse:
    """Answer a challenge, for an app.

    Raises: ResourceNotFoundException (client), InvalidParameterException, NotAuthorizedException,
    CodeMismatchException, ExpiredCodeException, InvalidPasswordException and others of the
    challenge. Source: API reference "RespondToAuthChallenge".
    """
    with ctx.reading() as store:
        pool, client = lookup.require_client(ctx, store, request["ClientId"])
    return _response(dispatcher.respond(ctx, pool=pool, client=client, reply=_reply(request)))


def admin_respond_to_auth_challenge(
    ctx: Context, request: AdminRespondToAuthChallengeRequest
) -> AdminRespondToAuthChallengeResponse:
    """Answer a challenge, for a back end; sign-ins that an app opened can be answered too.

    Raises: as `respond_to_auth_challenge`, and ResourceNotFoundException for the pool.
    Source: API reference "AdminRespondToAuthChallenge"; that the two may be mixed is inferred.
    """
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
        client = lookup.require_client_of(ctx, store, pool, request["ClientId"])
    return _response(dispatcher.respond(ctx, pool=pool, client=client, reply=_reply(request)))


def _opening(flow_name: str, given: Mapping[str, str]) -> flows.Opening:
    flow = _LEGACY_FLOWS.get(flow_name) or Flow(flow_name)
    return flows.Opening(flow=flow, flow_name=flow_name, given=given)


def _reply(
    request: RespondToAuthChallengeRequest | AdminRespondToAuthChallengeRequest,
) -> dispatcher.Reply:
    return dispatcher.Reply(
        challenge=ChallengeName(request["ChallengeName"]),
        session=request.get("Session"),
        given=request.get("ChallengeResponses", {}),
    )


def _response(outcome: Asked | TokenOrder) -> InitiateAuthResponse:
    """Return the answer that all four share; tokens are signed here, after the transaction."""
    if not isinstance(outcome, Asked):
        return {"ChallengeParameters": {}, "AuthenticationResult": outcome.sign()}
    response: InitiateAuthResponse = {
        "ChallengeName": outcome.name.value,
        "ChallengeParameters": outcome.parameters,
    }
    if outcome.session is not None:
        response["Session"] = outcome.session
    return response
