"""Statements compiled once for each dialect and run on the DB-API itself.

SQLAlchemy writes the SQL; executing through it would cost ten times the statement. A `Prepared` is
a module constant: it compiles itself on first use and keeps the text. Values go in by name and must
be in their column's form already (`columns.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy.dialects import postgresql, sqlite

    Insert = sqlite.Insert | postgresql.Insert
    Build = Callable[[Callable[[sa.Table], Any]], sa.Executable]


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlDialect:
    """What differs between the SQL of the two databases: how SQLAlchemy writes it."""

    name: str
    compiler: sa.Dialect
    insert: Callable[[sa.Table], Any]


@cache
def sqlite_dialect() -> SqlDialect:
    """Return the dialect of Python's sqlite3."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

    compiler = SQLiteDialect_pysqlite(paramstyle="named")
    return SqlDialect(name="sqlite", compiler=compiler, insert=sqlite.insert)


@cache
def postgresql_dialect() -> SqlDialect:
    """Return the dialect of psycopg."""
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

    compiler = PGDialect_psycopg(paramstyle="pyformat")  # type: ignore[no-untyped-call]
    return SqlDialect(name="postgresql", compiler=compiler, insert=postgresql.insert)


class Prepared:
    """One statement, compiled once for each dialect it meets."""

    __slots__ = ("_build", "_texts")

    def __init__(self, build: sa.Executable | Build) -> None:
        """Keep a statement, or how to build it with the dialect's own INSERT."""
        self._build: Final = build
        self._texts: Final[dict[str, str]] = {}

    def sql(self, dialect: SqlDialect) -> str:
        """Return the SQL text, with named parameters in the driver's style."""
        text = self._texts.get(dialect.name)
        return self._compiled(dialect) if text is None else text

    def _compiled(self, dialect: SqlDialect) -> str:
        statement = self._build(dialect.insert) if callable(self._build) else self._build
        compiled = statement.compile(dialect=dialect.compiler)  # type: ignore[attr-defined]
        text = str(compiled)
        for name, value in compiled.params.items():
            # SQLite's LIMIT brings OFFSET 0 as a parameter of its own making: write it out.
            if isinstance(value, int):
                text = text.replace(f":{name}", str(value))
        self._texts[dialect.name] = text
        return text


def bind(name: str, kind: Any = sa.Text) -> sa.BindParameter[Any]:  # noqa: ANN401 - a type of SQLAlchemy
    """Return a parameter of a statement."""
    return sa.bindparam(name, type_=kind)


def limit() -> sa.BindParameter[Any]:
    """Return the parameter `limit` of a page."""
    return sa.bindparam("limit", type_=sa.Integer)


def insert_new(table: sa.Table, **given: sa.ColumnElement[Any]) -> Prepared:
    """Return an INSERT of all columns that writes nothing where something unique is taken.

    Each column is a parameter of its name, but for those given otherwise; numbers that the database
    gives out are left to it. The number of rows written tells, and no transaction is aborted, on
    either database.
    """
    values = {**_all(table), **given}
    # Inline: else SQLAlchemy asks for the key that a subquery computes, and no row count comes back.
    return Prepared(lambda insert: insert(table).values(values).on_conflict_do_nothing().inline())


def insert_or_replace(table: sa.Table, changing: Iterable[str]) -> Prepared:
    """Return an INSERT of all columns that changes the columns `changing` of a row already there."""
    names = tuple(changing)

    def build(insert: Callable[[sa.Table], Any]) -> sa.Executable:
        statement = insert(table).values(_all(table))
        changed = {name: statement.excluded[name] for name in names}
        keys = [column.name for column in table.primary_key]
        result: sa.Executable = statement.on_conflict_do_update(index_elements=keys, set_=changed)
        return result

    return Prepared(build)


def equal_to_parameters(table: sa.Table, *names: str) -> sa.ColumnElement[bool]:
    """Return the condition that these columns equal the parameters of the same names."""
    return sa.and_(*(table.c[name] == bind(name, table.c[name].type) for name in names))


def _all(table: sa.Table) -> Mapping[str, Any]:
    return {
        column.name: bind(column.name, column.type)
        for column in table.c
        if column is not table.autoincrement_column
    }
