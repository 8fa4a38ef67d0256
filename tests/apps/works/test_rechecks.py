"""A meter read again for a held bill: its unit's crew goes, its index comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.metering.conftest import CITY, FAR, NOVEMBER, metered_house
from tests.apps.works.conftest import VISIT_DAY, picture

from donghanh.apps.metering import operations as metering
from donghanh.apps.metering import queries as holds
from donghanh.apps.metering.models import Reading
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.apps.works import operations as works
from donghanh.apps.works import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def metered(actors, product_now, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    return metered_house(actors, product_now, customers=120)


@pytest.fixture
def asked(metered):
    """A household whose November jumped, its hold, and the order of its recheck, planned for a crew."""
    actors, code = metered.actors, metered.a_home()
    metered.misread(code, index=metered.last_index(code) + 3000)
    hold = metered.hold(code)
    actors.crew(CITY)
    officer = actors.unit_officer(CITY)
    order = metering.ask_for_recheck(actor=officer, number=hold.pk, why="Tăng vọt", at=metered.now)
    works.plan_visit(actor=officer, reference=order, day=VISIT_DAY, at=metered.now)
    return code, hold, order


def read_by_crew(field, order: str, *, index: int, register: str = "all") -> None:
    crew = field.actors.crew(CITY)
    (visit,) = queries.field_day(actor=crew, day=VISIT_DAY).visits
    for step in visit.steps:
        field.send(order, "step_done", step=step["code"])
    field.send(order, "photo", content=picture("blue"))
    field.send(order, "reading", register=register, index=index)


def test_the_units_crew_sees_where_to_read_and_not_what_was_read_before(metered, asked):
    code, _, order = asked
    meter = metered.meter_of(code)

    (visit,) = queries.field_day(actor=metered.actors.crew(CITY), day=VISIT_DAY).visits

    assert (visit.order, visit.kind) == (order, "reading")
    assert meter.serial in visit.note
    assert "reading" in visit.needs
    assert str(metered.last_index(code)) not in visit.note


def test_a_crew_and_an_officer_of_another_unit_see_no_order_of_it(metered, asked):
    _, _, order = asked
    actors = metered.actors

    assert queries.field_day(actor=actors.crew(FAR), day=VISIT_DAY).visits == ()
    for stranger in (actors.crew(FAR), actors.unit_officer(FAR)):
        with pytest.raises(NotFound):
            queries.order_story(actor=stranger, reference=order, day=VISIT_DAY)


def test_the_hand_over_brings_the_index_back_and_leaves_the_bill_held(metered, field, asked):
    code, hold, order = asked
    readings, right = Reading.objects.count(), metered.last_index(code) - 3000
    read_by_crew(field, order, index=right)

    field.send(order, "finished")

    (recheck,) = holds.hold(actor=metered.actors.unit_officer(CITY), number=hold.pk).rechecks
    crew = metered.actors.crew(CITY).username
    assert recheck.order == order
    assert recheck.indices == (("all", right, VISIT_DAY, crew),)
    assert Reading.objects.count() == readings
    assert code not in metered.billable().identity["code"].to_list()


def test_the_crews_last_word_counts(metered, field, asked):
    _, hold, order = asked
    read_by_crew(field, order, index=11)
    field.send(order, "reading", register="all", index=12)

    field.send(order, "finished")

    (recheck,) = holds.hold(actor=metered.actors.unit_officer(CITY), number=hold.pk).rechecks
    assert [index for _, index, _, _ in recheck.indices] == [12]


def test_without_a_reading_the_work_is_not_finished(field, asked):
    _, _, order = asked
    crew = field.actors.crew(CITY)
    (visit,) = queries.field_day(actor=crew, day=VISIT_DAY).visits
    for step in visit.steps:
        field.send(order, "step_done", step=step["code"])
    field.send(order, "photo", content=picture("blue"))

    with pytest.raises(Refused) as refused:
        field.send(order, "finished")

    assert [one["code"] for one in refused.value.facts["missing"]] == ["reading"]


@pytest.mark.parametrize(
    ("register", "index", "rule"), [("peak", 5, "register-missing"), ("all", 99_999_999, "index-too-long")]
)
def test_a_reading_that_the_meter_cannot_show_undoes_the_hand_over(
    metered,
    field,
    asked,
    register,
    index,
    rule,
):
    _, hold, order = asked
    read_by_crew(field, order, index=index, register=register)

    with pytest.raises(metering.CannotDecide) as refused:
        field.send(order, "finished")

    assert refused.value.rule == rule
    (recheck,) = holds.hold(actor=metered.actors.unit_officer(CITY), number=hold.pk).rechecks
    assert recheck.indices == ()
    assert queries.order_of_subject(subject=f"hold:{hold.pk}").state == "under_way"


@pytest.mark.parametrize(("fact", "value"), [("register", "night"), ("index", -1), ("index", "12,5")])
def test_a_record_that_is_no_index_is_refused_at_once(field, asked, fact, value):
    _, _, order = asked

    with pytest.raises(Refused) as refused:
        field.send(order, "reading", **{"register": "all", "index": 5, fact: value})

    assert (refused.value.rule, refused.value.facts["field"]) == ("facts-wrong", fact)


def test_asked_twice_one_crew_goes(metered, asked):
    _, hold, order = asked
    officer = metered.actors.unit_officer(CITY)

    again = metering.ask_for_recheck(actor=officer, number=hold.pk, why="Gấp", at=metered.now)

    assert again == order
    assert len(holds.hold(actor=officer, number=hold.pk).rechecks) == 1


def test_a_decision_made_before_calls_the_crew_back(metered, field, asked):
    _, hold, order = asked
    metering.release_holds(
        actor=metered.actors.unit_head(CITY), numbers=[hold.pk], why="Khách đã giải thích", at=metered.now
    )

    late = field.send(order, "reading", register="all", index=5)

    story = queries.order_story(actor=metered.actors.unit_officer(CITY), reference=order, day=VISIT_DAY)
    assert story.state == "cancelled"
    assert (late.state, late.rule) == ("refused", "visit-cancelled")


def test_a_hold_that_fell_away_calls_the_crew_back(metered, asked):
    code, _, order = asked
    last = Reading.objects.filter(point__customer__code=code, index=metered.last_index(code)).latest("pk")
    Reading.objects.create(
        point_id=last.point_id, meter_id=last.meter_id, register="all", read_on=last.read_on,
        index=last.index - 3000, kind="periodic", channel="desk", corrects=last, username="t",
        product_at=metered.now,
    )  # fmt: skip
    officer = metered.actors.unit_officer(CITY)

    metering.check_month(actor=officer, unit_code=CITY, month=NOVEMBER, at=metered.now + timedelta(hours=1))

    assert queries.order_story(actor=officer, reference=order, day=VISIT_DAY).state == "cancelled"
