"""Statements: compiled once for each dialect, parameters by name."""

import sqlite3

import pytest
import sqlalchemy as sa

from cognito_emulator.storage.prepared import (
    Prepared,
    bind,
    equal_to_parameters,
    insert_new,
    insert_or_replace,
    limit,
    postgresql_dialect,
    sqlite_dialect,
)

TABLE = sa.Table(
    "things",
    sa.MetaData(),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("size", sa.Integer, nullable=False),
)
PAIRS = sa.Table(
    "pairs",
    sa.MetaData(),
    sa.Column("a", sa.Text, primary_key=True),
    sa.Column("b", sa.Text, primary_key=True),
    sa.Column("size", sa.Integer, nullable=False),
)
DIALECTS = [pytest.param(sqlite_dialect, id="sqlite"), pytest.param(postgresql_dialect, id="pg")]


@pytest.fixture
def connection():
    """Give a SQLite connection with both tables."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE things (number INTEGER PRIMARY KEY, name UNIQUE, size)")
    connection.execute("CREATE TABLE pairs (a, b, size, PRIMARY KEY (a, b))")
    yield connection
    connection.close()


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_statement_is_compiled_once_for_each_dialect(dialect):
    """Building happens at the first use of a dialect, not again, and not before."""
    built = []

    def build(insert):
        built.append(insert)
        return sa.select(TABLE.c.name)

    statement = Prepared(build)
    assert built == []
    texts = {statement.sql(dialect()) for _ in range(3)}

    assert len(texts) == len(built) == 1
    assert built == [dialect().insert]


def test_each_dialect_has_its_own_text():
    """Parameters are named in the style of the driver."""
    statement = Prepared(sa.select(TABLE.c.size).where(equal_to_parameters(TABLE, "name")))

    assert statement.sql(sqlite_dialect()).endswith("WHERE things.name = :name")
    assert statement.sql(postgresql_dialect()).endswith("WHERE things.name = %(name)s::VARCHAR")


def test_a_dialect_is_made_once():
    """Both are shared by all connections."""
    assert sqlite_dialect() is sqlite_dialect()
    assert postgresql_dialect() is postgresql_dialect()
    assert (sqlite_dialect().name, postgresql_dialect().name) == ("sqlite", "postgresql")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_limit_needs_no_parameter_of_the_compilers_making(dialect):
    """SQLAlchemy's own OFFSET is written out: only the parameters of the statement are asked for."""
    statement = Prepared(sa.select(TABLE.c.name).order_by(TABLE.c.name).limit(limit()))

    assert "param_1" not in statement.sql(dialect())


def test_a_limited_select_runs(connection):
    """The text and its named parameters are what sqlite3 takes."""
    statement = Prepared(
        sa.select(TABLE.c.name)
        .where(TABLE.c.size >= bind("size", sa.Integer))
        .order_by(TABLE.c.name)
        .limit(limit())
    )
    connection.execute("INSERT INTO things (name, size) VALUES ('a', 1), ('b', 2), ('c', 3)")

    sql = statement.sql(sqlite_dialect())

    assert connection.execute(sql, {"size": 2, "limit": 1}).fetchall() == [("b",)]


def test_a_new_row_leaves_out_the_number_and_what_is_taken(connection):
    """The database numbers it; where a unique value is taken, no row is written and none changed."""
    sql = insert_new(TABLE).sql(sqlite_dialect())

    counts = [
        connection.execute(sql, {"name": name, "size": size}).rowcount
        for size, name in enumerate(("a", "b", "a"))
    ]

    assert counts == [1, 1, 0]
    assert connection.execute("SELECT * FROM things").fetchall() == [(1, "a", 0), (2, "b", 1)]


def test_a_new_row_may_have_a_computed_value(connection):
    """What is given takes the place of the parameter."""
    sql = insert_new(TABLE, size=sa.func.length(bind("name"))).sql(sqlite_dialect())

    connection.execute(sql, {"name": "abc"})

    assert connection.execute("SELECT name, size FROM things").fetchall() == [("abc", 3)]


def test_a_row_is_replaced_in_the_named_columns_only(connection):
    """The key decides which row; columns not named keep what they have."""
    sql = insert_or_replace(PAIRS, ["size"]).sql(sqlite_dialect())

    for size, b in enumerate(("x", "y", "x")):
        connection.execute(sql, {"a": "a", "b": b, "size": size})

    rows = connection.execute("SELECT * FROM pairs ORDER BY b").fetchall()
    assert rows == [("a", "x", 2), ("a", "y", 1)]
