"""Bills held back: for what energy a release stands, what replaces a reading, and what nobody may do."""

from __future__ import annotations

import pytest
from tests.apps.metering.conftest import CITY, FAR, NOVEMBER

from donghanh.apps.metering import operations, queries
from donghanh.apps.metering.models import Hold, Reading
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.organisation.refusals import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def jumped(metered):
    """A household whose November index is some thousand kWh too high, and its hold."""
    code = metered.a_home()
    metered.misread(code, index=metered.last_index(code) + 3000)
    return code, metered.hold(code)


def is_billed(metered, code: str) -> bool:
    return code in metered.billable().identity["code"].to_list()


def test_a_jump_is_held_with_its_numbers_and_not_billed(metered, jumped):
    code, hold = jumped

    assert hold.rule == "jump"
    assert hold.facts["kwh"] == hold.kwh > 3000
    assert not is_billed(metered, code)
    assert metered.billable().holds


def test_a_release_lets_the_bill_out_with_that_energy_alone(metered, jumped):
    code, hold = jumped
    head = metered.actors.unit_head(CITY)

    operations.release_holds(actor=head, numbers=[hold.pk], why="Nhà mới lắp máy", at=metered.now)
    released = is_billed(metered, code)
    metered.misread(code, index=metered.last_index(code) + 2000)

    assert released
    assert not is_billed(metered, code)


def test_checking_again_adds_nothing_and_raises_nothing_that_was_released(metered, jumped):
    _, hold = jumped
    officer = metered.actors.unit_officer(CITY)
    operations.release_holds(actor=officer, numbers=[hold.pk], why="Đã gọi", at=metered.now)

    again = operations.check_month(actor=officer, unit_code=CITY, month=NOVEMBER, at=metered.now)

    hold.refresh_from_db()
    assert again.new == 0
    assert hold.state == "released"


def test_another_reading_takes_the_place_and_points_back(metered, jumped):
    code, hold = jumped
    right = metered.last_index(code) - 3000

    operations.replace_reading(
        actor=metered.actors.unit_officer(CITY), number=hold.pk, index=right, why="Xem ảnh", at=metered.now
    )

    new = Reading.objects.get(index=right, channel="desk", why="Xem ảnh")
    assert new.corrects.index == right + 3000
    assert is_billed(metered, code)
    assert metered.bill(code)["usage"][0]["kwh"] < 3000


def test_a_reading_that_is_missing_cannot_be_released_but_estimated(metered):
    code = metered.unread
    hold = metered.hold(code, rule="missing")
    officer = metered.actors.unit_officer(CITY)

    with pytest.raises(operations.CannotDecide) as refused:
        operations.release_holds(actor=officer, numbers=[hold.pk], why="x", at=metered.now)
    operations.replace_reading(
        actor=officer, number=hold.pk, index=metered.last_index(code) + 100, why="Như tháng trước",
        at=metered.now, is_estimated=True,
    )  # fmt: skip

    assert refused.value.rule == "reading-needed"
    assert is_billed(metered, code)


def test_a_decision_needs_a_reason_and_is_made_once(metered, jumped):
    _, hold = jumped
    officer = metered.actors.unit_officer(CITY)

    with pytest.raises(operations.CannotDecide, match="reason"):
        operations.release_holds(actor=officer, numbers=[hold.pk], why="  ", at=metered.now)
    operations.release_holds(actor=officer, numbers=[hold.pk], why="x", at=metered.now)
    with pytest.raises(operations.CannotDecide, match="released"):
        operations.release_holds(actor=officer, numbers=[hold.pk], why="x", at=metered.now)


def test_many_are_released_together_or_none(metered, jumped):
    _, hold = jumped
    other = Hold.objects.filter(is_releasable=False, unit_id=CITY).first()

    with pytest.raises(operations.CannotDecide):
        operations.release_holds(
            actor=metered.actors.business, numbers=[hold.pk, other.pk], why="x", at=metered.now
        )

    hold.refresh_from_db()
    assert hold.state == "open"


def test_another_units_clerk_neither_sees_nor_decides(metered, jumped):
    _, hold = jumped
    stranger = metered.actors.unit_officer(FAR)

    assert hold.pk not in [row.number for row in queries.holds(actor=stranger).rows]
    assert queries.holds_named(actor=stranger, numbers=[hold.pk]) == ()
    with pytest.raises(NotFound):
        queries.hold(actor=stranger, number=hold.pk)
    with pytest.raises(NotFound):
        operations.release_holds(actor=stranger, numbers=[hold.pk], why="x", at=metered.now)
    with pytest.raises(Forbidden):
        operations.check_month(actor=stranger, unit_code=CITY, month=NOVEMBER, at=metered.now)
    with pytest.raises(Forbidden):
        queries.month_equations(actor=stranger, month=NOVEMBER, unit_code=CITY)


@pytest.mark.parametrize("role", ["crew", "partner_officer"])
def test_whose_work_is_not_with_readings_sees_no_hold(metered, jumped, role):
    actor = metered.actors.crew(CITY) if role == "crew" else metered.actors.partner_officer("13651")

    with pytest.raises(Forbidden):
        queries.holds(actor=actor)


def test_an_auditor_sees_and_decides_nothing(metered, jumped):
    _, hold = jumped
    auditor = metered.actors.auditor

    assert queries.hold(actor=auditor, number=hold.pk).may_decide is False
    with pytest.raises(Forbidden):
        operations.release_holds(actor=auditor, numbers=[hold.pk], why="x", at=metered.now)
