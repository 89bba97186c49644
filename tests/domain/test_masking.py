"""Destinations of codes are shown masked."""

import pytest

from cognito_emulator.domain.masking import mask_destination


@pytest.mark.parametrize(
    ("medium", "destination", "masked"),
    [
        ("EMAIL", "john@example.com", "j***@e***"),
        ("EMAIL", "x@y.example", "x***@y***"),
        ("EMAIL", "broken", "b***@***"),
        ("SMS", "+15551231234", "+*******1234"),
        ("SMS", "+4915112345678", "+*********5678"),
        ("SMS", "+123", "+123"),
    ],
)
def test_a_destination_shows_little_of_itself(medium, destination, masked):
    """E-mail shows one character a side, a phone number its last four digits."""
    assert mask_destination(medium, destination) == masked
