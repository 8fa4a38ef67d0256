"""A promise's life in the database: each move a row, duties apart, nobody's record in another's view."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN


def test_a_repair_goes_from_nomination_to_receipt_by_five_people(house):
    from donghanh.apps.programmes.queries.benefits import benefit_story

    officer, head = house.actors.unit_officer("PA01ND"), house.actors.unit_head("PA01ND")
    partner = house.actors.partner_officer(MY_THUAN)

    reference = house.nominate("household-repairs", by=partner, commune=MY_THUAN, social_class="poor")
    house.move(reference, "check", by=officer)
    house.move(reference, "verify", by=head)
    house.move(reference, "approve", by=head)
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=date(2021, 12, 22))
    house.work_done(reference)
    state = house.move(reference, "confirm_receipt", by=officer)

    story = benefit_story(actor=house.actors.director, reference=reference, day=date(2021, 12, 20))
    assert state == "received"
    assert [move.move for move in story.moves] == [
        "nominate", "check", "verify", "approve", "allot", "schedule", "deliver", "confirm_receipt",
    ]  # fmt: skip
    assert story.line.place_number == 1
    assert story.moves[0].as_role == "partner_officer"


def test_who_nominated_does_not_approve(house):
    from donghanh.engines.programmes.lives import DutiesNotApart

    business = house.actors.business
    reference = house.nominate("large-customer-gifts", by=business)
    house.move(reference, "check", by=business)
    house.move(reference, "verify", by=house.actors.unit_head("PA01ND"))

    with pytest.raises(DutiesNotApart):
        house.move(reference, "approve", by=business)


def test_who_verified_does_not_deliver_and_who_delivered_does_not_confirm(house):
    from donghanh.engines.programmes.lives import DutiesNotApart

    head, officer = house.actors.unit_head("PA01ND"), house.actors.unit_officer("PA01ND")
    reference = house.approved("welfare-gifts")
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=date(2021, 12, 21))

    with pytest.raises(DutiesNotApart):
        house.move(reference, "deliver", by=head)
    house.move(reference, "deliver", by=officer)
    with pytest.raises(DutiesNotApart):
        house.move(reference, "confirm_receipt", by=officer)


def test_a_head_of_one_unit_is_nobody_in_another(house):
    from donghanh.apps.programmes.refusals import NotFound

    reference = house.verified("household-repairs", unit="PA01ND")

    with pytest.raises(NotFound):
        house.move(reference, "approve", by=house.actors.unit_head("PA01XT"))


def test_an_activity_may_narrow_who_makes_a_move(house):
    from donghanh.engines.programmes.lives import NotForThisRole

    officer = house.actors.unit_officer("PA01ND")
    reference = house.approved("household-repairs")
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=date(2021, 12, 21))

    with pytest.raises(NotForThisRole):
        house.move(reference, "deliver", by=house.actors.warehouse_keeper("PA01ND"))
    assert house.work_done(reference) == "delivered"


def test_an_auditor_sees_everything_and_changes_nothing(house):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.programmes.queries.benefits import benefit_story

    reference = house.verified("household-repairs")
    auditor = house.actors.auditor

    story = benefit_story(actor=auditor, reference=reference, day=date(2021, 12, 20))

    assert story.open_moves == ()
    with pytest.raises(Forbidden):
        house.move(reference, "approve", by=auditor)


def test_a_second_tab_is_told_where_the_promise_stands(house):
    from donghanh.engines.programmes.lives import NotFromThisState

    reference = house.approved("household-repairs")

    with pytest.raises(NotFromThisState) as refused:
        house.move(reference, "approve", by=house.actors.unit_head("PA01ND"))

    assert refused.value.facts["state"] == "approved"


def test_a_schedule_without_a_day_is_refused_and_nothing_is_written(house):
    from donghanh.apps.programmes.queries.benefits import benefit_story
    from donghanh.apps.programmes.refusals import Refused

    officer = house.actors.unit_officer("PA01ND")
    reference = house.approved("household-repairs")
    house.move(reference, "allot", by=officer)

    with pytest.raises(Refused) as refused:
        house.move(reference, "schedule", by=officer)

    story = benefit_story(actor=officer, reference=reference, day=date(2021, 12, 20))
    assert refused.value.rule == "day-missing"
    assert story.line.state == "allotted"
    assert story.moves[-1].move == "allot"


def test_a_customer_is_not_promised_the_same_thing_twice(house):
    from donghanh.apps.programmes.models import Benefit
    from donghanh.apps.programmes.refusals import CannotNominate

    code = some_household(house)
    first = house.nominate("household-repairs", customer_code=code, unit="PA01ND", name="")

    with pytest.raises(CannotNominate) as refused:
        house.nominate("household-repairs", customer_code=code, unit="PA01ND", name="")

    assert refused.value.facts["reference"] == first
    assert Benefit.objects.filter(customer_code=code).count() == 1


def test_an_unknown_customer_code_is_refused(house):
    from donghanh.apps.programmes.refusals import CannotNominate

    with pytest.raises(CannotNominate, match="PA01ND9999999"):
        house.nominate("household-repairs", customer_code="PA01ND9999999")


def test_a_written_move_cannot_be_changed_or_deleted_even_by_sql(house):
    from donghanh.apps.programmes.models import BenefitMove

    house.verified("household-repairs")

    with pytest.raises(DatabaseError), transaction.atomic():
        BenefitMove.objects.update(why="nothing happened")
    with pytest.raises(DatabaseError), transaction.atomic():
        BenefitMove.objects.all().delete()


def test_a_withdrawn_promise_gives_its_place_back(house):
    from donghanh.apps.programmes.queries.benefits import benefit_story
    from donghanh.apps.programmes.refusals import QuotaFull

    officer, head = house.actors.unit_officer("PA01ND"), house.actors.unit_head("PA01ND")
    first, second = house.approved("tablets"), house.verified("tablets")
    house.move(first, "allot", by=officer)
    with pytest.raises(QuotaFull):
        house.move(second, "approve", by=head)

    house.move(first, "withdraw", by=officer, why="Gia đình xin rút")
    house.move(second, "approve", by=head)
    house.move(second, "allot", by=officer)

    story = benefit_story(actor=head, reference=second, day=date(2021, 12, 20))
    assert story.line.place_number == 1


def test_the_list_of_a_unit_officer_holds_the_own_unit_alone(house):
    from donghanh.apps.programmes.queries.benefits import BenefitFilter, benefit_list, benefit_story
    from donghanh.apps.programmes.refusals import NotFound

    mine, other = house.nominate("household-repairs", unit="PA01XT"), house.nominate("household-repairs")
    officer = house.actors.unit_officer("PA01XT")

    page = benefit_list(actor=officer, campaign_code=CAMPAIGN, wanted=BenefitFilter())

    assert [line.reference for line in page.lines] == [mine]
    with pytest.raises(NotFound):
        benefit_story(actor=officer, reference=other, day=date(2021, 12, 20))


def test_a_partner_sees_and_names_in_the_own_commune_alone(house):
    from donghanh.apps.programmes.queries.benefits import BenefitFilter, benefit_list
    from donghanh.engines.programmes.lives import NotForThisRole

    partner = house.actors.partner_officer(MY_THUAN)
    mine = house.nominate("household-repairs", by=partner, commune=MY_THUAN)
    house.nominate("household-repairs", commune="13669")

    page = benefit_list(actor=partner, campaign_code=CAMPAIGN, wanted=BenefitFilter())

    assert [line.reference for line in page.lines] == [mine]
    with pytest.raises(NotForThisRole):
        house.nominate("household-repairs", by=partner, commune="13669")


def test_a_bulk_act_moves_what_it_can_and_says_why_not_for_the_rest(house):
    from donghanh.apps.programmes.operations.moving import make_moves

    ready, not_ready = house.verified("household-repairs"), house.nominate("household-repairs")

    outcome = make_moves(
        actor=house.actors.unit_head("PA01ND"), references=[ready, not_ready, "M18-21-99999"],
        move="approve", at=house.now,
    )  # fmt: skip

    assert outcome.moved == (ready,)
    assert {reference: refusal.rule for reference, refusal in outcome.refused.items()} == {
        not_ready: "not-from-this-state",
        "M18-21-99999": "not-found",
    }


def some_household(house, unit: str = "PA01ND") -> str:
    from donghanh.apps.customers.bridge import customers_frame

    found = customers_frame(unit_codes=[unit], columns=("code", "kind"))
    return str(found.filter(found["kind"] == "household")["code"][0])


def test_who_may_not_by_the_activitys_terms_is_told_who_may(house):
    from donghanh.engines.programmes.lives import NotForThisRole

    officer = house.actors.unit_officer("PA01ND")
    reference = house.approved("tablets")
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=date(2021, 12, 21))

    with pytest.raises(NotForThisRole) as refused:
        house.move(reference, "deliver", by=house.actors.crew("PA01ND"))

    assert refused.value.facts["expected"] == ("unit_head", "unit_officer", "warehouse_keeper")
