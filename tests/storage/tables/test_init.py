"""The tables keep to the conventions that their package states."""

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from cognito_emulator.storage import tables
from cognito_emulator.storage.columns import EpochMillis
from cognito_emulator.storage.tables import metadata

TABLES = [pytest.param(table, id=name) for name, table in metadata.tables.items()]
POOL_COLUMNS = {"pool", "pool_id"}
FOUND_BY_AN_ID_OF_THEIR_OWN = {"clients", "messages", "refresh_tokens", "sign_ins"}
"""Tables of pools that are looked into by what is unique in the world."""


def leading(table):
    """Return the columns of every index of a table, in their order, the primary key included."""
    indexes = [*table.indexes, table.primary_key]
    indexes += [each for each in table.constraints if isinstance(each, sa.UniqueConstraint)]
    return [[column.name for column in index.columns] for index in indexes]


def test_every_table_is_exported():
    """The package offers each under its name."""
    assert set(tables.__all__) == {*metadata.tables, "metadata"}
    for name, table in metadata.tables.items():
        assert getattr(tables, name) is table


@pytest.mark.parametrize("table", TABLES)
def test_every_foreign_key_says_what_happens(table):
    """What belongs to something goes with it."""
    assert [key.ondelete for key in table.foreign_key_constraints] == ["CASCADE"] * len(
        table.foreign_key_constraints
    )


@pytest.mark.parametrize("table", TABLES)
def test_every_foreign_key_is_found_by_an_index(table):
    """Deleting an owner walks no table."""
    for key in table.foreign_key_constraints:
        names = list(key.column_keys)
        assert any(index[: len(names)] == names for index in leading(table)), names


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_a_pool_begin_with_the_pool(table):
    """So that the schema can be distributed by pool."""
    if POOL_COLUMNS & set(table.columns.keys()) and table.name not in FOUND_BY_AN_ID_OF_THEIR_OWN:
        assert next(iter(table.primary_key)).name in POOL_COLUMNS


@pytest.mark.parametrize("table", TABLES)
def test_texts_that_are_looked_up_are_compared_by_bytes(table):
    """On PostgreSQL a text in an index has the collation C, whatever the database prefers."""
    looked_up = {name for index in leading(table) for name in index}
    dialect = postgresql.dialect()
    for name in looked_up:
        kind = table.columns[name].type.dialect_impl(dialect)
        assert not isinstance(kind, sa.String) or kind.collation == "C", name


@pytest.mark.parametrize("table", TABLES)
def test_instants_are_milliseconds_named_at(table):
    """A column whose name ends so is an instant, and no other type is used for time."""
    for column in table.columns:
        assert not isinstance(column.type, sa.DateTime | sa.Date | sa.Interval)
        if column.name.endswith("_at"):
            assert column.type is EpochMillis


@pytest.mark.parametrize("table", TABLES)
def test_everything_has_a_name_by_convention(table):
    """Constraints and indexes can be named in a later migration."""
    names = [each.name for each in (*table.constraints, *table.indexes)]

    assert all(str(name)[:3] in {"pk_", "fk_", "uq_", "ix_"} for name in names), names
