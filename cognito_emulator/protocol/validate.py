"""The model's constraints on an input, all at once, in the model's order and in AWS's words.

Paths are lowerCamelCase: `userAttributes.1.member.name` in lists of structures (from 1),
`roleMappings.<key>.member.type` in maps of structures. A list or map of scalars is reported as a
whole, with all the constraints of its elements in brackets. Sensitive values are left out.
Source: issues of many applications quote such messages, for example awslabs media-insights-on-aws 199
(explicitAuthFlows), aws/aws-cdk 14699 (schema.1.member.name).
Differs: AWS lists enum values in an arbitrary order; here it is the model's.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from cognito_emulator.protocol.front_door import ConstraintViolations
from cognito_emulator.protocol.patterns import matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cognito_emulator.protocol.model import ServiceModel, Shape

    # Appends the violations of the value at the path to the list.
    Check = Callable[[Any, str, list[str]], None]

_NUMBERS: Final = frozenset({"integer", "long"})

# A value this much longer than allowed is reported for its length only: some patterns are quadratic.
_PATTERN_SLACK_CHARACTERS: Final = 1000


def validator(model: ServiceModel, shape_name: str) -> Callable[[dict[str, Any]], None]:
    """Return the function that raises ConstraintViolations for an input that breaks the model."""
    check = _check_of(model, model.shape(shape_name), hidden=False)

    def validate(value: dict[str, Any]) -> None:
        if check is None:
            return
        violations: list[str] = []
        check(value, "", violations)
        if violations:
            raise ConstraintViolations(violations)

    return validate


def _check_of(model: ServiceModel, shape: Shape, *, hidden: bool) -> Check | None:
    """Return the check of a shape, or None when nothing constrains it or what it holds."""
    hidden = hidden or shape.is_sensitive
    if shape.type == "structure":
        return _structure_check(model, shape, hidden=hidden)
    if shape.type == "list":
        return _list_check(model, shape, hidden=hidden)
    if shape.type == "map":
        return _map_check(model, shape, hidden=hidden)
    return _scalar_check(shape, hidden=hidden)


def _structure_check(model: ServiceModel, shape: Shape, *, hidden: bool) -> Check | None:
    rules = _member_rules(model, shape, hidden=hidden)
    if not rules:
        return None

    def check_structure(value: Any, path: str, violations: list[str]) -> None:
        value_of = value.get
        for name, check, inner_step, required_step in rules:
            member = value_of(name)
            if member is not None:
                if check is not None:
                    check(member, path + inner_step, violations)
            elif required_step is not None:
                violations.append(
                    f"Value null at '{path}{required_step}' failed to satisfy constraint: "
                    "Member must not be null"
                )

    return check_structure


def _member_rules(
    model: ServiceModel, shape: Shape, *, hidden: bool
) -> list[tuple[str, Check | None, str, str | None]]:
    """Return name, check, path step and, when required, path step again, of constrained members."""
    rules = []
    for member in shape.members:
        target = model.shape(member.shape)
        check = _check_of(model, target, hidden=hidden)
        is_required = member.name in shape.required
        if check is not None or is_required:
            step = member.name[0].lower() + member.name[1:]
            # The members of a structure find the dot before their own step already there.
            inner_step = f"{step}." if target.type == "structure" else step
            rules.append((member.name, check, inner_step, step if is_required else None))
    return rules


def _list_check(model: ServiceModel, shape: Shape, *, hidden: bool) -> Check | None:
    element = model.shape(shape.element)
    hides = hidden or element.is_sensitive
    checks = [_size_check(shape, len, hidden=hides)]
    check_element = _check_of(model, element, hidden=hidden)
    if check_element is not None and element.type == "structure":
        checks.append(_structures_check(check_element, _numbered))
    elif check_element is not None:
        phrase = f"Member must satisfy constraint: {_all_constraints(element)}"
        checks.append(_scalars_check(check_element, phrase, iter, hidden=hides))
    return _sequence_of_checks(checks)


def _map_check(model: ServiceModel, shape: Shape, *, hidden: bool) -> Check | None:
    key, item = model.shape(shape.key), model.shape(shape.value)
    hides = hidden or key.is_sensitive or item.is_sensitive
    checks = [_size_check(shape, len, hidden=hides)]
    check_key = _check_of(model, key, hidden=hidden)
    if check_key is not None:
        phrase = f"Map keys must satisfy constraint: {_all_constraints(key)}"
        checks.append(_scalars_check(check_key, phrase, iter, hidden=hides))
    check_item = _check_of(model, item, hidden=hidden)
    if check_item is not None and item.type == "structure":
        checks.append(_structures_check(check_item, dict.items))
    elif check_item is not None:
        phrase = f"Map value must satisfy constraint: {_all_constraints(item)}"
        checks.append(_scalars_check(check_item, phrase, dict.values, hidden=hides))
    return _sequence_of_checks(checks)


def _numbered(elements: list[Any]) -> Iterable[tuple[object, Any]]:
    return enumerate(elements, start=1)


def _structures_check(check: Check, items: Callable[[Any], Iterable[tuple[object, Any]]]) -> Check:
    """Return the check of each structure of a collection, under its own path."""

    def check_structures(value: Any, path: str, violations: list[str]) -> None:
        for step, element in items(value):
            check(element, f"{path}.{step}.member.", violations)

    return check_structures


def _scalars_check(
    check: Check, phrase: str, elements: Callable[[Any], Iterable[Any]], *, hidden: bool
) -> Check:
    """Return the check that reports a collection of scalars once, however many break a rule."""

    def check_scalars(value: Any, path: str, violations: list[str]) -> None:
        broken: list[str] = []
        for element in elements(value):
            check(element, path, broken)
        if broken:
            violations.append(_violation(value, path, phrase, hidden=hidden))

    return check_scalars


def _sequence_of_checks(checks: list[Check | None]) -> Check | None:
    present = [check for check in checks if check is not None]
    if len(present) <= 1:
        return present[0] if present else None

    def check_all(value: Any, path: str, violations: list[str]) -> None:
        for check in present:
            check(value, path, violations)

    return check_all


def _scalar_check(shape: Shape, *, hidden: bool) -> Check | None:
    if shape.enum:
        return _enum_check(shape, hidden=hidden)
    if shape.type in _NUMBERS:
        return _size_check(shape, None, hidden=hidden)
    if shape.pattern is None:
        return _size_check(shape, len, hidden=hidden)
    return _text_check(shape, hidden=hidden)


def _enum_check(shape: Shape, *, hidden: bool) -> Check:
    allowed, phrase = frozenset(shape.enum), _enum_phrase(shape)

    def check_enum(value: Any, path: str, violations: list[str]) -> None:
        if value not in allowed:
            violations.append(_violation(value, path, phrase, hidden=hidden))

    return check_enum


def _size_check(
    shape: Shape, measure: Callable[[Any], int] | None, *, hidden: bool
) -> Check | None:
    """Return the check of a length, or of the number itself when there is no measure."""
    if shape.minimum is None and shape.maximum is None:
        return None
    minimum, maximum = _bounds(shape)
    at_least, at_most = _minimum_phrase(shape), _maximum_phrase(shape)

    def check_size(value: Any, path: str, violations: list[str]) -> None:
        size = value if measure is None else measure(value)
        if size < minimum:
            violations.append(_violation(value, path, at_least, hidden=hidden))
        elif size > maximum:
            violations.append(_violation(value, path, at_most, hidden=hidden))

    return check_size


def _text_check(shape: Shape, *, hidden: bool) -> Check:
    minimum, maximum = _bounds(shape)
    at_least, at_most = _minimum_phrase(shape), _maximum_phrase(shape)
    pattern, phrase = shape.pattern or "", _pattern_phrase(shape)
    matches = matcher(pattern)

    def check_text(value: Any, path: str, violations: list[str]) -> None:
        size = len(value)
        if size < minimum:
            violations.append(_violation(value, path, at_least, hidden=hidden))
        elif size > maximum:
            violations.append(_violation(value, path, at_most, hidden=hidden))
            if size > maximum + _PATTERN_SLACK_CHARACTERS:
                return
        if not matches(value):
            violations.append(_violation(value, path, phrase, hidden=hidden))

    return check_text


def _bounds(shape: Shape) -> tuple[float, float]:
    return (
        -math.inf if shape.minimum is None else shape.minimum,
        math.inf if shape.maximum is None else shape.maximum,
    )


def _all_constraints(shape: Shape) -> str:
    phrases = [
        _maximum_phrase(shape) if shape.maximum is not None else "",
        _minimum_phrase(shape) if shape.minimum is not None else "",
        _pattern_phrase(shape) if shape.pattern is not None else "",
        _enum_phrase(shape) if shape.enum else "",
    ]
    return f"[{', '.join(filter(None, phrases))}]"


def _minimum_phrase(shape: Shape) -> str:
    return f"Member must have {_measured(shape)} greater than or equal to {shape.minimum}"


def _maximum_phrase(shape: Shape) -> str:
    return f"Member must have {_measured(shape)} less than or equal to {shape.maximum}"


def _measured(shape: Shape) -> str:
    return "value" if shape.type in _NUMBERS else "length"


def _pattern_phrase(shape: Shape) -> str:
    return f"Member must satisfy regular expression pattern: {shape.pattern}"


def _enum_phrase(shape: Shape) -> str:
    return f"Member must satisfy enum value set: [{', '.join(shape.enum)}]"


def _violation(value: object, path: str, phrase: str, *, hidden: bool) -> str:
    shown = "" if hidden else f" '{_java_text(value)}'"
    return f"Value{shown} at '{path}' failed to satisfy constraint: {phrase}"


def _java_text(value: object) -> str:
    """Return what Java's toString makes of a value, which is what AWS quotes."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}={_java_text(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_java_text, value))}]"
    if isinstance(value, bytes):
        return f"java.nio.HeapByteBuffer[pos=0 lim={len(value)} cap={len(value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
