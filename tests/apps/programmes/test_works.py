"""A promise and its work: an order when it is scheduled, delivered by the hand-over, ended and corrected."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, XUAN_CHAU

from donghanh.apps.evidence.queries import evidence_of
from donghanh.apps.organisation import operations as organisation
from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.models import AddressCorrection, Benefit, BenefitMove
from donghanh.apps.programmes.operations.correcting import NewPlace, correct_address
from donghanh.apps.programmes.queries.benefits import benefit_story
from donghanh.apps.programmes.queries.overdue import overdue_ids
from donghanh.apps.programmes.refusals import CannotCorrect, NotFound, NotHandedOver, Refused
from donghanh.apps.works.models import FieldRecord, Visit, WorkOrder
from donghanh.apps.works.operations import FieldRecordSent, plan_visit, receive_record
from donghanh.apps.works.queries import FailedVisit
from donghanh.faces.story.sending import finish_work, records_of

DAY = date(2021, 12, 22)
NAM_PHONG = "13696"


def scheduled(house, activity: str = "household-repairs", *, commune: str = MY_THUAN, **more) -> str:
    """A benefit whose visit is planned for the unit's crew."""
    house.actors.crew("PA01ND")
    officer = house.actors.unit_officer("PA01ND")
    reference = house.approved(activity, commune=commune, **more)
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=DAY)
    return reference


def order_of(reference: str) -> WorkOrder:
    return WorkOrder.objects.filter(subject=f"benefit:{reference}").order_by("-id").first()


def test_a_scheduled_repair_has_an_order_and_a_visit_of_the_units_crew(house):
    reference = scheduled(house, address="Tổ 3")

    order = order_of(reference)
    visit = order.visits.get()
    assert (order.method, order.state, order.address) == ("household_repair", "planned", "Tổ 3")
    assert (visit.day, visit.crew_id) == (DAY, house.actors.crew("PA01ND").staff_id)
    assert order.safety["normal"]["visit"] == "as_planned"


@pytest.mark.parametrize(
    ("activity", "method"),
    [("home-wiring", "behind_meter_wiring"), ("welfare-gifts", "gift_hand_over")],
)
def test_each_activity_has_its_method(house, activity, method):
    assert order_of(scheduled(house, activity)).method == method


def test_a_method_may_be_wished_for_among_those_of_the_activity(house):
    officer = house.actors.unit_officer("PA01ND")
    reference = house.approved("substation-cleaning", kind="enterprise")
    house.move(reference, "allot", by=officer)
    wish = {"by": officer, "scheduled_on": DAY}

    with pytest.raises(Refused, match="no method of 'substation-cleaning'"):
        house.move(reference, "schedule", **wish, facts={"method_of_work": "household_repair"})
    house.move(reference, "schedule", **wish, facts={"method_of_work": "hotline"})

    assert order_of(reference).method == "hotline"
    assert order_of(reference).visits.get().crew_id is None


def test_a_work_is_not_delivered_by_a_word_at_the_desk(house):
    reference = scheduled(house)

    with pytest.raises(NotHandedOver) as refused:
        house.move(reference, "deliver", by=house.actors.crew("PA01ND"))

    assert refused.value.facts["order"] == order_of(reference).reference


def test_the_hand_over_delivers_the_benefit_with_the_crew_as_actor(house):
    reference = scheduled(house)
    crew, order = house.actors.crew("PA01ND"), order_of(reference)

    finish_work(crew=crew, order=order.reference, day=DAY, at=house.now + timedelta(days=2))

    move = BenefitMove.objects.filter(benefit__reference=reference).last()
    assert (move.move, move.by_id, move.as_role) == ("deliver", crew.staff_id, "crew")
    assert move.facts["order"] == order.reference
    signed = evidence_of(actor=crew, subject=f"work:{order.reference}", kinds=["signature"])
    assert [card.given_sha256 for card in signed] == [move.facts["signature_sha256"]]
    assert len(move.facts["photographs"]) == 3


def test_a_hand_over_that_cannot_deliver_changes_nothing(house):
    reference = scheduled(house)
    crew, order = house.actors.crew("PA01ND"), order_of(reference)
    Benefit.objects.filter(reference=reference).update(state="allotted")

    with pytest.raises(Refused) as refused:
        finish_work(crew=crew, order=order.reference, day=DAY, at=house.now + timedelta(days=2))

    assert refused.value.rule == "not-from-this-state"
    assert order_of(reference).state == "under_way"
    assert not FieldRecord.objects.filter(kind="finished").exists()


def test_a_gift_may_be_recorded_at_the_desk_and_its_order_is_closed(house):
    reference = scheduled(house, "welfare-gifts")

    house.move(reference, "deliver", by=house.actors.unit_officer("PA01ND"))

    assert order_of(reference).state == "closed"
    assert order_of(reference).visits.get().state == "cancelled"


def test_a_rescheduled_benefit_moves_its_visit_and_keeps_its_crew(house):
    reference = scheduled(house)

    house.move(
        reference, "reschedule", by=house.actors.unit_officer("PA01ND"), why="Chủ hộ bận",
        scheduled_on=DAY + timedelta(days=1),
    )  # fmt: skip

    visit = Visit.objects.get()
    assert visit.day == DAY + timedelta(days=1)
    assert [move.move for move in visit.moves.all()] == ["plan", "move"]


def story_of(reference: str) -> list[BenefitMove]:
    return list(BenefitMove.objects.filter(benefit__reference=reference).order_by("id"))


def test_a_visit_moved_by_the_works_moves_the_promises_day_with_a_row_by_who_moved_it(house):
    reference = scheduled(house)
    head, later = house.actors.unit_head("PA01ND"), DAY + timedelta(days=3)

    plan_visit(actor=head, reference=order_of(reference).reference, day=later, why="Chủ hộ bận", at=house.now)

    last = story_of(reference)[-1]
    assert Benefit.objects.get(reference=reference).scheduled_on == Visit.objects.get().day == later
    assert (last.move, last.why, last.by_id, last.as_role) == (
        "reschedule", "Chủ hộ bận", head.staff_id, "unit_head",
    )  # fmt: skip
    assert last.facts == {"order": order_of(reference).reference, "scheduled_on": later.isoformat()}
    assert [move.move for move in Visit.objects.get().moves.all()] == ["plan", "move"]


def test_a_promise_that_moves_its_visit_is_rescheduled_once(house):
    reference = scheduled(house)

    house.move(
        reference, "reschedule", by=house.actors.unit_officer("PA01ND"), why="Chủ hộ bận",
        scheduled_on=DAY + timedelta(days=1),
    )  # fmt: skip

    assert [move.move for move in story_of(reference)][-2:] == ["schedule", "reschedule"]


def test_a_visit_that_the_promise_may_not_follow_is_not_moved(house):
    reference = scheduled(house)
    order = order_of(reference).reference

    with pytest.raises(Refused) as refused:  # directors plan works, but do not reschedule promises
        plan_visit(
            actor=house.actors.director, reference=order, day=DAY + timedelta(days=3), why="Gấp", at=house.now
        )

    assert refused.value.rule == "not-for-this-role"
    assert Visit.objects.get().day == Benefit.objects.get(reference=reference).scheduled_on == DAY


def test_a_visit_that_was_not_possible_leaves_the_promise_waiting_for_a_new_day(house):
    reference = scheduled(house)
    crew, officer = house.actors.crew("PA01ND"), house.actors.unit_officer("PA01ND")
    failed = FieldRecordSent(
        record_id="6f5a5f9e-7d0e-4ed8-9a3a-27a3c1d0b0aa", order=order_of(reference).reference,
        kind="not_possible", taken_at=house.now, facts={"reason": "nobody_home"},
    )  # fmt: skip

    receive_record(actor=crew, record=failed, at=house.now)
    waits = benefit_story(actor=officer, reference=reference, day=DAY).waits_after
    plan_visit(actor=officer, reference=failed.order, day=DAY + timedelta(days=2), at=house.now)

    assert waits == FailedVisit(DAY, "nobody_home")
    assert benefit_story(actor=officer, reference=reference, day=DAY).waits_after is None
    assert (story_of(reference)[-1].move, story_of(reference)[-1].why) == ("reschedule", "nobody_home")
    assert Benefit.objects.get(reference=reference).scheduled_on == DAY + timedelta(days=2)


def test_the_boards_lateness_follows_the_visit(house):
    reference = scheduled(house)
    officer, after = house.actors.unit_officer("PA01ND"), DAY + timedelta(days=1)
    late = {"campaign_code": CAMPAIGN, "as_of": after}
    pk = Benefit.objects.get(reference=reference).pk
    assert overdue_ids(actor=officer, **late) == [pk]

    plan_visit(
        actor=officer, reference=order_of(reference).reference, day=DAY + timedelta(days=3), why="Mưa",
        at=house.now,
    )  # fmt: skip

    assert overdue_ids(actor=officer, **late) == []


@pytest.mark.parametrize("move", ["withdraw", "replace", "declare_unclaimed"])
def test_a_benefit_that_ends_cancels_its_order(house, move):
    reference = scheduled(house)

    house.move(reference, move, by=house.actors.unit_head("PA01ND"), why="Hộ xin thôi")

    assert order_of(reference).state == "cancelled"
    assert Visit.objects.get().state == "cancelled"


def test_a_partner_takes_the_name_back_and_the_visit_is_cancelled(house):
    reference = scheduled(house)

    house.move(reference, "withdraw", by=house.actors.partner_officer(MY_THUAN), why="Hộ đã chuyển đi")

    assert order_of(reference).state == "cancelled"


def test_what_was_sent_back_gets_another_order_on_another_day(house):
    reference = scheduled(house)
    house.work_done(reference)
    officer = house.actors.unit_officer("PA01ND")
    house.move(reference, "send_back", by=officer, why="Đèn chưa sáng")

    house.move(reference, "reschedule", by=officer, why="Làm lại", scheduled_on=DAY + timedelta(days=2))

    states = WorkOrder.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["handed_over", "planned"]


def test_who_attested_the_need_is_not_sent_to_do_the_work(house):
    crew = house.actors.crew("PA01ND")
    other = house.actors.of("crew", unit_code="PA01ND", name="crew.other")
    officer, head = house.actors.unit_officer("PA01ND"), house.actors.unit_head("PA01ND")
    reference = house.nominate("household-repairs", commune=MY_THUAN)
    house.move(reference, "check", by=officer)
    house.move(reference, "verify", by=crew)
    house.move(reference, "approve", by=head)
    house.move(reference, "allot", by=officer)

    house.move(reference, "schedule", by=officer, scheduled_on=DAY)

    assert Visit.objects.get().crew_id == other.staff_id


def test_the_crew_in_a_closed_area_cannot_hand_over(house):
    reference = scheduled(house)
    crew, order = house.actors.crew("PA01ND"), order_of(reference)
    organisation.set_area_status(
        actor=house.actors.director, commune_code=MY_THUAN, status="locked_down", from_on=DAY,
        until_on=None, source="Thông báo thử", at=house.now,
    )  # fmt: skip

    with pytest.raises(Refused) as refused:
        finish_work(crew=crew, order=order.reference, day=DAY, at=house.now + timedelta(days=2))

    assert refused.value.rule == "area-closed"


class TestAHouseholdThatMoved:
    def correct(self, house, reference, by=None, **place):
        return correct_address(
            actor=by or house.actors.unit_officer("PA01ND"), reference=reference, place=NewPlace(**place),
            why="Hộ chuyển nhà", at=house.now,
        )  # fmt: skip

    def test_within_the_unit_the_visit_is_planned_anew_for_the_same_day(self, house):
        reference = scheduled(house, address="Tổ 3")
        old = order_of(reference)

        found = self.correct(house, reference, address="Số 8", commune_code=NAM_PHONG)

        new = order_of(reference)
        assert (found.order, found.needs_day) == (new.reference, False)
        assert (new.address, new.commune_code, new.replaces_id) == ("Số 8", NAM_PHONG, old.pk)
        assert new.visits.get().day == DAY
        assert WorkOrder.objects.get(pk=old.pk).state == "cancelled"
        assert (old.address, WorkOrder.objects.get(pk=old.pk).address) == ("Tổ 3", "Tổ 3")

    def test_in_another_units_commune_that_unit_becomes_responsible_and_plans(self, house):
        reference = scheduled(house)

        found = self.correct(house, reference, commune_code=XUAN_CHAU)

        assert (found.unit_code, found.order, found.needs_day) == ("PA01XT", "", True)
        house.actors.crew("PA01XT")
        house.move(
            reference, "reschedule", by=house.actors.unit_officer("PA01XT"), why="Hộ chuyển đến",
            scheduled_on=DAY,
        )  # fmt: skip
        assert order_of(reference).unit_id == "PA01XT"

    def test_each_correction_points_to_the_one_before(self, house):
        reference = scheduled(house)

        self.correct(house, reference, address="Số 8")
        self.correct(house, reference, address="Số 9")

        first, second = AddressCorrection.objects.order_by("id")
        assert (second.previous_id, second.was["address"], second.now["address"]) == (
            first.pk,
            "Số 8",
            "Số 9",
        )

    def test_what_was_delivered_is_not_corrected(self, house):
        reference = scheduled(house)
        house.work_done(reference)

        with pytest.raises(CannotCorrect) as refused:
            self.correct(house, reference, address="Số 8")

        assert refused.value.rule == "delivered-already"

    def test_nobody_of_another_unit_and_no_auditor_corrects(self, house):
        reference = scheduled(house)

        with pytest.raises(NotFound):
            self.correct(house, reference, by=house.actors.unit_officer("PA01XT"), address="x")
        with pytest.raises(Forbidden):
            self.correct(house, reference, by=house.actors.auditor, address="x")
        with pytest.raises(Forbidden):
            self.correct(house, reference, by=house.actors.partner_officer(MY_THUAN), address="x")

    def test_the_same_place_or_one_that_nobody_serves_is_refused(self, house):
        reference = scheduled(house)

        for place, rule in (({}, "nothing-corrected"), ({"commune_code": "99999"}, "commune-unknown")):
            with pytest.raises(CannotCorrect) as refused:
                self.correct(house, reference, **place)
            assert refused.value.rule == rule


def test_the_whole_work_sent_twice_is_the_same_work(house):
    from donghanh.apps.works.queries import field_day

    reference = scheduled(house)
    crew, order = house.actors.crew("PA01ND"), order_of(reference)
    at = house.now + timedelta(days=2)
    visit = field_day(actor=crew, day=DAY).visits[0]
    sent: list[FieldRecordSent] = list(records_of(visit=visit, at=at))

    first = [receive_record(actor=crew, record=record, at=at) for record in sent]
    again = [receive_record(actor=crew, record=record, at=at) for record in sent]

    assert [one.sha256 for one in first] == [one.sha256 for one in again]
    assert not any(one.is_new for one in again)
    assert FieldRecord.objects.count() == len(sent)
    assert order_of(reference).reference == order.reference
