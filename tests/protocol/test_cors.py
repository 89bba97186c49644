"""Cross-origin headers."""

from cognito_emulator.protocol.cors import cors_headers, is_preflight, preflight_response

PREFLIGHT = {"REQUEST_METHOD": "OPTIONS", "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST"}


def test_preflights_are_recognised():
    """A preflight is an OPTIONS request that names the method to come."""
    assert is_preflight(PREFLIGHT)
    assert not is_preflight({"REQUEST_METHOD": "OPTIONS"})
    assert not is_preflight({**PREFLIGHT, "REQUEST_METHOD": "POST"})


def test_a_preflight_is_granted_what_it_asks():
    """Any origin may send the method and headers it asks for, remembered for two days."""
    asked = {**PREFLIGHT, "HTTP_ACCESS_CONTROL_REQUEST_HEADERS": "content-type,x-amz-target"}

    response = preflight_response(asked)

    assert response.status_code == 200
    assert response.data == b""
    assert dict(response.headers) == {
        "access-control-allow-origin": "*",
        "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": "content-type,x-amz-target",
        "access-control-max-age": "172800",
    }


def test_a_preflight_without_headers():
    """A preflight that asks for no headers is granted none."""
    assert "access-control-allow-headers" not in preflight_response(PREFLIGHT).headers


def test_only_pages_get_the_headers():
    """An answer carries the headers when the request came from a page."""
    assert cors_headers({}) == []
    assert dict(cors_headers({"HTTP_ORIGIN": "https://app.example"})) == {
        "access-control-allow-origin": "*",
        "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date",
    }
