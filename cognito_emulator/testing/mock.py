"""``mock_cognito``: Cognito answered in this process, for one block, function or test class.

Each entering makes an emulator with a memory of its own. Inside, boto3 clients (made before or
after) and the usual token verifiers reach it under Cognito's real addresses; every other address is
left alone, so that moto's ``mock_aws`` and ``responses`` work beside it in any order.
"""

from __future__ import annotations

import functools
import inspect
import unittest
from typing import TYPE_CHECKING, Any, TypeVar, cast, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    from cognito_emulator.emulator import Emulator

Decorated = TypeVar("Decorated", bound="Callable[..., Any]")


class MockCognito:
    """One use of ``mock_cognito``: a context manager, and a decorator that enters for each call."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options
        self._entered: list[Emulator] = []

    def __enter__(self) -> Emulator:
        """Start answering this process; the emulator entered gives inbox, clock and address."""
        from cognito_emulator.emulator import Emulator
        from cognito_emulator.testing import active

        emulator = Emulator(**{"issuer": "aws", **self._options})
        active.enter(emulator)
        self._entered.append(emulator)
        return emulator

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop answering and forget everything."""
        from cognito_emulator.testing import active

        emulator = self._entered.pop()
        active.leave(emulator)
        emulator.close()

    def __call__(self, decorated: Decorated) -> Decorated:
        """Decorate a function, a coroutine function, a generator (fixture) or a test class."""
        if isinstance(decorated, type):
            return cast("Decorated", _decorate_class(decorated, self._options))
        return _decorate_function(decorated, self._options)


@overload
def mock_cognito(decorated: Decorated, /) -> Decorated: ...


@overload
def mock_cognito(**options: Any) -> MockCognito: ...  # noqa: ANN401  # handed on to Emulator


def mock_cognito(decorated: Any = None, /, **options: Any) -> Any:
    """Answer Cognito calls of this process from a fresh emulator.

    Use it as ``@mock_cognito``, ``@mock_cognito(...)`` or ``with mock_cognito() as cognito:``.
    Options are those of `Emulator`; tokens name the pool's address on AWS as their issuer unless
    ``issuer="emulator"`` is given. Where the environment holds no AWS credentials or region, it gets
    fake ones meanwhile.
    """
    entering = MockCognito(options)
    return entering if decorated is None else entering(decorated)


def _decorate_function(function: Decorated, options: Mapping[str, Any]) -> Decorated:
    """Enter anew for each call; a generator stays entered until it is exhausted or closed."""
    target = cast("Callable[..., Any]", function)
    if inspect.iscoroutinefunction(target):
        wrapper = _coroutine(target, options)
    elif inspect.isasyncgenfunction(target):
        wrapper = _async_generator(target, options)
    elif inspect.isgeneratorfunction(target):
        wrapper = _generator(target, options)
    else:
        wrapper = _plain(target, options)
    return cast("Decorated", functools.wraps(target)(wrapper))


def _coroutine(target: Callable[..., Any], options: Mapping[str, Any]) -> Callable[..., Any]:
    async def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        with MockCognito(options):
            return await target(*args, **kwargs)

    return call


def _async_generator(target: Callable[..., Any], options: Mapping[str, Any]) -> Callable[..., Any]:
    async def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        with MockCognito(options):
            async for value in target(*args, **kwargs):
                yield value

    return call


def _generator(target: Callable[..., Any], options: Mapping[str, Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        with MockCognito(options):
            return (yield from target(*args, **kwargs))

    return call


def _plain(target: Callable[..., Any], options: Mapping[str, Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        with MockCognito(options):
            return target(*args, **kwargs)

    return call


def _decorate_class(cls: type, options: Mapping[str, Any]) -> type:
    """Enter for each test, before its set-up; once for the class when it has a class set-up."""
    if issubclass(cls, unittest.TestCase):
        name = "setUpClass" if "setUpClass" in vars(cls) else "setUp"
        cleanup = "addClassCleanup" if name == "setUpClass" else "addCleanup"
        _enter_before(cls, name, cleanup, options)
        return cls
    for name, teardown in (("setup_class", "teardown_class"), ("setup_method", "teardown_method")):
        if hasattr(cls, name):
            _enter_around(cls, name, teardown, options)
            return cls
    for name, member in list(vars(cls).items()):
        if name.startswith("test") and inspect.isfunction(member):
            setattr(cls, name, _decorate_function(member, options))
    return cls


def _enter_before(cls: type, name: str, cleanup: str, options: Mapping[str, Any]) -> None:
    """Enter before unittest's set-up; its clean-ups run also when the set-up fails."""
    original, bind = _unbound(cls, name)

    def set_up(owner: Any, *args: Any) -> None:  # noqa: ANN401
        entering = MockCognito(options)
        entering.__enter__()
        getattr(owner, cleanup)(entering.__exit__, None, None, None)
        original(owner, *args)

    setattr(cls, name, bind(functools.wraps(original)(set_up)))


def _enter_around(cls: type, setup: str, teardown: str, options: Mapping[str, Any]) -> None:
    """Enter before pytest's set-up and leave after its tear-down, or when the set-up fails."""
    original, bind = _with_argument(*_unbound(cls, setup))
    original_teardown, bind_teardown = _with_argument(*_unbound(cls, teardown))
    entering = MockCognito(options)

    def set_up(owner: Any, argument: Any = None) -> None:  # noqa: ANN401
        entering.__enter__()
        try:
            original(owner, argument)
        except BaseException:
            entering.__exit__(None, None, None)
            raise

    def tear_down(owner: Any, argument: Any = None) -> None:  # noqa: ANN401
        try:
            original_teardown(owner, argument)
        finally:
            entering.__exit__(None, None, None)

    setattr(cls, setup, bind(set_up))
    setattr(cls, teardown, bind_teardown(tear_down))


def _unbound(cls: type, name: str) -> tuple[Callable[..., Any], Callable[[Any], Any]]:
    """Return a method as a plain function of its owner, and how to put one in its place."""
    member = inspect.getattr_static(cls, name, None)
    of_class = name.lower().endswith("class")
    if member is None:

        def nothing(owner: object, *_: object) -> None:
            """Stand in for a tear-down the class does not have."""

        nothing.__name__ = name
        return nothing, classmethod if of_class else _same
    if isinstance(member, classmethod):
        return member.__func__, classmethod
    if isinstance(member, staticmethod):
        return _owned(member.__func__), classmethod if of_class else _same
    return member, _same


def _owned(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a static function an owner that it does not care for."""
    if inspect.signature(function).parameters:
        return lambda _, argument: function(argument)
    return lambda _: function()


def _with_argument(
    function: Callable[..., Any], bind: Callable[[Any], Any]
) -> tuple[Callable[..., Any], Callable[[Any], Any]]:
    """Let a set-up be called with the test method or class, which pytest passes where it is taken."""
    takes_argument = len(inspect.signature(function).parameters) > 1

    def call(owner: Any, argument: Any) -> None:  # noqa: ANN401
        function(owner, argument) if takes_argument else function(owner)

    call.__name__ = function.__name__
    return call, bind


def _same(function: Any) -> Any:  # noqa: ANN401
    return function
