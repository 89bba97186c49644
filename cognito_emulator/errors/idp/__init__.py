"""Errors of cognito-idp: one class per modelled exception, named exactly as in the service model.

Wording is API: clients compare it, so each sentence lives in one named constructor whose docstring
says where the text is known from, and call sites never spell a message. Sources are "observed" (seen
in real answers), "documented" (AWS documentation) or "inferred" (modelled on neighbouring texts).
Classes are grouped by family in the modules of this package and offered here flat:
`from cognito_emulator.errors import idp as errors`. To add a wording, add a constructor to its class.
"""

from __future__ import annotations

from cognito_emulator.errors.idp.authorization import (
    AccessDeniedException,
    ForbiddenException,
    NotAuthorizedException,
    PasswordResetRequiredException,
    RefreshTokenReuseException,
    UnauthorizedException,
    UnsupportedOperationException,
    UnsupportedTokenTypeException,
    UnsupportedUserStateException,
    UserNotConfirmedException,
    UserNotFoundException,
)
from cognito_emulator.errors.idp.codes import (
    CodeDeliveryFailureException,
    CodeMismatchException,
    EnableSoftwareTokenMFAException,
    ExpiredCodeException,
    InvalidPasswordException,
    MFAMethodNotFoundException,
    PasswordHistoryPolicyViolationException,
    SoftwareTokenMFANotFoundException,
)
from cognito_emulator.errors.idp.configuration import (
    FeatureUnavailableInTierException,
    InvalidEmailRoleAccessPolicyException,
    InvalidOAuthFlowException,
    InvalidSmsRoleAccessPolicyException,
    InvalidSmsRoleTrustRelationshipException,
    InvalidUserPoolConfigurationException,
    OperationNotEnabledException,
    PreconditionNotMetException,
    ScopeDoesNotExistException,
    TierChangeNotAllowedException,
    UnsupportedIdentityProviderException,
    UserImportInProgressException,
    UserPoolAddOnNotEnabledException,
    UserPoolTaggingException,
)
from cognito_emulator.errors.idp.existence import (
    AliasExistsException,
    DeviceKeyExistsException,
    DuplicateProviderException,
    GroupExistsException,
    ManagedLoginBrandingExistsException,
    ResourceNotFoundException,
    TermsExistsException,
    UsernameExistsException,
)
from cognito_emulator.errors.idp.limits import (
    ConcurrentModificationException,
    InternalErrorException,
    InternalServerException,
    LimitExceededException,
    ServiceQuotaExceededException,
    TooManyFailedAttemptsException,
    TooManyRequestsException,
)
from cognito_emulator.errors.idp.parameters import InvalidParameterException
from cognito_emulator.errors.idp.triggers import (
    InvalidLambdaResponseException,
    UnexpectedLambdaException,
    UserLambdaValidationException,
)
from cognito_emulator.errors.idp.webauthn import (
    WebAuthnChallengeNotFoundException,
    WebAuthnClientMismatchException,
    WebAuthnConfigurationMissingException,
    WebAuthnCredentialNotSupportedException,
    WebAuthnNotEnabledException,
    WebAuthnOriginNotAllowedException,
    WebAuthnRelyingPartyMismatchException,
)

__all__ = [
    "AccessDeniedException",
    "AliasExistsException",
    "CodeDeliveryFailureException",
    "CodeMismatchException",
    "ConcurrentModificationException",
    "DeviceKeyExistsException",
    "DuplicateProviderException",
    "EnableSoftwareTokenMFAException",
    "ExpiredCodeException",
    "FeatureUnavailableInTierException",
    "ForbiddenException",
    "GroupExistsException",
    "InternalErrorException",
    "InternalServerException",
    "InvalidEmailRoleAccessPolicyException",
    "InvalidLambdaResponseException",
    "InvalidOAuthFlowException",
    "InvalidParameterException",
    "InvalidPasswordException",
    "InvalidSmsRoleAccessPolicyException",
    "InvalidSmsRoleTrustRelationshipException",
    "InvalidUserPoolConfigurationException",
    "LimitExceededException",
    "MFAMethodNotFoundException",
    "ManagedLoginBrandingExistsException",
    "NotAuthorizedException",
    "OperationNotEnabledException",
    "PasswordHistoryPolicyViolationException",
    "PasswordResetRequiredException",
    "PreconditionNotMetException",
    "RefreshTokenReuseException",
    "ResourceNotFoundException",
    "ScopeDoesNotExistException",
    "ServiceQuotaExceededException",
    "SoftwareTokenMFANotFoundException",
    "TermsExistsException",
    "TierChangeNotAllowedException",
    "TooManyFailedAttemptsException",
    "TooManyRequestsException",
    "UnauthorizedException",
    "UnexpectedLambdaException",
    "UnsupportedIdentityProviderException",
    "UnsupportedOperationException",
    "UnsupportedTokenTypeException",
    "UnsupportedUserStateException",
    "UserImportInProgressException",
    "UserLambdaValidationException",
    "UserNotConfirmedException",
    "UserNotFoundException",
    "UserPoolAddOnNotEnabledException",
    "UserPoolTaggingException",
    "UsernameExistsException",
    "WebAuthnChallengeNotFoundException",
    "WebAuthnClientMismatchException",
    "WebAuthnConfigurationMissingException",
    "WebAuthnCredentialNotSupportedException",
    "WebAuthnNotEnabledException",
    "WebAuthnOriginNotAllowedException",
    "WebAuthnRelyingPartyMismatchException",
]
