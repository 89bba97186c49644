"""Changing users alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.builders import a_client, a_pool, a_user, attribute_list, attribute_map, tokens_of


def test_simultaneous_changes_of_one_user_all_stay(idp):
    """Eight attributes set at once, by the user and by administrators, are all there."""
    pool_id = a_pool(idp)
    a_user(idp, pool_id)
    token = tokens_of(idp, a_client(idp, pool_id))["AccessToken"]
    names = [
        "name",
        "nickname",
        "profile",
        "website",
        "gender",
        "locale",
        "zoneinfo",
        "middle_name",
    ]

    def change(name):
        if len(name) % 2:
            idp.update_user_attributes(
                AccessToken=token, UserAttributes=attribute_list({name: "x"})
            )
        else:
            idp.admin_update_user_attributes(
                UserPoolId=pool_id, Username="ada", UserAttributes=attribute_list({name: "x"})
            )

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(change, names))

    shown = attribute_map(idp.get_user(AccessToken=token)["UserAttributes"])
    assert {name for name, value in shown.items() if value == "x"} == set(names)
