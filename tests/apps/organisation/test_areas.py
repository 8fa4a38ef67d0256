"""States of areas: what counts on a day, corrections that point back, who may write and see."""

from datetime import date, timedelta

import pytest

from donghanh.apps.organisation import operations, queries
from donghanh.apps.organisation.operations import CannotSetAreaStatus
from donghanh.apps.organisation.permissions import Forbidden

pytestmark = pytest.mark.django_db

COMMUNE = "13729"
FROM, UNTIL = date(2021, 12, 18), date(2021, 12, 25)


@pytest.fixture
def set_status(actors, product_now):
    def act(status="locked_down", *, actor=None, commune=COMMUNE, from_on=FROM, until_on=UNTIL, **more):
        return operations.set_area_status(
            actor=actor or actors.director,
            commune_code=commune,
            status=status,
            from_on=from_on,
            until_on=until_on,
            source=more.pop("source", "QĐ 2838/QĐ-UBND"),
            at=product_now,
            **more,
        )

    return act


def status_on(day):
    return queries.area_status_on(day=day).get(COMMUNE, "normal")


def test_a_state_counts_from_its_first_day_until_the_day_before_its_end(set_status):
    set_status()

    days = [FROM - timedelta(days=1), FROM, UNTIL - timedelta(days=1), UNTIL]
    assert [status_on(day) for day in days] == ["normal", "locked_down", "locked_down", "normal"]


def test_an_open_state_goes_on(set_status):
    set_status("quarantined", until_on=None)

    assert status_on(date(2030, 1, 1)) == "quarantined"


def test_of_two_states_of_a_day_the_one_written_last_counts(set_status):
    set_status("locked_down")
    set_status("quarantined", from_on=FROM + timedelta(days=2))

    assert status_on(FROM) == "locked_down"
    assert status_on(FROM + timedelta(days=2)) == "quarantined"


def test_a_correction_replaces_the_row_it_points_back_to_and_both_stay_readable(set_status, actors):
    first = set_status()
    second = set_status(until_on=FROM + timedelta(days=1), corrects=first)

    history = queries.area_history(actor=actors.director, commune_code=COMMUNE, day=FROM)

    assert status_on(FROM + timedelta(days=1)) == "normal"
    assert [(row.id, row.corrects_id, row.corrected_by_id) for row in history] == [
        (second, first, None),
        (first, None, second),
    ]


def test_a_row_is_corrected_once(set_status):
    first = set_status()
    set_status(corrects=first)

    with pytest.raises(CannotSetAreaStatus) as refusal:
        set_status(corrects=first)

    assert refusal.value.rule == "corrected_before"


def test_a_correction_stays_within_its_commune(set_status):
    first = set_status()

    with pytest.raises(CannotSetAreaStatus) as refusal:
        set_status(commune="13732", corrects=first)

    assert refusal.value.rule == "unknown_row"


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"commune": "99999"}, "unknown_commune"),
        ({"status": "open"}, "unknown_status"),
        ({"until_on": FROM}, "ends_before"),
        ({"source": "  "}, "no_source"),
    ],
)
def test_what_cannot_be_written_is_refused_by_rule(set_status, wrong, rule):
    with pytest.raises(CannotSetAreaStatus) as refusal:
        set_status(**wrong)

    assert refusal.value.rule == rule


def test_an_officer_writes_for_the_own_unit_alone(set_status, actors):
    set_status(actor=actors.unit_officer("PA01ND"))

    with pytest.raises(Forbidden):
        set_status(actor=actors.unit_officer("PA01XT"))
    with pytest.raises(Forbidden):
        set_status(actor=actors.auditor)


def test_communes_in_sight_come_with_district_unit_and_state(set_status, actors, product_day):
    set_status()

    rows = queries.communes(actor=actors.partner_officer(COMMUNE), day=product_day)

    assert [(row.name, row.district, row.unit_code, row.status) for row in rows] == [
        ("Xã Mỹ Hưng", "Huyện Mỹ Lộc", "PA01ND", "locked_down")
    ]


def test_all_226_communes_are_served_and_shared_out_among_nine_units(actors, product_day):
    rows = queries.communes(actor=actors.auditor, day=product_day)

    assert len(rows) == 226
    assert len({row.unit_code for row in rows}) == 9


def test_a_unit_sees_the_communes_it_serves_and_no_history_of_others(actors, product_day):
    officer = actors.unit_officer("PA01XT")

    assert {row.unit_code for row in queries.communes(actor=officer, day=product_day)} == {"PA01XT"}
    with pytest.raises(Forbidden):
        queries.area_history(actor=officer, commune_code=COMMUNE, day=product_day)
    with pytest.raises(Forbidden):
        queries.commune(actor=officer, code=COMMUNE, day=product_day)


def test_writing_a_state_leaves_one_audit_row(set_status, actors):
    set_status()

    rows = queries.acts(actor=actors.auditor, subject=f"commune:{COMMUNE}")

    assert [(row.act, row.facts["status"]) for row in rows] == [("set_area_status", "locked_down")]
