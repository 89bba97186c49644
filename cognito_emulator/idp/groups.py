"""Groups of users, and who is in them.

Groups are changed under the pool's lock, memberships under the user's: so neither the quota of a
pool nor that of a user can be passed by several calls at once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cognito_emulator.domain.attributes import shown_attributes
from cognito_emulator.domain.groups import Group, check_pool_quota, check_user_quota, group_key
from cognito_emulator.errors import idp as errors
from cognito_emulator.idp import responses
from cognito_emulator.idp.listings import Listing, page_size
from cognito_emulator.storage.errors import AlreadyExists
from cognito_emulator.workflows import locked_users, lookup

if TYPE_CHECKING:
    from cognito_emulator._shapes.cognito_idp import (
        AdminAddUserToGroupRequest,
        AdminListGroupsForUserRequest,
        AdminListGroupsForUserResponse,
        AdminRemoveUserFromGroupRequest,
        CreateGroupRequest,
        CreateGroupResponse,
        DeleteGroupRequest,
        GetGroupRequest,
        GetGroupResponse,
        ListGroupsRequest,
        ListGroupsResponse,
        ListUsersInGroupRequest,
        ListUsersInGroupResponse,
        UpdateGroupRequest,
        UpdateGroupResponse,
    )
    from cognito_emulator.context import Context
    from cognito_emulator.domain.pools import UserPool
    from cognito_emulator.storage.store import Store


def create_group(ctx: Context, request: CreateGroupRequest) -> CreateGroupResponse:
    """Create a group; its name is unique in the pool in any casing.

    Raises: ResourceNotFoundException (pool), GroupExistsException, LimitExceededException at
    10,000 groups of a pool.
    Source: API reference "CreateGroup"; the casing: observed, amplify-backend#1781.
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        group = Group(
            pool_id=pool.id,
            name=request["GroupName"],
            description=request.get("Description"),
            role_arn=request.get("RoleArn"),
            precedence=request.get("Precedence"),
            created_at=ctx.now,
            modified_at=ctx.now,
        )
        check_pool_quota(store.groups.count(pool.id))
        try:
            store.groups.insert(group)
        except AlreadyExists:
            raise errors.GroupExistsException.name() from None
    return {"Group": responses.group_type(group)}


def get_group(ctx: Context, request: GetGroupRequest) -> GetGroupResponse:
    """Return a group, named in any casing.

    Raises: ResourceNotFoundException (pool, group). Source: API reference "GetGroup".
    """
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
        group = _require_group(store, pool, request["GroupName"])
    return {"Group": responses.group_type(group)}


def _require_group(store: Store, pool: UserPool, name: str) -> Group:
    group = store.groups.get(pool.id, name)
    if group is None:
        raise errors.ResourceNotFoundException.group()
    return group


def update_group(ctx: Context, request: UpdateGroupRequest) -> UpdateGroupResponse:
    """Change what the request gives of a group; the rest stays.

    Raises: ResourceNotFoundException (pool, group).
    Source: API reference "UpdateGroup", whose example leaves RoleArn out and gets it back.
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        group = _require_group(store, pool, request["GroupName"])
        changed = replace(
            group,
            description=request.get("Description", group.description),
            role_arn=request.get("RoleArn", group.role_arn),
            precedence=request.get("Precedence", group.precedence),
            modified_at=ctx.now,
        )
        store.groups.save(changed)
    return {"Group": responses.group_type(changed)}


def delete_group(ctx: Context, request: DeleteGroupRequest) -> None:
    """Delete a group; its users stay.

    Raises: ResourceNotFoundException (pool, group). Source: API reference "DeleteGroup".
    """
    pool_id = request["UserPoolId"]
    with ctx.writing(lock=f"pool:{pool_id}") as store:
        pool = lookup.require_pool(ctx, store, pool_id)
        group = _require_group(store, pool, request["GroupName"])
        store.groups.delete(pool.id, group.name)


def list_groups(ctx: Context, request: ListGroupsRequest) -> ListGroupsResponse:
    """List the groups of a pool, by name.

    Raises: ResourceNotFoundException (pool), InvalidParameterException for a token of another list.
    Source: API reference "ListGroups"; the order is inferred.
    """
    size = page_size(request.get("Limit"))
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
        listing = Listing(secret=pool.secret, names=("ListGroups", pool.id))
        groups = store.groups.page(pool.id, _first(listing, request.get("NextToken")), size + 1)
    return _shown_groups(groups, size, listing)


def _first(listing: Listing, token: str | None) -> str | None:
    position = listing.after(token)
    return None if position is None else position[0]


def _shown_groups(groups: list[Group], size: int, listing: Listing) -> ListGroupsResponse:
    shown: ListGroupsResponse = {
        "Groups": [responses.group_type(group) for group in groups[:size]],
    }
    if len(groups) > size:
        shown["NextToken"] = listing.token([groups[size - 1].name])
    return shown


def admin_add_user_to_group(ctx: Context, request: AdminAddUserToGroupRequest) -> None:
    """Put a user into a group; one who is in it stays in it. Later tokens name the group.

    Raises: ResourceNotFoundException (pool, group), UserNotFoundException,
    InvalidParameterException at 100 groups of a user.
    Source: API reference "AdminAddUserToGroup".
    """
    pool_id, name = request["UserPoolId"], request["GroupName"]
    with locked_users.named(ctx, pool_id, request["Username"]) as (store, pool, user):
        group = _require_group(store, pool, name)
        joined = {group_key(each.name) for each in store.groups.groups_of(pool.id, user.key)}
        if group_key(group.name) in joined:
            return
        check_user_quota(len(joined))
        store.groups.add_member(pool.id, group.name, user.key, ctx.now)


def admin_remove_user_from_group(ctx: Context, request: AdminRemoveUserFromGroupRequest) -> None:
    """Take a user out of a group; one who is not in it is no error.

    Raises: ResourceNotFoundException (pool, group), UserNotFoundException.
    Source: API reference "AdminRemoveUserFromGroup"; the second part is inferred.
    """
    pool_id, name = request["UserPoolId"], request["GroupName"]
    with locked_users.named(ctx, pool_id, request["Username"]) as (store, pool, user):
        group = _require_group(store, pool, name)
        store.groups.remove_member(pool.id, group.name, user.key)


def admin_list_groups_for_user(
    ctx: Context, request: AdminListGroupsForUserRequest
) -> AdminListGroupsForUserResponse:
    """List the groups of a user, by name.

    Raises: ResourceNotFoundException (pool), UserNotFoundException, InvalidParameterException for a
    token of another list.
    Source: API reference "AdminListGroupsForUser"; the order is inferred.
    """
    size = page_size(request.get("Limit"))
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
        user = lookup.require_user(store, pool, request["Username"])
        listing = Listing(secret=pool.secret, names=("AdminListGroupsForUser", pool.id, user.sub))
        after = _first(listing, request.get("NextToken"))
        groups = store.groups.page_of_user(pool.id, user.key, after, size + 1)
    return _shown_groups(groups, size, listing)


def list_users_in_group(ctx: Context, request: ListUsersInGroupRequest) -> ListUsersInGroupResponse:
    """List the users in a group with all their attributes, by username.

    Raises: ResourceNotFoundException (pool, group), InvalidParameterException for a token of
    another list.
    Source: API reference "ListUsersInGroup"; the order is inferred.
    """
    size = page_size(request.get("Limit"))
    with ctx.reading() as store:
        pool = lookup.require_pool(ctx, store, request["UserPoolId"])
        group = _require_group(store, pool, request["GroupName"])
        names = ("ListUsersInGroup", pool.id, group_key(group.name))
        listing = Listing(secret=pool.secret, names=names)
        after = _first(listing, request.get("NextToken"))
        users = store.groups.page_members(pool.id, group.name, after, size + 1)
    shown: ListUsersInGroupResponse = {
        "Users": [
            responses.user_type(user, shown_attributes(user.sub, user.attributes))
            for user in users[:size]
        ]
    }
    if len(users) > size:
        shown["NextToken"] = listing.token([users[size - 1].key])
    return shown
