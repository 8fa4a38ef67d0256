"""The free wiring: who qualifies, in which order, never one more, and how it reaches the board."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from donghanh.apps.organisation.refusals import NotFound
from donghanh.apps.programmes.models import Benefit
from donghanh.apps.requests.operations import withdraw_by_customer
from donghanh.apps.supply.models import WiringOffer, WiringWord
from donghanh.apps.supply.operations import answer_offer_by_customer
from donghanh.apps.supply.queries import wiring_of_case, wiring_of_tracking
from donghanh.apps.supply.refusals import CannotAnswerOffer


def standing() -> dict[str, tuple[str, int | None]]:
    rows = WiringOffer.objects.select_related("supply")
    return {one.supply.case_code: (one.state, one.number) for one in rows}


def test_places_are_offered_in_the_order_in_which_applications_are_complete(desk, few_places):
    few_places(2)
    incomplete = desk.apply(1, is_complete=False).code
    second, third = (desk.apply(number).code for number in (2, 3))
    desk.later(hours=1)
    desk.do("complete_application", incomplete)

    assert standing() == {second: ("offered", 1), third: ("offered", 2), incomplete: ("waiting", None)}
    assert wiring_of_case(actor=desk.clerk, case_code=incomplete).place_in_order == 1


def test_a_place_that_is_given_back_goes_to_whoever_waits_longest(desk, few_places):
    few_places(1)
    first = desk.apply(1)
    late = desk.apply(2, received_at=desk.now - timedelta(minutes=5)).code
    later = desk.apply(3, received_at=desk.now - timedelta(minutes=10)).code
    assert standing()[first.code] == ("offered", 1)

    withdraw_by_customer(tracking_code=first.tracking_code, why="thôi", now=desk.now)
    assert standing() == {first.code: ("lapsed", None), later: ("offered", 1), late: ("waiting", None)}
    desk.say(later, "declined")

    assert standing()[late] == ("offered", 1)


@pytest.mark.parametrize(
    ("received_at", "is_offered"),
    [
        (datetime(2021, 11, 30, 16, 59, 59, tzinfo=UTC), False),
        (datetime(2021, 11, 30, 17, 0, tzinfo=UTC), True),
        (datetime(2021, 12, 31, 16, 59, 59, tzinfo=UTC), True),
        (datetime(2021, 12, 31, 17, 0, tzinfo=UTC), False),
    ],
)
def test_only_applications_that_are_complete_in_december_qualify(desk, received_at, is_offered):
    desk.now = received_at

    code = desk.apply(received_at=received_at).code

    assert (code in standing()) is is_offered


def test_neither_another_service_nor_a_second_application_of_one_telephone_gets_a_place(desk):
    desk.apply(1)
    desk.apply(1)
    desk.apply(2, service="NEW_LV_NONRES")

    assert WiringOffer.objects.count() == 1


def test_an_application_that_turns_out_incomplete_gives_its_place_back(desk, few_places):
    few_places(1)
    first, second = (desk.apply(number).code for number in (1, 2))

    desk.do("ask_for_documents", first, documents=["identity"], why="thiếu giấy tờ")
    assert standing() == {first: ("lapsed", None), second: ("offered", 1)}
    desk.later(hours=1)
    desk.do("complete_application", first)

    assert standing()[first] == ("waiting", None)


def test_places_promised_to_others_on_the_board_leave_fewer(desk, few_places):
    from donghanh.apps.programmes.operations.moving import make_move
    from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate

    few_places(1)
    elsewhere = nominate(
        actor=desk.clerk, campaign_code="tri-an-khach-hang-2021", activity_code="home-wiring", at=desk.now,
        beneficiary=Beneficiary(name="Hộ khác"), unit_code=desk.unit, origin="request",
    )  # fmt: skip
    for who, move in ((desk.clerk, "check"), (desk.head, "verify"), (desk.head, "approve")):
        make_move(actor=who, reference=elsewhere, move=move, at=desk.now)

    code = desk.apply().code

    assert standing()[code] == ("waiting", None)


def test_an_accepted_place_reaches_the_board_and_leaves_it_again(desk):
    code = desk.apply().code
    desk.say(code, "accepted")
    desk.say(code, "accepted")

    reference = wiring_of_case(actor=desk.clerk, case_code=code).reference
    benefit = Benefit.objects.get(reference=reference)
    assert (benefit.state, benefit.beneficiary_name, benefit.unit_id) == ("checked", "Hộ thử 1", desk.unit)
    assert benefit.origin_facts["request"] == code
    desk.say(code, "declined")

    benefit.refresh_from_db()
    assert benefit.state == "withdrawn"
    assert [one.word for one in WiringWord.objects.all()] == ["asked", "offered", "accepted", "declined"]


def test_a_promise_that_is_past_withdrawing_is_not_declined(desk):
    code = desk.apply().code
    desk.say(code, "accepted")
    Benefit.objects.update(state="delivered")

    with pytest.raises(CannotAnswerOffer, match="stands on the board"):
        desk.say(code, "declined")

    assert standing()[code] == ("accepted", 1)


def test_a_customer_accepts_by_the_tracking_code_and_it_is_on_the_board_at_once(desk):
    opened = desk.apply()
    answer_offer_by_customer(tracking_code=opened.tracking_code, word="accepted", now=desk.now)
    benefit = Benefit.objects.get()
    move = benefit.moves.get()
    assert (benefit.state, move.by, move.as_role) == ("nominated", None, "beneficiary")
    with pytest.raises(CannotAnswerOffer) as refused:
        answer_offer_by_customer(tracking_code=opened.tracking_code, word="declined", now=desk.now)

    desk.step(opened.code, "check")

    assert refused.value.rule == "offer-answered"
    assert Benefit.objects.get().origin_facts["request"] == opened.code
    assert Benefit.objects.get().state == "checked"
    row = wiring_of_tracking(tracking_code=opened.tracking_code)
    assert (row.state, row.number, row.quota) == ("accepted", 1, 90)


def test_another_unit_neither_sees_nor_answers_an_offer(desk, actors):
    code = desk.apply().code
    stranger = actors.unit_officer("PA01XT")

    assert wiring_of_case(actor=stranger, case_code=code) is None
    with pytest.raises(NotFound):
        desk.say(code, "accepted", actor=stranger)


def test_the_database_itself_refuses_a_number_twice_and_one_beyond_the_quota(desk):
    first, second = desk.apply(1).code, desk.apply(2).code
    other = WiringOffer.objects.get(supply__case_code=second)

    for number in (1, 91):
        with pytest.raises(IntegrityError), transaction.atomic():
            WiringOffer.objects.filter(pk=other.pk).update(number=number)

    assert standing() == {first: ("offered", 1), second: ("offered", 2)}
