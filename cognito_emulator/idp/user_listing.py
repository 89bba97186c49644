"""Searching the users of a pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.domain.filters import parse_filter
from cognito_emulator.domain.listed_attributes import check_wanted, listed_attributes
from cognito_emulator.idp import responses
from cognito_emulator.idp.listings import Listing, page_size
from cognito_emulator.storage import user_pages
from cognito_emulator.workflows import lookup

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import ListUsersRequest, ListUsersResponse
    from cognito_emulator.context import Context


def list_users(ctx: Context, request: ListUsersRequest) -> ListUsersResponse:
    """List users whom a filter accepts, with all attributes or those that are wanted.

    A page shows what comes after the last user of the page before, whatever was created or deleted
    meanwhile. Disabled users are listed too.

    Raises: ResourceNotFoundException (pool); InvalidParameterException for a filter that does not
    parse or an attribute that is not searched, a wanted attribute that some user has not set, and
    a token of another list.
    Source: API reference "ListUsers".
    """
    text, wanted = request.get("Filter", ""), request.get("AttributesToGet")
    size = page_size(request.get("Limit"))
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
        check_wanted(pool.schema, wanted)
        user_filter = parse_filter(text)
        listing = Listing(secret=pool.secret, names=("ListUsers", pool.id, text))
        after = listing.after(request.get("PaginationToken"))
        users = store.users.page(pool.id, user_filter, after, size + 1)
    shown: ListUsersResponse = {
        "Users": [
            responses.user_type(user, listed_attributes(user, wanted)) for user in users[:size]
        ]
    }
    if len(users) > size:
        last = user_pages.position(users[size - 1], user_filter)
        shown["PaginationToken"] = listing.token(last)
    return shown
