"""InvalidParameterException: a request that is well formed, but means nothing here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cognito_emulator.errors.idp.setting_parameters import SettingParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class InvalidParameterException(SettingParameterError):
    """Say which parameter is wrong. Constraints of the model are worded by `protocol.validate`.

    The sentences about settings are in `setting_parameters`; those here are about users.
    """

    code = "InvalidParameterException"

    # Signing in

    @classmethod
    def missing_auth_parameter(cls, name: str) -> Self:
        """Report a missing AuthParameters or ChallengeResponses key. Source: observed."""
        return cls(f"Missing required parameter {name}")

    @classmethod
    def flow_not_enabled(cls, flow: str) -> Self:
        """Refuse a flow the client does not allow, each in its own words. Source: observed."""
        if flow in {"ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"}:
            return cls("Auth flow not enabled for this client")
        if flow == "USER_PASSWORD_AUTH":
            return cls("USER_PASSWORD_AUTH flow not enabled for this client")
        return cls(f"{flow} is not enabled for the client.")

    @classmethod
    def initiate_auth_unsupported(cls) -> Self:
        """Refuse an admin flow at InitiateAuth, or the reverse. Source: observed."""
        return cls("Initiate Auth method not supported.")

    @classmethod
    def rotation_needs_token_operation(cls) -> Self:
        """Refuse REFRESH_TOKEN_AUTH with rotation on. Source: documented, text inferred."""
        return cls(
            "REFRESH_TOKEN_AUTH is not supported when refresh token rotation is enabled for the "
            "client. Use GetTokensFromRefreshToken.",
        )

    @classmethod
    def custom_auth_without_trigger(cls) -> Self:
        """Refuse CUSTOM_AUTH in a pool without its triggers. Source: observed."""
        return cls("Custom auth lambda trigger is not configured for the user pool.")

    @classmethod
    def srp_a_invalid(cls) -> Self:
        """Refuse an SRP_A that is no usable public value. Source: inferred, text not known."""
        return cls("Invalid SRP_A parameter.")

    @classmethod
    def srp_timestamp_format(cls) -> Self:
        """Refuse a TIMESTAMP not written as required. Source: observed, pycognito#122."""
        return cls("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english")

    @classmethod
    def challenge_answer(cls, name: str) -> Self:
        """Refuse an answer outside the offered choices. Source: inferred, text not known."""
        return cls(f"Invalid value provided for {name}.")

    @classmethod
    def new_password_attribute_missing(cls, attribute: str) -> Self:
        """Refuse NEW_PASSWORD_REQUIRED without a required attribute. Source: observed."""
        return cls(f"Invalid attributes given, {attribute} is missing")

    # Second factors

    @classmethod
    def no_delivery_config(cls, factor: str) -> Self:
        """Refuse to turn on a factor the user cannot receive. Source: observed."""
        return cls(f"User does not have delivery config set to turn on {factor}")

    @classmethod
    def totp_not_verified(cls) -> Self:
        """Refuse authenticator codes before VerifySoftwareToken. Source: other emulators."""
        return cls("User has not verified software token mfa")

    @classmethod
    def preferred_not_enabled(cls) -> Self:
        """Refuse to prefer a factor that is off. Source: inferred, the text is not known."""
        return cls("An MFA method that is not enabled cannot be preferred.")

    @classmethod
    def preferred_twice(cls) -> Self:
        """Refuse two preferred factors in one request. Source: inferred, text not known."""
        return cls("Only one MFA method can be preferred.")

    # Usernames

    @classmethod
    def username_should_be(cls, kinds: Iterable[str]) -> Self:
        """Refuse a username that is not of UsernameAttributes' kinds. Source: observed."""
        allowed = frozenset(kinds)
        if allowed == {"email"}:
            return cls("Username should be an email.")
        if allowed == {"phone_number"}:
            return cls("Username should be a phone number.")
        return cls("Username should be either an email or a phone number.")

    @classmethod
    def username_is_alias_shape(cls, kind: str) -> Self:
        """Refuse a username shaped as an `email` or `phone_number` alias. Source: observed."""
        words = {"email": "email", "phone_number": "phone number"}[kind]
        return cls(
            f"Username cannot be of {words} format, since user pool is configured for {words} "
            "alias.",
        )

    @classmethod
    def username_and_attribute_differ(cls, kind: str) -> Self:
        """Refuse an email that is not the e-mail username. Source: inferred, text not known."""
        return cls(f"Value of attribute {kind} does not match the username.")

    @classmethod
    def preferred_username_unconfirmed(cls) -> Self:
        """Refuse the alias before confirmation. Source: observed, amplify-js#1669."""
        return cls(
            "Preferred username cannot be provided for unconfirmed account, since user pool is "
            "configured for preferred username alias.",
        )

    # Users whom an administrator creates

    @classmethod
    def verified_without_address(cls, name: str) -> Self:
        """Refuse email_verified without email. Source: documented, text inferred."""
        return cls(f"The attribute {name} is required when {name}_verified is true.")

    @classmethod
    def passwordless_without_address(cls, names: Iterable[str]) -> Self:
        """Refuse a user with neither password nor address. Source: documented, text inferred."""
        return cls(f"A user without a password must have a value for {' or '.join(names)}.")

    # Attributes

    @classmethod
    def schema(cls, violations: Iterable[tuple[str, str]]) -> Self:
        """List (attribute, reason) pairs, a line each, newline at the end. Source: observed."""
        lines = "".join(f"{name}: {reason}\n" for name, reason in violations)
        return cls(f"Attributes did not conform to the schema: {lines}")

    @classmethod
    def attributes_missing(cls, names: Iterable[str]) -> Self:
        """Refuse a user without required attributes. Source: observed."""
        return cls.schema((name, "The attribute is required") for name in names)

    @classmethod
    def attributes_immutable(cls, names: Iterable[str]) -> Self:
        """Refuse to change immutable attributes, a line each. Source: observed."""
        return cls("".join(f"user.{name}: Attribute cannot be updated.\n" for name in names))

    @classmethod
    def attribute_type_undetermined(cls, name: str) -> Self:
        """Refuse a custom attribute that the schema does not have. Source: observed."""
        return cls(
            f"Attributes did not conform to the schema: Type for attribute {{{name}}} "
            "could not be determined",
        )

    @classmethod
    def attribute_twice(cls, name: str) -> Self:
        """Refuse an attribute that is given twice. Source: inferred, the text is not known."""
        return cls(f"Duplicate attribute {name} found in the request.")

    @classmethod
    def attributes_required(cls, names: Iterable[str]) -> Self:
        """Refuse to delete or blank required attributes, a line each. Source: observed."""
        return cls(
            "".join(f"user.{name}: Required attribute cannot be deleted.\n" for name in names),
        )

    @classmethod
    def email_format(cls) -> Self:
        """Refuse a value of email that is no address. Source: observed."""
        return cls("Invalid email address format.")

    @classmethod
    def phone_format(cls) -> Self:
        """Refuse a value of phone_number that is not E.164. Source: observed."""
        return cls("Invalid phone number format.")

    @classmethod
    def attribute_not_verifiable(cls, name: str) -> Self:
        """Refuse to verify anything but email and phone_number. Source: inferred."""
        return cls(f"Attribute {name} cannot be verified.")

    @classmethod
    def attribute_absent(cls, name: str) -> Self:
        """Refuse to verify an attribute the user lacks. Source: inferred from client reports."""
        article = "an" if name[:1] in "aeiou" else "a"
        return cls(f"User does not have {article} {name}")

    # Confirmation and recovery

    @classmethod
    def already_confirmed(cls) -> Self:
        """Refuse to resend a code to a confirmed user. Source: observed."""
        return cls("User is already confirmed.")

    @classmethod
    def no_reset_destination(cls) -> Self:
        """Refuse a reset that can reach the user nowhere. Source: observed; no full stop."""
        return cls(
            "Cannot reset password for the user as there is no registered/verified email or "
            "phone_number",
        )

    @classmethod
    def no_invitation_destination(cls, medium: str) -> Self:
        """Refuse an invitation (EMAIL, SMS) without destination. Source: observed for EMAIL."""
        if medium == "EMAIL":
            return cls("No email provided but desired delivery medium was Email")
        return cls("No phone number provided but desired delivery medium was SMS")

    @classmethod
    def link_without_domain(cls) -> Self:
        """Refuse a link that confirms, in a pool without domain. Source: observed, amplify-js#4489."""
        return cls(
            "Cannot perform specific action because there does not exist a valid use pool domain "
            "associated with the user pool",
        )

    @classmethod
    def password_missing(cls) -> Self:
        """Refuse a user without password where no other factor is offered. Source: inferred."""
        return cls("Password is required.")

    # Listing

    @classmethod
    def page_token(cls) -> Self:
        """Refuse a page token we did not make. Source: documented, text inferred."""
        return cls("Invalid pagination token")

    @classmethod
    def filter_syntax(cls) -> Self:
        """Refuse a ListUsers filter that does not parse. Source: observed."""
        return cls("Error while parsing filter.")

    @classmethod
    def filter_attribute(cls, name: str) -> Self:
        """Refuse to search by an attribute without index. Source: other emulators."""
        return cls(f"Invalid search attribute: {name}")

    @classmethod
    def attributes_to_get(cls) -> Self:
        """Refuse AttributesToGet that the schema lacks. Source: observed, aws-samples 2026-05."""
        return cls("Input fails to satisfy the constraints.")

    @classmethod
    def attribute_unset(cls) -> Self:
        """Refuse AttributesToGet that a listed user has not set. Source: observed, aws-sdk-js#2570."""
        return cls("One or more requested attributes do not exist.")
