"""Pool, client and account configuration that does not hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.base import ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class FeatureUnavailableInTierException(ServiceError):
    """Say that the pool's feature plan does not include a feature."""

    code = "FeatureUnavailableInTierException"

    @classmethod
    def features(cls, tier: str, features: Iterable[str]) -> Self:
        """Name the features to disable for LITE or ESSENTIALS. Source: observed."""
        return cls(
            f"The following features need to be disabled for the {tier} pricing tier configured: "
            + ", ".join(features),
        )


class TierChangeNotAllowedException(ServiceError):
    """Say that the feature plan cannot be changed now."""

    code = "TierChangeNotAllowedException"

    @classmethod
    def tier(cls, tier: str) -> Self:
        """Refuse a change of plan. Source: inferred, the text is not known."""
        return cls(f"Changing the user pool tier to {tier} is not allowed.")


class InvalidOAuthFlowException(ServiceError):
    """Say that the client's OAuth flows contradict each other."""

    code = "InvalidOAuthFlowException"

    @classmethod
    def callbacks_required(cls) -> Self:
        """Refuse code or implicit without CallbackURLs. Source: observed."""
        return cls("CallbackUrls can not be empty when code flow or implicit flow is selected")

    @classmethod
    def client_credentials_with_user_flow(cls) -> Self:
        """Refuse client_credentials beside code or implicit. Source: observed."""
        return cls(
            "client_credentials flow can not be selected along with code flow or implicit flow.",
        )

    @classmethod
    def client_credentials_without_secret(cls) -> Self:
        """Refuse client_credentials for a public client. Source: observed."""
        return cls(
            "client_credentials flow can not be selected if client does not have a client secret.",
        )


class ScopeDoesNotExistException(ServiceError):
    """Say that a scope is defined by no resource server."""

    code = "ScopeDoesNotExistException"

    @classmethod
    def scope(cls, scope: str) -> Self:
        """Refuse an unknown scope. Source: observed."""
        return cls(f"Invalid scope requested: {scope}")


class InvalidSmsRoleAccessPolicyException(ServiceError):
    """Say that the SMS role may not publish."""

    code = "InvalidSmsRoleAccessPolicyException"

    @classmethod
    def role(cls) -> Self:
        """Refuse a role without permission for SNS. Source: observed."""
        return cls("Role does not have permission to publish with SNS")


class InvalidSmsRoleTrustRelationshipException(ServiceError):
    """Say that the SMS role does not trust the service."""

    code = "InvalidSmsRoleTrustRelationshipException"

    @classmethod
    def role(cls) -> Self:
        """Refuse a role that Cognito may not assume. Source: observed."""
        return cls("Role does not have a trust relationship allowing Cognito to assume the role")


class InvalidEmailRoleAccessPolicyException(ServiceError):
    """Say that the e-mail identity may not be used."""

    code = "InvalidEmailRoleAccessPolicyException"

    @classmethod
    def identity(cls) -> Self:
        """Refuse an identity that Cognito may not send from. Source: inferred, text not known."""
        return cls("Cognito is not allowed to use your email identity")


class InvalidUserPoolConfigurationException(ServiceError):
    """Say that the pool's configuration does not allow the operation."""

    code = "InvalidUserPoolConfigurationException"

    @classmethod
    def device_tracking_off(cls, pool_id: str) -> Self:
        """Refuse a device operation without tracking. Source: inferred, the text is not known."""
        return cls(f"User pool {pool_id} does not have device tracking enabled.")

    @classmethod
    def pool(cls, pool_id: str) -> Self:
        """Refuse a pool whose configuration is broken. Source: inferred, the text is not known."""
        return cls(f"User pool {pool_id} has an invalid configuration.")


class UserPoolAddOnNotEnabledException(ServiceError):
    """Say that threat protection is off."""

    code = "UserPoolAddOnNotEnabledException"

    @classmethod
    def threat_protection(cls) -> Self:
        """Refuse what needs threat protection. Source: inferred, the text is not known."""
        return cls("Advanced security is not enabled for the user pool.")


class UserPoolTaggingException(ServiceError):
    """Say that a tag cannot be set."""

    code = "UserPoolTaggingException"

    @classmethod
    def too_many(cls) -> Self:
        """Refuse a 51st tag. Source: documented limit, inferred text."""
        return cls("The number of tags exceeds the limit of 50.")

    @classmethod
    def reserved_prefix(cls) -> Self:
        """Refuse tag keys that AWS reserves. Source: inferred from other AWS services."""
        return cls("aws: prefixed tag key names are not allowed for external use.")


class UserImportInProgressException(ServiceError):
    """Say that an import job runs."""

    code = "UserImportInProgressException"

    @classmethod
    def pool(cls) -> Self:
        """Refuse to change a pool during an import. Source: inferred, the text is not known."""
        return cls("A user import job is in progress for this user pool.")


class UnsupportedIdentityProviderException(ServiceError):
    """Say that the provider's kind is not supported."""

    code = "UnsupportedIdentityProviderException"

    @classmethod
    def provider(cls, name: str) -> Self:
        """Refuse a provider of an unsupported kind. Source: inferred, the text is not known."""
        return cls(f"Identity provider {name} is not supported.")


class OperationNotEnabledException(ServiceError):
    """Say that the operation is not available here."""

    code = "OperationNotEnabledException"

    @classmethod
    def replica(cls) -> Self:
        """Refuse what only the primary Region does. Source: inferred, the text is not known."""
        return cls("The operation is not enabled for the user pool in this Region.")


class PreconditionNotMetException(ServiceError):
    """Say that something else must be done first."""

    code = "PreconditionNotMetException"

    @classmethod
    def import_without_file(cls) -> Self:
        """Refuse to start an import before the upload. Source: inferred, the text is not known."""
        return cls("The CSV file for the user import job has not been uploaded.")
