"""Wording of broken configuration."""

import pytest

from cognito_emulator.errors import idp

WORDINGS = [
    (
        idp.FeatureUnavailableInTierException.features(
            "LITE", ["Threat Protection", "Passwordless Sign-In"]
        ),
        "The following features need to be disabled for the LITE pricing tier configured: Threat Protection, Passwordless Sign-In",
    ),
    (
        idp.TierChangeNotAllowedException.tier("LITE"),
        "Changing the user pool tier to LITE is not allowed.",
    ),
    (
        idp.InvalidOAuthFlowException.callbacks_required(),
        "CallbackUrls can not be empty when code flow or implicit flow is selected",
    ),
    (
        idp.InvalidOAuthFlowException.client_credentials_with_user_flow(),
        "client_credentials flow can not be selected along with code flow or implicit flow.",
    ),
    (
        idp.InvalidOAuthFlowException.client_credentials_without_secret(),
        "client_credentials flow can not be selected if client does not have a client secret.",
    ),
    (idp.ScopeDoesNotExistException.scope("api/read"), "Invalid scope requested: api/read"),
    (
        idp.InvalidSmsRoleAccessPolicyException.role(),
        "Role does not have permission to publish with SNS",
    ),
    (
        idp.InvalidSmsRoleTrustRelationshipException.role(),
        "Role does not have a trust relationship allowing Cognito to assume the role",
    ),
    (
        idp.InvalidEmailRoleAccessPolicyException.identity(),
        "Cognito is not allowed to use your email identity",
    ),
    (
        idp.InvalidUserPoolConfigurationException.device_tracking_off("us-east-1_Ab"),
        "User pool us-east-1_Ab does not have device tracking enabled.",
    ),
    (
        idp.InvalidUserPoolConfigurationException.pool("us-east-1_Ab"),
        "User pool us-east-1_Ab has an invalid configuration.",
    ),
    (
        idp.UserPoolAddOnNotEnabledException.threat_protection(),
        "Advanced security is not enabled for the user pool.",
    ),
    (idp.UserPoolTaggingException.too_many(), "The number of tags exceeds the limit of 50."),
    (
        idp.UserPoolTaggingException.reserved_prefix(),
        "aws: prefixed tag key names are not allowed for external use.",
    ),
    (
        idp.UserImportInProgressException.pool(),
        "A user import job is in progress for this user pool.",
    ),
    (
        idp.UnsupportedIdentityProviderException.provider("email"),
        "Identity provider email is not supported.",
    ),
    (
        idp.OperationNotEnabledException.replica(),
        "The operation is not enabled for the user pool in this Region.",
    ),
    (
        idp.PreconditionNotMetException.import_without_file(),
        "The CSV file for the user import job has not been uploaded.",
    ),
]


@pytest.mark.parametrize(("error", "message"), WORDINGS, ids=[repr(row[0]) for row in WORDINGS])
def test_each_constructor_gives_its_sentence(error, message):
    """The sentence is what clients compare, to the last full stop."""
    assert error.message == message
    assert str(error) == message
    assert error.code == type(error).__name__
