"""What storage refuses, in words that tell the developer what to do."""

import pytest

from cognito_emulator.storage.errors import (
    AlreadyExists,
    DatabaseUnusable,
    OwnerGone,
    StorageError,
    TransactionError,
)


@pytest.mark.parametrize("error", [AlreadyExists, DatabaseUnusable, OwnerGone, TransactionError])
def test_every_error_is_a_storage_error(error):
    """A caller may catch them as one."""
    assert issubclass(error, StorageError)


def test_already_exists_says_what_was_tried():
    """The kind of thing and its key are members, and the text names both."""
    error = AlreadyExists("user", "ada")

    assert (str(error), error.what, error.value) == (
        "The user 'ada' exists already.",
        "user",
        "ada",
    )


TEXTS: dict[str, tuple[StorageError, str]] = {
    "nested": (
        TransactionError.nested(),
        "A transaction is open already. Close it first: a request reads, then calls out, then writes, and never holds the database meanwhile.",
    ),
    "calling-out": (
        TransactionError.calling_out(),
        "A transaction is open while a call leaves the process. The call may come back to us and would wait for the transaction that waits for it: commit first.",
    ),
    "reading-only": (
        TransactionError.reading_only(),
        "This transaction only reads. Open it with writing() to change anything.",
    ),
    "broken": (
        TransactionError.broken(),
        "This transaction wrote for an owner that is gone and is undone. Let OwnerGone leave the `with` block; catch it outside.",
    ),
    "over": (
        TransactionError.over(),
        "This transaction is over. Use the store inside its `with` block only.",
    ),
    "unknown-url": (
        DatabaseUnusable.unknown_url("mysql://x"),
        "Unknown store 'mysql://x'. Use memory, sqlite:///relative/path, sqlite:////absolute/path or postgresql://user@host/database.",
    ),
    "driver-missing": (
        DatabaseUnusable.driver_missing(),
        "PostgreSQL needs the psycopg driver: pip install 'cognito-emulator[postgres]'.",
    ),
    "unopenable": (
        DatabaseUnusable.unopenable("a.db", OSError("no space\n")),
        "Cannot open a.db: no space",
    ),
    "empty": (
        DatabaseUnusable.not_migrated(None, "0002"),
        "The database is empty; this version needs schema 0002 and was told not to migrate. Open it once with migrations allowed.",
    ),
    "not-migrated": (
        DatabaseUnusable.not_migrated("0001", "0002"),
        "The database has schema 0001; this version needs schema 0002 and was told not to migrate. Open it once with migrations allowed.",
    ),
    "too-new": (
        DatabaseUnusable.too_new("0009", "3.1", "0001"),
        "The database has schema 0009, written by version 3.1 of cognito-emulator; this one knows schemas up to 0001. Use that version or later, or another database.",
    ),
    "too-new-of-unknown-version": (
        DatabaseUnusable.too_new("0009", None, "0001"),
        "The database has schema 0009, written by a newer version of cognito-emulator; this one knows schemas up to 0001. Use that version or later, or another database.",
    ),
}


@pytest.mark.parametrize(("error", "text"), TEXTS.values(), ids=TEXTS)
def test_each_error_says_what_to_do(error, text):
    """The whole message is one a developer can act on."""
    assert str(error) == text
