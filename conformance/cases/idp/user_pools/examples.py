"""Configurations of user pools that several cases begin with or expect."""

from __future__ import annotations

from typing import Any

from tests.builders import SENDS_SMS

TRIGGER = "arn:aws:lambda:us-east-1:123456789012:function:f"
ROLE = SENDS_SMS["SmsConfiguration"]["SnsCallerArn"]
SMS = {"SnsCallerArn": ROLE, "SnsRegion": "us-east-1"}
DEFAULT_POLICY = {
    "MinimumLength": 8,
    "RequireUppercase": True,
    "RequireLowercase": True,
    "RequireNumbers": True,
    "RequireSymbols": True,
    "TemporaryPasswordValidityDays": 7,
}
FRESH: dict[str, Any] = {
    "Name": "people",
    "Policies": {
        "PasswordPolicy": DEFAULT_POLICY,
        "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD"]},
    },
    "DeletionProtection": "INACTIVE",
    "LambdaConfig": {},
    "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": []},
    "MfaConfiguration": "OFF",
    "EstimatedNumberOfUsers": 0,
    "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
    "UserPoolTags": {},
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False, "UnusedAccountValidityDays": 7},
    "AccountRecoverySetting": {
        "RecoveryMechanisms": [
            {"Priority": 1, "Name": "verified_email"},
            {"Priority": 2, "Name": "verified_phone_number"},
        ]
    },
    "UserPoolTier": "ESSENTIALS",
    "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
    "IssuerConfiguration": {"Type": "ORIGINAL"},
    "AcrConfiguration": {f"Level{n}": {"AcrValue": f"urn:cognito:loa:{n}"} for n in (1, 2, 3, 4)},
}
COMPUTED = ("Id", "Arn", "CreationDate", "LastModifiedDate", "SchemaAttributes")
"""What the service adds to a configuration."""


def recovering_by(*names):
    """Return an AccountRecoverySetting in this order."""
    options = [{"Priority": rank, "Name": name} for rank, name in enumerate(names, 1)]
    return {"AccountRecoverySetting": {"RecoveryMechanisms": options}}


MAXIMAL: dict[str, Any] = {
    "Policies": {
        "PasswordPolicy": {
            "MinimumLength": 12,
            "RequireUppercase": True,
            "RequireLowercase": False,
            "RequireNumbers": True,
            "RequireSymbols": False,
            "PasswordHistorySize": 3,
            "TemporaryPasswordValidityDays": 2,
        },
        "SignInPolicy": {
            "AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]
        },
    },
    "DeletionProtection": "INACTIVE",
    "LambdaConfig": {
        **{
            name: f"{TRIGGER}{name}"
            for name in (
                "PreSignUp",
                "CustomMessage",
                "PostConfirmation",
                "PreAuthentication",
                "PostAuthentication",
                "DefineAuthChallenge",
                "CreateAuthChallenge",
                "VerifyAuthChallengeResponse",
                "UserMigration",
            )
        },
        "PreTokenGeneration": TRIGGER,
        "PreTokenGenerationConfig": {"LambdaVersion": "V3_0", "LambdaArn": TRIGGER},
        "CustomSMSSender": {"LambdaVersion": "V1_0", "LambdaArn": TRIGGER},
        "CustomEmailSender": {"LambdaVersion": "V1_0", "LambdaArn": TRIGGER},
        "KMSKeyID": "arn:aws:kms:us-east-1:123456789012:key/0123",
    },
    "AutoVerifiedAttributes": ["phone_number", "email"],
    "AliasAttributes": ["preferred_username", "email"],
    "SmsVerificationMessage": "Number {####}",
    "EmailVerificationMessage": "Code {####}",
    "EmailVerificationSubject": "Code",
    "VerificationMessageTemplate": {
        "SmsMessage": "Number {####}",
        "EmailMessage": "Code {####}",
        "EmailSubject": "Code",
        "EmailMessageByLink": "Click {##here##}",
        "EmailSubjectByLink": "Link",
        "DefaultEmailOption": "CONFIRM_WITH_LINK",
    },
    "SmsAuthenticationMessage": "Sign in with {####}",
    "MfaConfiguration": "OPTIONAL",
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
    "DeviceConfiguration": {
        "ChallengeRequiredOnNewDevice": True,
        "DeviceOnlyRememberedOnUserPrompt": True,
    },
    "EmailConfiguration": {
        "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/example.com",
        "ReplyToEmailAddress": "answers@example.com",
        "EmailSendingAccount": "DEVELOPER",
        "From": "People <people@example.com>",
        "ConfigurationSet": "people",
    },
    "SmsConfiguration": {**SMS, "ExternalId": "x"},
    "UserPoolTags": {"team": "people"},
    "AdminCreateUserConfig": {
        "AllowAdminCreateUserOnly": True,
        "InviteMessageTemplate": {
            "SMSMessage": "{username} {####}",
            "EmailMessage": "Hello {username}, {####}",
            "EmailSubject": "Hello",
        },
    },
    "UserPoolAddOns": {
        "AdvancedSecurityMode": "ENFORCED",
        "AdvancedSecurityAdditionalFlows": {"CustomAuthMode": "AUDIT"},
    },
    "UsernameConfiguration": {"CaseSensitive": False},
    "AccountRecoverySetting": {
        "RecoveryMechanisms": [
            {"Priority": 2, "Name": "verified_email"},
            {"Priority": 1, "Name": "verified_phone_number"},
        ]
    },
    "UserPoolTier": "PLUS",
    "IssuerConfiguration": {"Type": "UPDATED"},
    "KeyConfiguration": {"KeyType": "AWS_OWNED_KEY"},
    "AcrConfiguration": {f"Level{n}": {"AcrValue": f"urn:people:{n}"} for n in (1, 2, 3, 4)},
}


TERRAFORM = {
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False},
    "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
    "EmailVerificationMessage": "Code {####}",
    "EmailVerificationSubject": "Code",
    "MfaConfiguration": "OFF",
    "UsernameConfiguration": {"CaseSensitive": True},
    "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
}
CDK = {
    "AccountRecoverySetting": recovering_by("verified_phone_number", "verified_email")[
        "AccountRecoverySetting"
    ],
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True},
    "EmailVerificationMessage": "The verification code to your new account is {####}",
    "EmailVerificationSubject": "Verify your new account",
    "SmsVerificationMessage": "The verification code to your new account is {####}",
    "VerificationMessageTemplate": {
        "DefaultEmailOption": "CONFIRM_WITH_CODE",
        "EmailMessage": "The verification code to your new account is {####}",
        "EmailSubject": "Verify your new account",
        "SmsMessage": "The verification code to your new account is {####}",
    },
}
AMPLIFY = {
    **{name: value for name, value in CDK.items() if name != "AccountRecoverySetting"},
    **recovering_by("verified_email"),
    "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": False},
    "AutoVerifiedAttributes": ["email"],
    "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
    "UsernameAttributes": ["email"],
    "UsernameConfiguration": {"CaseSensitive": False},
    "Policies": {
        "PasswordPolicy": {
            "MinimumLength": 8,
            "RequireLowercase": True,
            "RequireNumbers": True,
            "RequireSymbols": True,
            "RequireUppercase": True,
        }
    },
}
CONTRADICTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "no password": (
        {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["EMAIL_OTP"]}}},
        "Password should be configured as one of the allowed first auth factors.",
    ),
    "sms otp without sms": (
        {"Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "SMS_OTP"]}}},
        (
            "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS "
            "configuration"
        ),
    ),
    "otp with mfa": (
        {
            **SENDS_SMS,
            "MfaConfiguration": "ON",
            "Policies": {"SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]}},
        },
        (
            "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA "
            "is enabled"
        ),
    ),
    "not auto-verified": (
        {
            "AutoVerifiedAttributes": ["email"],
            "UserAttributeUpdateSettings": {
                "AttributesRequireVerificationBeforeUpdate": ["phone_number"]
            },
        },
        (
            "All attributes in AttributesRequireVerificationBeforeUpdate must exist in "
            "AutoVerifiedAttributes"
        ),
    ),
    "verified phone without sms": (
        {"AutoVerifiedAttributes": ["phone_number"]},
        "SMS configuration is required when phone_number is selected for auto verification",
    ),
    "recovery by second factor": (
        {
            **SENDS_SMS,
            "MfaConfiguration": "ON",
            **recovering_by("verified_email", "verified_phone_number"),
        },
        (
            "Invalid account recovery setting parameter. Account Recovery Setting cannot use "
            "verified_phone_number as a recovery mechanism when SMS MFA is configured."
        ),
    ),
    "recovery twice": (
        recovering_by("verified_email", "verified_email"),
        (
            "Invalid account recovery setting parameter. Account Recovery Setting cannot have "
            "duplicate priorities or recovery mechanisms."
        ),
    ),
    "sender without key": (
        {"LambdaConfig": {"CustomEmailSender": {"LambdaVersion": "V1_0", "LambdaArn": TRIGGER}}},
        "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
    ),
    "trigger elsewhere": (
        {"LambdaConfig": {"PreSignUp": TRIGGER.replace("us-east-1", "eu-west-1")}},
        "Cross-region lambda functions are not supported",
    ),
    "two token triggers": (
        {
            "LambdaConfig": {
                "PreTokenGeneration": TRIGGER + "2",
                "PreTokenGenerationConfig": {"LambdaVersion": "V1_0", "LambdaArn": TRIGGER},
            }
        },
        (
            "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda "
            "function ARN's"
        ),
    ),
    "no source": (
        {"EmailConfiguration": {"EmailSendingAccount": "DEVELOPER"}},
        "Source ARN is required to use DEVELOPER email sending owner",
    ),
    "from": (
        {"EmailConfiguration": {"From": "nobody"}},
        "Provided From email address is invalid",
    ),
    "sns elsewhere": (
        {"SmsConfiguration": {"SnsCallerArn": ROLE, "SnsRegion": "eu-west-1"}},
        "Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1",
    ),
}
"""Settings that a pool can be neither made of nor changed to, with what AWS says of them."""
