"""What phones send: once each, in any order, nothing lost, nothing counted that should not be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.apps.works.conftest import VISIT_DAY, picture

from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.works.models import FieldRecord, Visit, WorkOrder
from donghanh.apps.works.operations import cancel_order, plan_visit, reassign_visit, receive_record
from donghanh.apps.works.queries import field_day
from donghanh.apps.works.refusals import CannotFinish, CannotReceive

pytestmark = pytest.mark.django_db


def test_the_crew_sees_its_visit_with_steps_and_what_the_work_needs(field) -> None:
    order = field.planned(safety={"normal": {"visit": "as_planned", "vi": "Đeo khẩu trang", "en": "Masks"}})

    visits = field_day(actor=field.actors.crew("PA01ND"), day=VISIT_DAY).visits

    assert [visit.order for visit in visits] == [order]
    assert visits[0].needs == ("photo_before", "photo_after", "signature")
    assert visits[0].steps[0]["code"] == "epidemic_measures"
    assert (visits[0].safety_en, visits[0].phone, visits[0].commune) == ("Masks", "0912345678", "Xã Mỹ Thuận")


def test_a_crew_sees_nothing_of_another_crew_and_a_partner_nothing_at_all(field) -> None:
    field.planned()

    assert field_day(actor=field.actors.crew("PA01XT"), day=VISIT_DAY).visits == ()
    assert field_day(actor=field.actors.partner_officer("13732"), day=VISIT_DAY).visits == ()
    crew = field.actors.crew("PA01ND").staff_id
    assert len(field_day(actor=field.actors.unit_head("PA01ND"), day=VISIT_DAY, crew_id=crew).visits) == 1
    with pytest.raises(NotFound):
        field_day(actor=field.actors.unit_head("PA01XT"), day=VISIT_DAY, crew_id=crew)


def test_the_same_record_sent_twice_answers_the_same_receipt(field) -> None:
    order = field.planned()

    first = field.send(order, "photo_before", content=picture())
    again = field.send(order, "photo_before", content=picture())

    assert (first.is_new, again.is_new) == (True, False)
    assert replace(first, is_new=False) == again
    assert FieldRecord.objects.count() == 1


def test_the_same_number_with_other_content_is_refused(field) -> None:
    order = field.planned()
    field.send(order, "photo_before", content=picture("red"))

    with pytest.raises(CannotReceive) as refused:
        field.send(order, "photo_before", content=picture("blue"))

    assert refused.value.rule == "record-differs"


def test_the_same_photograph_under_two_numbers_is_one_file(field) -> None:
    order = field.planned()

    field.send(order, "photo_before", name="first", content=picture())
    field.send(order, "photo_before", name="second", content=picture())

    assert FieldRecord.objects.count() == 2
    assert len(evidence_of(actor=field.actors.unit_head("PA01ND"), subject=f"work:{order}")) == 1


def test_a_finish_with_something_missing_says_all_of_it_and_can_be_sent_again(field) -> None:
    order = field.planned()
    with pytest.raises(CannotFinish) as refused:
        field.send(order, "finished")
    missing = {one["code"] for one in refused.value.facts["missing"]}
    assert {
        "isolated",
        "repaired",
        "epidemic_measures",
        "photo_before",
        "photo_after",
        "signature",
    } <= missing

    field.send_all(order)
    receipt = field.send(order, "finished")

    assert receipt.state == "kept"
    assert WorkOrder.objects.get(reference=order).state == "handed_over"
    assert Visit.objects.get(order__reference=order).state == "finished"


def test_one_safety_step_left_out_keeps_the_work_open(field) -> None:
    order = field.planned()
    field.send_all(order, skip=("ladder_safe",))

    with pytest.raises(CannotFinish) as refused:
        field.send(order, "finished")

    assert [(one["sort"], one["code"]) for one in refused.value.facts["missing"]] == [
        ("safety_step", "ladder_safe")
    ]


def test_evidence_that_arrives_after_the_finish_is_kept(field) -> None:
    order = field.planned()
    field.send_all(order)
    field.send(order, "finished")

    late = field.send(order, "photo", name="late", content=picture("purple"))

    assert late.state == "kept"
    assert WorkOrder.objects.get(reference=order).state == "handed_over"


def test_a_signature_of_zero_bytes_is_refused_and_not_kept(field) -> None:
    order = field.planned()

    with pytest.raises(CannotReceive) as refused:
        field.send(order, "signature", signer="Bà Thử")

    assert refused.value.rule == "file-is-empty"
    assert FieldRecord.objects.count() == 0


def test_a_record_of_a_cancelled_visit_is_kept_for_the_office_but_does_not_count(field) -> None:
    order = field.planned()
    cancel_order(actor=field.actors.unit_officer("PA01ND"), reference=order, why="Hộ xin thôi", at=field.now)

    receipt = field.send(order, "photo_before", content=picture())

    assert (receipt.state, receipt.rule) == ("refused", "visit-cancelled")
    aside = evidence_of(actor=field.actors.unit_head("PA01ND"), subject=f"work_aside:{order}")
    assert [card.kind for card in aside] == ["photo_before"]


def test_a_record_of_another_crew_of_the_unit_is_kept_aside(field) -> None:
    order = field.planned()
    other = field.actors.of("crew", unit_code="PA01ND", name="crew.second")

    receipt = field.send(order, "photo_before", by=other, content=picture())

    assert (receipt.state, receipt.rule) == ("refused", "not-your-visit")
    assert Visit.objects.get(order__reference=order).state == "planned"


def test_a_crew_of_another_unit_learns_nothing_of_the_order(field) -> None:
    order = field.planned()

    with pytest.raises(NotFound):
        field.send(order, "note", by=field.actors.crew("PA01XT"), text="?")


def test_a_visit_that_was_not_possible_is_followed_by_another(field) -> None:
    order = field.planned()
    field.send(order, "not_possible", reason="nobody_home")
    assert WorkOrder.objects.get(reference=order).state == "opened"

    plan_visit(actor=field.actors.unit_officer("PA01ND"), reference=order, day=date_after(), at=field.now)

    first, second = Visit.objects.filter(order__reference=order).order_by("id")
    assert (first.state, second.state, second.follows_id) == ("not_possible", "planned", first.pk)


def test_the_crew_that_lost_the_visit_no_longer_counts(field) -> None:
    order = field.planned()
    other = field.actors.of("crew", unit_code="PA01ND", name="crew.second")
    reassign_visit(
        actor=field.actors.unit_officer("PA01ND"), reference=order, crew=other.staff_id, at=field.now
    )

    assert field.send(order, "arrived").rule == "not-your-visit"
    assert field.send(order, "arrived", name="other", by=other).state == "kept"
    assert Visit.objects.get(order__reference=order).state == "arrived"


@pytest.mark.parametrize(
    ("kind", "facts", "rule"),
    [
        ("step_done", {"step": "dance"}, "step-unknown"),
        ("step_done", {}, "facts-wrong"),
        ("material", {"item": "DAY-2x4", "quantity": 0}, "facts-wrong"),
        ("material", {"item": "DAY-2x4", "quantity": 2.5}, "facts-wrong"),
        ("not_possible", {"reason": "rain"}, "reason-unknown"),
        ("danced", {}, "kind-unknown"),
    ],
)
def test_a_record_that_is_none_of_its_kind_is_refused(field, kind, facts, rule) -> None:
    order = field.planned()

    with pytest.raises(CannotReceive) as refused:
        field.send(order, kind, **facts)

    assert refused.value.rule == rule


def test_a_number_that_is_no_uuid_is_refused(field) -> None:
    order = field.planned()
    record = replace(field.record(order, "arrived"), record_id="first")

    with pytest.raises(CannotReceive) as refused:
        receive_record(actor=field.actors.crew("PA01ND"), record=record, at=field.now)

    assert refused.value.rule == "record-id-wrong"


def date_after():
    from datetime import timedelta

    return VISIT_DAY + timedelta(days=1)
