"""How CodeDeliveryDetails and challenges show where a code went, without giving it away.

Source: observed (`t***@t***`, `+*******1234`); that the stars of a phone number count its hidden
digits is inferred, the observed numbers all having eleven.
"""

from __future__ import annotations

from typing import Final

_SHOWN_DIGITS: Final = 4


def mask_email(address: str) -> str:
    """Show the first character of each side of an e-mail address: `j***@e***`."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}***@{domain[:1]}***"


def mask_phone_number(number: str) -> str:
    """Show the last four digits of a phone number: `+*******1234`."""
    digits = number.removeprefix("+")
    hidden = max(len(digits) - _SHOWN_DIGITS, 0)
    return f"+{'*' * hidden}{digits[hidden:]}"


def mask_destination(medium: str, destination: str) -> str:
    """Mask an address by its medium, `EMAIL` or `SMS`."""
    return mask_email(destination) if medium == "EMAIL" else mask_phone_number(destination)
