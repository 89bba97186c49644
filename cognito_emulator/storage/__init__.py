"""Where everything is kept: SQLite in memory, SQLite in a file, or PostgreSQL.

SQLAlchemy Core writes the SQL, once for each statement and dialect (`prepared.py`); it runs on the
DB-API itself. There is no ORM: when we talk to the database, and when not, stays visible.

Rules

* `with ctx.reading() as store` and `with ctx.writing(lock) as store` are the only ways in. They are
  short, never nested, and never open while a trigger, a sender or an HTTP server is called
  (`transaction.py` refuses both). A flow with a trigger reads, calls, and then writes what it has
  read again.
* `lock` names the aggregate a write must be alone on: `pool:<id>`, `user:<pool>:<key>`. SQLite has
  one writer; PostgreSQL takes an advisory lock on the name, and everything else runs side by side.
  A user read in `writing()` stays as it was read until the end, without a lock being named.
* Uniqueness is a constraint, never a look before the write: AlreadyExists tells what was tried, and
  the transaction goes on. OwnerGone undoes it: catch that one outside of the block only.
* A text that not every database can hold (U+0000, a lone surrogate) is found nowhere and is no
  error; kept it is inside JSON documents only.
* A repository (`users.py`, `pools.py` …) takes and gives dataclasses of `domain`; None is "there is
  none". It knows no AWS error and no clock.
* A value is a column if and only if a WHERE, ORDER BY, UNIQUE, FOREIGN KEY or COUNT needs it.
  Everything else is one JSON document. Instants are BIGINT milliseconds (`_at`), durations carry
  their unit, secrets and codes stand as they are: a developer must be able to see them.

To add an aggregate: its table (`tables/__init__.py`), a migration (`migrations/__init__.py`), its
repository, a property in `store.py`, a file in `tests/storage/`.
"""
