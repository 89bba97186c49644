"""Tags of resources: any names and values, set one by one."""

from tests.storage.builders import ODD_TEXTS, UNSTORABLE_TEXTS

ARN = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pool00001"


def test_tags_come_back_as_they_went_in(database):
    """Any characters are legal in names and values; a resource without tags has none."""
    tags = {text: text[::-1] for text in ("", *ODD_TEXTS, *UNSTORABLE_TEXTS)}
    with database.writing() as store:
        store.tags.put(ARN, tags)
    with database.reading() as store:
        assert store.tags.all(ARN) == tags
        assert store.tags.all(ARN + "0") == {}


def test_tags_come_in_the_order_of_their_names(database):
    """Bytes decide, as they do for keys."""
    with database.writing() as store:
        store.tags.put(ARN, {"b": "1", "a": "2", "B": "3"})
    with database.reading() as store:
        assert list(store.tags.all(ARN)) == ["B", "a", "b"]


def test_setting_tags_leaves_the_others(database):
    """A name that is there gets the new value."""
    with database.writing() as store:
        store.tags.put(ARN, {"a": "1", "b": "2"})
        store.tags.put(ARN, {"b": "3", "c": "4"})
    with database.reading() as store:
        assert store.tags.all(ARN) == {"a": "1", "b": "3", "c": "4"}


def test_removing_tags_leaves_the_others(database):
    """Names that are not there are no error."""
    with database.writing() as store:
        store.tags.put(ARN, {"a": "1", "b\0": "2", "c": "3"})
        store.tags.remove(ARN, ["b\0", "unknown"])
        store.tags.remove(ARN + "0", ["a"])
    with database.reading() as store:
        assert store.tags.all(ARN) == {"a": "1", "c": "3"}


def test_clearing_leaves_other_resources(database):
    """All tags of one resource go."""
    with database.writing() as store:
        store.tags.put(ARN, {"a": "1"})
        store.tags.put(ARN + "0", {"a": "2"})
        store.tags.clear(ARN)
    with database.reading() as store:
        assert store.tags.all(ARN) == {}
        assert store.tags.all(ARN + "0") == {"a": "2"}
