"""Truth tables: every role and every right of the organisation. A cell that is not named is a no."""

import pytest

from donghanh.apps.organisation import permissions
from donghanh.apps.organisation.permissions import ROLES, Actor, Forbidden, Grant

OWN, OTHER = "PA01XT", "PA01ND"
OWN_COMMUNE, OTHER_COMMUNE = "14092", "13729"


def actor_of(role):
    unit = OWN if role in permissions.OF_A_UNIT else None
    commune = OWN_COMMUNE if role in permissions.OF_A_COMMUNE else None
    return Actor(1, role, role, (Grant(role, unit, commune),))


RIGHTS = {
    "sees_own_unit": lambda a: permissions.may_see_unit(actor=a, unit_code=OWN),
    "sees_other_unit": lambda a: permissions.may_see_unit(actor=a, unit_code=OTHER),
    "sees_own_commune": lambda a: permissions.may_see_commune(
        actor=a, commune_code=OWN_COMMUNE, unit_code=OWN
    ),
    "sees_other_commune_of_the_unit": lambda a: permissions.may_see_commune(
        actor=a, commune_code="14095", unit_code=OWN
    ),
    "sees_other_commune": lambda a: permissions.may_see_commune(
        actor=a, commune_code=OTHER_COMMUNE, unit_code=OTHER
    ),
    "changes_something": lambda a: a.may_change,
    "keeps_staff": lambda a: permissions.may_keep_staff(actor=a),
    "changes_tree": lambda a: permissions.may_change_tree(actor=a),
    "sets_own_area": lambda a: permissions.may_set_area_status(
        actor=a, commune_code=OWN_COMMUNE, unit_code=OWN
    ),
    "sets_other_area": lambda a: permissions.may_set_area_status(
        actor=a, commune_code=OTHER_COMMUNE, unit_code=OTHER
    ),
}
SEES_ALL = {
    "sees_own_unit",
    "sees_other_unit",
    "sees_own_commune",
    "sees_other_commune_of_the_unit",
    "sees_other_commune",
}
SEES_UNIT = {"sees_own_unit", "sees_own_commune", "sees_other_commune_of_the_unit"}
SETS_ALL = {"sets_own_area", "sets_other_area"}
TABLE = {
    "director": SEES_ALL | SETS_ALL | {"changes_something", "keeps_staff", "changes_tree"},
    "business": SEES_ALL | SETS_ALL | {"changes_something", "changes_tree"},
    "office": SEES_ALL | SETS_ALL | {"changes_something", "keeps_staff"},
    "unit_head": SEES_UNIT | {"changes_something", "sets_own_area"},
    "unit_officer": SEES_UNIT | {"changes_something", "sets_own_area"},
    "warehouse_keeper": SEES_UNIT | {"changes_something"},
    "crew": SEES_UNIT | {"changes_something"},
    "partner_officer": {"sees_own_commune", "changes_something"},
    "auditor": SEES_ALL,
}


def test_the_table_names_every_role():
    assert set(TABLE) == set(ROLES)


@pytest.mark.parametrize("right", sorted(RIGHTS))
@pytest.mark.parametrize("role", ROLES)
def test_role_and_right(role, right):
    assert RIGHTS[right](actor_of(role)) is (right in TABLE[role])


@pytest.mark.parametrize("right", sorted(RIGHTS))
def test_one_without_a_role_has_no_right(right):
    assert RIGHTS[right](Actor(1, "nobody", "Nobody")) is False


@pytest.mark.parametrize("role", ["director", "business", "office", "unit_head"])
def test_a_second_role_as_auditor_takes_nothing_away(role):
    both = Actor(1, "both", "Both", (*actor_of(role).grants, Grant("auditor")))

    assert all(RIGHTS[right](both) for right in TABLE[role])


def test_a_unit_head_who_is_also_auditor_sees_all_but_sets_areas_of_the_own_unit_alone():
    both = Actor(1, "both", "Both", (Grant("unit_head", OWN), Grant("auditor")))

    assert RIGHTS["sees_other_unit"](both)
    assert not RIGHTS["sets_other_area"](both)


def test_a_refusal_says_its_key_and_what_is_needed_to_repeat_the_check():
    with pytest.raises(Forbidden) as refusal:
        permissions.check_see_unit(actor=actor_of("crew"), unit_code=OTHER)

    assert refusal.value.key == "unit_out_of_sight"
    assert refusal.value.facts == {"unit": OTHER, "username": "crew"}


def test_the_console_may_do_everything_but_is_no_row_of_staff():
    console = permissions.console_actor()

    assert console.staff_id is None
    assert all(RIGHTS[right](console) for right in RIGHTS)
