"""The table of cognito-idp: every emulated operation, by its AWS name, in families.

An operation that is not here answers a named refusal (HTTP 501). The coverage table of the README is
made from these lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from cognito_emulator.context import Context
from cognito_emulator.idp import (
    authentication,
    clients,
    groups,
    mfa,
    passwords,
    pool_settings,
    sessions,
    sign_up,
    tags,
    tokens,
    user_invitations,
    user_listing,
    user_pools,
    users_admin,
    users_self,
)

OperationTable = Mapping[str, Callable[[Context, Any], Any]]

OPERATIONS: Final[OperationTable] = {
    # User pools
    "CreateUserPool": user_pools.create_user_pool,
    "DescribeUserPool": user_pools.describe_user_pool,
    "UpdateUserPool": user_pools.update_user_pool,
    "DeleteUserPool": user_pools.delete_user_pool,
    "ListUserPools": user_pools.list_user_pools,
    # Settings of user pools
    "AddCustomAttributes": pool_settings.add_custom_attributes,
    "GetUserPoolMfaConfig": pool_settings.get_user_pool_mfa_config,
    "SetUserPoolMfaConfig": pool_settings.set_user_pool_mfa_config,
    # Tags
    "TagResource": tags.tag_resource,
    "UntagResource": tags.untag_resource,
    "ListTagsForResource": tags.list_tags_for_resource,
    # App clients
    "CreateUserPoolClient": clients.create_user_pool_client,
    "DescribeUserPoolClient": clients.describe_user_pool_client,
    "UpdateUserPoolClient": clients.update_user_pool_client,
    "DeleteUserPoolClient": clients.delete_user_pool_client,
    "ListUserPoolClients": clients.list_user_pool_clients,
    "AddUserPoolClientSecret": clients.add_user_pool_client_secret,
    "ListUserPoolClientSecrets": clients.list_user_pool_client_secrets,
    "DeleteUserPoolClientSecret": clients.delete_user_pool_client_secret,
    # Signing up
    "SignUp": sign_up.sign_up,
    "ConfirmSignUp": sign_up.confirm_sign_up,
    "ResendConfirmationCode": sign_up.resend_confirmation_code,
    # Passwords
    "ForgotPassword": passwords.forgot_password,
    "ConfirmForgotPassword": passwords.confirm_forgot_password,
    "ChangePassword": passwords.change_password,
    # Users themselves
    "GetUser": users_self.get_user,
    "UpdateUserAttributes": users_self.update_user_attributes,
    "DeleteUserAttributes": users_self.delete_user_attributes,
    "GetUserAttributeVerificationCode": users_self.get_user_attribute_verification_code,
    "VerifyUserAttribute": users_self.verify_user_attribute,
    "DeleteUser": users_self.delete_user,
    "GetUserAuthFactors": users_self.get_user_auth_factors,
    # Users, for administrators
    "AdminCreateUser": user_invitations.admin_create_user,
    "AdminGetUser": users_admin.admin_get_user,
    "AdminDeleteUser": users_admin.admin_delete_user,
    "AdminUpdateUserAttributes": users_admin.admin_update_user_attributes,
    "AdminDeleteUserAttributes": users_admin.admin_delete_user_attributes,
    "AdminSetUserPassword": users_admin.admin_set_user_password,
    "AdminResetUserPassword": users_admin.admin_reset_user_password,
    "AdminConfirmSignUp": users_admin.admin_confirm_sign_up,
    "AdminEnableUser": users_admin.admin_enable_user,
    "AdminDisableUser": users_admin.admin_disable_user,
    "AdminGetUserAuthFactors": users_admin.admin_get_user_auth_factors,
    "ListUsers": user_listing.list_users,
    # Groups
    "CreateGroup": groups.create_group,
    "GetGroup": groups.get_group,
    "UpdateGroup": groups.update_group,
    "DeleteGroup": groups.delete_group,
    "ListGroups": groups.list_groups,
    "AdminAddUserToGroup": groups.admin_add_user_to_group,
    "AdminRemoveUserFromGroup": groups.admin_remove_user_from_group,
    "AdminListGroupsForUser": groups.admin_list_groups_for_user,
    "ListUsersInGroup": groups.list_users_in_group,
    # Signing in
    "InitiateAuth": authentication.initiate_auth,
    "AdminInitiateAuth": authentication.admin_initiate_auth,
    "RespondToAuthChallenge": authentication.respond_to_auth_challenge,
    "AdminRespondToAuthChallenge": authentication.admin_respond_to_auth_challenge,
    # Tokens and sessions
    "GetTokensFromRefreshToken": tokens.get_tokens_from_refresh_token,
    "RevokeToken": tokens.revoke_token,
    "GlobalSignOut": sessions.global_sign_out,
    "AdminUserGlobalSignOut": sessions.admin_user_global_sign_out,
    # Second factors
    "AssociateSoftwareToken": mfa.associate_software_token,
    "VerifySoftwareToken": mfa.verify_software_token,
    "SetUserMFAPreference": mfa.set_user_mfa_preference,
    "AdminSetUserMFAPreference": mfa.admin_set_user_mfa_preference,
    "AdminDeleteSoftwareToken": mfa.admin_delete_software_token,
    "SetUserSettings": mfa.set_user_settings,
    "AdminSetUserSettings": mfa.admin_set_user_settings,
}
