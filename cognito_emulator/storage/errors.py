"""What can go wrong in storage: the errors of the databases, translated here and nowhere else.

None of them is an AWS error: a caller that can meet one turns it into one. Absence is no error,
lookups answer None.
"""

from __future__ import annotations


class StorageError(Exception):
    """Something storage refuses or cannot do."""


class AlreadyExists(StorageError):  # noqa: N818 - reads as the fact it states
    """A row would repeat what must be unique. `what` and `value` are what we tried to write.

    Nothing of the refused row remains in the transaction.
    """

    def __init__(self, what: str, value: str) -> None:
        """Keep the kind of thing (`user`, `alias`, `pool` …) and its key."""
        super().__init__(f"The {what} {value!r} exists already.")
        self.what = what
        self.value = value


class Overtaken(StorageError):  # noqa: N818 - reads as the fact it states
    """Another request came in between, and this transaction is undone: it is worth beginning again.

    Raised as it is when two transactions waited for each other and the database ended this one, and
    when the connection was lost before the commit.
    """


class OwnerGone(Overtaken):
    """A row was written for a pool, client or group that has just been deleted by another request.

    The transaction is undone: this may be caught outside of its `with` block only.
    """


class TransactionError(StorageError):
    """A rule of transactions was broken: a mistake in this program, never in a request."""

    @classmethod
    def nested(cls) -> TransactionError:
        """Return the error for opening a transaction inside another."""
        return cls(
            "A transaction is open already. Close it first: a request reads, then calls out, then "
            "writes, and never holds the database meanwhile."
        )

    @classmethod
    def calling_out(cls) -> TransactionError:
        """Return the error for calling a trigger, sender or HTTP server inside a transaction."""
        return cls(
            "A transaction is open while a call leaves the process. The call may come back to us "
            "and would wait for the transaction that waits for it: commit first."
        )

    @classmethod
    def reading_only(cls) -> TransactionError:
        """Return the error for writing through `reading()`."""
        return cls("This transaction only reads. Open it with writing() to change anything.")

    @classmethod
    def broken(cls) -> TransactionError:
        """Return the error for going on in a transaction that a foreign key has ended."""
        return cls(
            "This transaction wrote for an owner that is gone and is undone. Let OwnerGone leave the "
            "`with` block; catch it outside."
        )

    @classmethod
    def over(cls) -> TransactionError:
        """Return the error for using a store after its `with` block."""
        return cls("This transaction is over. Use the store inside its `with` block only.")


class DatabaseUnusable(StorageError):  # noqa: N818 - reads as the fact it states
    """The database cannot be opened; the message tells the developer what to do."""

    @classmethod
    def unknown_url(cls, url: str) -> DatabaseUnusable:
        """Return the error for a URL of no database we support."""
        return cls(
            f"Unknown store {url!r}. Use memory, sqlite:///relative/path, sqlite:////absolute/path "
            "or postgresql://user@host/database."
        )

    @classmethod
    def driver_missing(cls) -> DatabaseUnusable:
        """Return the error for PostgreSQL without psycopg."""
        return cls("PostgreSQL needs the psycopg driver: pip install 'cognito-emulator[postgres]'.")

    @classmethod
    def unopenable(cls, what: str, reason: Exception) -> DatabaseUnusable:
        """Return the error for a file that is no database, or a server that does not answer."""
        return cls(f"Cannot open {what}: {str(reason).strip()}")

    @classmethod
    def not_migrated(cls, found: str | None, wanted: str) -> DatabaseUnusable:
        """Return the error for an old schema when migrating was refused."""
        state = "is empty" if found is None else f"has schema {found}"
        return cls(
            f"The database {state}; this version needs schema {wanted} and was told not to migrate. "
            "Open it once with migrations allowed."
        )

    @classmethod
    def too_new(cls, found: str, written_by: str | None, wanted: str) -> DatabaseUnusable:
        """Return the error for a schema that this version does not know."""
        writer = "a newer version" if written_by is None else f"version {written_by}"
        return cls(
            f"The database has schema {found}, written by {writer} of cognito-emulator; this one "
            f"knows schemas up to {wanted}. Use that version or later, or another database."
        )
