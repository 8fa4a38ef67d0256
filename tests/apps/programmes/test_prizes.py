"""What becomes of a prize: claimed, or not and then the next alternate's; and who asks "am I in?"."""

import json

import pytest
from tests.apps.programmes.conftest import at
from tests.apps.programmes.drawing_words import (
    CLAIMS_OVER,
    DRAW_DAY,
    OF,
    certified,
    committed,
    drawn,
    enrol,
    prepared,
)

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.drawing import close_draw
from donghanh.apps.programmes.operations.prizes import state_prize_unclaimed
from donghanh.apps.programmes.queries import draws, entrants
from donghanh.apps.programmes.refusals import CannotDraw, NotFound
from donghanh.engines import draws as engine
from donghanh.engines.programmes.lives import CannotMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(house):
    enrol()
    return house


def prizes(house, number):
    return draws.draw_story(actor=house.actors.business, number=number, **OF).prizes


def approve_all(house, number):
    """Verify by business, approve by the director: two who did not hold the draw."""
    for prize in prizes(house, number):
        if prize.reference and prize.state == "checked":
            house.move(prize.reference, "verify", by=house.actors.business, at=at(DRAW_DAY))
            house.move(prize.reference, "approve", by=house.actors.director, at=at(DRAW_DAY))


def unclaimed(house, reference, *, by=None, day=CLAIMS_OVER):
    return state_prize_unclaimed(
        actor=by or house.actors.business, reference=reference, why="Không liên lạc được", at=at(day)
    )


def test_an_unclaimed_prize_goes_to_the_first_alternate_and_the_proof_says_so(house):
    number = certified(house)
    approve_all(house, number)
    first = prizes(house, number)[0]

    new = unclaimed(house, first.reference)

    after = prizes(house, number)
    promoted = [prize for prize in after if prize.is_promoted]
    text = draws.proof_text(number=number, **OF)
    proof = json.loads(text)
    assert after[0].state == "unclaimed"
    assert [(prize.position, prize.reference) for prize in promoted] == [(11, new)]
    assert engine.first_breach(checks=engine.verify_proof(proof=proof, text=text)) is None
    assert proof["unclaimed"] == [first.rank]
    assert engine.holders(winners=proof["winners"], statements=proof["statements"])[0] == promoted[0].rank


def test_winners_of_the_proof_stay_when_a_prize_is_not_claimed(house):
    number = certified(house)
    approve_all(house, number)
    before = draws.public_draw(number=number, **OF).winners

    unclaimed(house, prizes(house, number)[3].reference)

    assert draws.public_draw(number=number, **OF).winners == before


def test_when_no_alternate_is_left_the_prize_stays_unclaimed(house):
    number = certified(house, alternate_count=0)
    approve_all(house, number)

    assert unclaimed(house, prizes(house, number)[0].reference) == ""


def test_nobody_loses_a_prize_before_the_last_day_of_claims(house):
    number = certified(house)
    approve_all(house, number)

    with pytest.raises(CannotDraw) as refusal:
        unclaimed(house, prizes(house, number)[0].reference, day=DRAW_DAY)

    assert refusal.value.rule == "claims-still-open"


def test_a_prize_is_unclaimed_once(house):
    number = certified(house)
    approve_all(house, number)
    reference = prizes(house, number)[0].reference
    unclaimed(house, reference)

    with pytest.raises(CannotMove):
        unclaimed(house, reference)

    assert len([prize for prize in prizes(house, number) if prize.is_promoted]) == 1


def test_a_unit_does_not_give_a_prize_to_an_alternate(house):
    number = certified(house)
    approve_all(house, number)
    prize = prizes(house, number)[0]

    with pytest.raises(Forbidden):
        unclaimed(house, prize.reference, by=house.actors.unit_head(prize.unit_code))


def test_a_promise_that_no_draw_made_is_not_a_prize(house):
    reference = house.nominate("online-payment-draw", by=house.actors.business, name="Người khác")

    with pytest.raises(CannotDraw) as refusal:
        unclaimed(house, reference)

    assert refusal.value.rule == "not-a-prize"


def test_a_draw_closes_when_every_prize_is_at_its_end(house):
    number = certified(house, alternate_count=0)
    approve_all(house, number)
    for prize in prizes(house, number):
        unclaimed(house, prize.reference)

    close_draw(actor=house.actors.office, number=number, at=at(CLAIMS_OVER), **OF)

    assert draws.public_draw(number=number, **OF).state == "closed"


def ask(number, code, phone):
    return entrants.entrant_answer(number=number, customer_code=code, phone=phone, **OF)


def an_entrant(number):
    from donghanh.apps.customers.models import Customer
    from donghanh.apps.programmes.models import DrawEntrant

    entrant = DrawEntrant.objects.filter(draw__number=number).order_by("rank")[2]
    return Customer.objects.get(code=entrant.customer_code)


@pytest.mark.parametrize("written", ["{}", " {} ", "+84{1}", "0084{1}", "{2}"])
def test_an_entrant_gets_a_receipt_that_shows_them_under_the_announced_root(house, written):
    number = committed(house)
    who = an_entrant(number)
    spaced = f"{who.phone[:4]} {who.phone[4:7]}.{who.phone[7:]}"

    answer = ask(number, who.code.lower(), written.format(who.phone, who.phone[1:], spaced))

    root = draws.public_draw(number=number, **OF).commitment["merkle_root"]
    assert answer.status == "in"
    assert engine.verify_receipt(receipt=answer.receipt, merkle_root=root).holds
    assert answer.receipt["entrant"] == who.code


def test_a_code_with_a_wrong_telephone_is_answered_like_a_code_that_does_not_exist(house):
    number = committed(house)
    who = an_entrant(number)

    wrong = [
        ask(number, who.code, "0900000000"),
        ask(number, "PA01ND9999999", who.phone),
        ask(number, who.code, ""),
    ]

    assert {(answer.status, answer.receipt, answer.reasons) for answer in wrong} == {("not_known", None, ())}


def test_who_is_not_in_is_told_every_reason(house):
    from donghanh.apps.customers.models import Customer

    number = committed(house)
    who = Customer.objects.filter(
        kind="enterprise", registered_online_payment_on=None, installed_app_on=None, phone__isnull=False,
        contract_until=None,
    ).first()  # fmt: skip

    answer = ask(number, who.code, who.phone)

    assert (answer.status, answer.reasons) == (
        "not_in", ("kind_not_included", "not_registered", "not_installed"),
    )  # fmt: skip


def test_who_was_recorded_after_the_freeze_is_told_that(house):
    from donghanh.apps.customers.models import Customer

    number = committed(house)
    who = Customer.objects.filter(
        kind="household", registered_online_payment_on=None, phone__isnull=False, contract_until=None
    ).first()
    Customer.objects.filter(pk=who.pk).update(
        registered_online_payment_on="2021-12-05", installed_app_on="2021-12-05"
    )

    assert ask(number, who.code, who.phone).reasons == ("recorded_after_freeze",)


def test_before_the_freeze_nobody_is_told_yes_or_no(house):
    from donghanh.apps.customers.models import Customer

    number = prepared(house)
    who = Customer.objects.filter(kind="household", phone__isnull=False).first()

    assert ask(number, who.code, who.phone).status == "not_yet"


def test_asking_about_a_draw_that_is_not_there(house):
    with pytest.raises(NotFound):
        ask(9, "PA01ND0000001", "0912345678")


def test_an_entrant_may_be_a_winner_and_their_receipt_still_holds(house):
    number = drawn(house)
    who = an_entrant(number)

    assert ask(number, who.code, who.phone).status == "in"
