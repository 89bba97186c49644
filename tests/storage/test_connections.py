"""Connections that wait for work."""

from cognito_emulator.storage.connections import IdleConnections


class FakeConnection:
    """A connection that knows whether it is closed."""

    closed = False

    def execute(self, sql, parameters=None):
        """Run nothing."""
        raise NotImplementedError

    def close(self):
        """Close it."""
        self.closed = True


def test_the_connection_used_last_is_used_next():
    """Few are kept warm; with none idle a new one is needed."""
    idle, first, second = IdleConnections(), FakeConnection(), FakeConnection()
    idle.put(first)
    idle.put(second)

    assert [idle.take(), idle.take(), idle.take()] == [second, first, None]


def test_closing_closes_all_that_are_idle():
    """One that is in use is its user's; afterwards none is idle."""
    idle, used, waiting = IdleConnections(), FakeConnection(), FakeConnection()
    idle.put(waiting)
    idle.put(used)
    assert idle.take() is used

    idle.close()

    assert (used.closed, waiting.closed, idle.take()) == (False, True, None)
