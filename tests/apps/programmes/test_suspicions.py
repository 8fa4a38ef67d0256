"""Suspected duplicates: found at nomination, decided by a person, in the way until then; masked."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.apps.programmes.conftest import CAMPAIGN, MY_THUAN, XUAN_CHAU

NAME, ADDRESS, PHONE = "Khúc Thị Thạch Thảo", "Số 127, xóm 20", "0912345678"
WHY = "Đã gặp gia đình"


def twice(house, *, first="household-repairs", second="welfare-gifts", unit="PA01ND", **second_one):
    """One household nominated for two things, the second time by another hand."""
    one = house.nominate(first, name=NAME, address=ADDRESS, phone=PHONE, commune=MY_THUAN)
    given = {"name": "KHUC THI THACH THAO", "address": "Nhà 127 X20", "phone": PHONE, "commune": MY_THUAN}
    two = house.nominate(second, unit=unit, **(given | second_one))
    return one, two


def waiting(house, by=None):
    from donghanh.apps.programmes.queries.suspicions import SuspicionFilter, suspicion_queue

    found = suspicion_queue(
        actor=by or house.actors.director, campaign_code=CAMPAIGN, wanted=SuspicionFilter()
    )
    return [line for line in found.lines if line.other is None or not line.other.is_customer]


def decide(house, number, verdict, *, by=None, why=WHY):
    from donghanh.apps.programmes.operations.deciding import decide_suspicion

    return decide_suspicion(
        actor=by or house.actors.unit_officer("PA01ND"), number=number, verdict=verdict, why=why, at=house.now
    )


def check(house, reference, unit="PA01ND"):
    return house.move(reference, "check", by=house.actors.unit_officer(unit))


def test_a_household_written_by_another_hand_is_suspected_with_its_reasons(house):
    one, two = twice(house)

    (line,) = waiting(house)

    assert (line.benefit.reference, line.other.reference) == (two, one)
    assert line.score >= 900
    assert {"same_phone", "name_without_marks", "same_commune"} <= set(line.reasons)


def test_people_who_share_nothing_telling_are_not_suspected(house):
    twice(house, name="Nguyễn Văn Nam", address="Xóm 4", phone="0987654321")

    assert waiting(house) == []


def test_what_is_suspected_is_not_checked_before_somebody_has_decided(house):
    from donghanh.apps.programmes.refusals import StandsInTheWay

    one, two = twice(house)

    with pytest.raises(StandsInTheWay) as refused:
        check(house, two)

    assert refused.value.rule == "suspicion-undecided"
    assert refused.value.facts["others"] == one
    assert check(house, one) == "checked"  # who was there before does not wait
    decide(house, waiting(house)[0].number, "decide_another")
    assert check(house, two) == "checked"


def test_one_household_may_have_a_repair_and_a_gift(house):
    _, two = twice(house)

    decide(house, waiting(house)[0].number, "decide_same")

    assert check(house, two) == "checked"


def test_one_household_may_not_have_two_gifts_and_is_told_the_rule(house):
    from donghanh.apps.programmes.refusals import StandsInTheWay

    one, two = twice(house, first="welfare-gifts")
    decide(house, waiting(house)[0].number, "decide_same")

    with pytest.raises(StandsInTheWay) as refused:
        check(house, two)

    assert refused.value.rule == "stacking-must-not"
    assert refused.value.facts["other"] == one
    assert refused.value.facts["stacking_rule"] == "one-welfare-gift"
    house.move(one, "withdraw", by=house.actors.unit_officer("PA01ND"), why="Gia đình xin rút")
    assert check(house, two) == "checked"


def test_both_are_allowed_by_somebody_who_decides_about_promises(house):
    from donghanh.engines.programmes.lives import NotForThisRole

    _, two = twice(house, first="welfare-gifts")
    number = waiting(house)[0].number
    decide(house, number, "decide_same")

    with pytest.raises(NotForThisRole):
        decide(house, number, "allow_both")
    assert decide(house, number, "allow_both", by=house.actors.unit_head("PA01ND")) == "allowed_both"
    assert check(house, two) == "checked"


def test_a_later_decision_points_back_and_the_first_stays(house):
    from donghanh.apps.programmes.queries.suspicions import suspicion_story

    twice(house)
    number = waiting(house)[0].number
    decide(house, number, "decide_same")
    decide(house, number, "decide_another", by=house.actors.business, why="Hai anh em")

    story = suspicion_story(actor=house.actors.director, number=number)

    assert [one.move for one in story.decisions] == ["decide_same", "decide_another"]
    assert story.decisions[1].former == story.decisions[0].number
    assert story.line.state == "another_household"


def test_a_decision_needs_a_reason_and_is_not_made_twice_the_same(house):
    from donghanh.engines.programmes.lives import NotFromThisState, ReasonMissing

    twice(house)
    number = waiting(house)[0].number

    with pytest.raises(ReasonMissing):
        decide(house, number, "decide_same", why="  ")
    decide(house, number, "decide_same")
    with pytest.raises(NotFromThisState):
        decide(house, number, "decide_same")


def test_a_decision_cannot_be_changed_even_by_sql(house):
    from donghanh.apps.programmes.models import SuspicionDecision

    twice(house)
    decide(house, waiting(house)[0].number, "decide_same")

    with pytest.raises(DatabaseError), transaction.atomic():
        SuspicionDecision.objects.update(why="nothing happened")
    with pytest.raises(DatabaseError), transaction.atomic():
        SuspicionDecision.objects.all().delete()


def test_a_benefit_of_another_unit_is_in_the_way_without_being_shown(house):
    from donghanh.apps.programmes.queries.suspicions import suspicion_story
    from donghanh.apps.programmes.refusals import CannotDecide, StandsInTheWay

    one, two = twice(house, unit="PA01XT", commune=XUAN_CHAU)
    officer = house.actors.unit_officer("PA01XT")
    (line,) = waiting(house, by=officer)

    with pytest.raises(StandsInTheWay) as refused:
        house.move(two, "check", by=officer)
    with pytest.raises(CannotDecide):
        decide(house, line.number, "decide_another", by=officer)

    story = suspicion_story(actor=officer, number=line.number)
    assert refused.value.rule == "another-place-in-the-way"
    assert one not in str(refused.value) + str(refused.value.facts)
    assert (line.other, line.reasons, story.compared, story.decisions) == (None, (), (), ())
    assert waiting(house)[0].other.reference == one
    decide(house, line.number, "decide_another", by=house.actors.business)
    assert house.move(two, "check", by=officer) == "checked"


def test_a_stacking_breach_of_another_unit_is_told_without_its_reference(house):
    from donghanh.apps.programmes.queries.households import household_of
    from donghanh.apps.programmes.refusals import StandsInTheWay

    one, two = twice(house, first="welfare-gifts", unit="PA01XT", commune=XUAN_CHAU)
    decide(house, waiting(house)[0].number, "decide_same", by=house.actors.business)
    officer = house.actors.unit_officer("PA01XT")

    with pytest.raises(StandsInTheWay) as refused:
        house.move(two, "check", by=officer)
    view = household_of(actor=officer, reference=two)

    assert refused.value.rule == "another-place-in-the-way"
    assert view.is_another_place_in_the_way
    assert one not in f"{view} {refused.value.facts}"


def test_a_partner_learns_nothing_of_another_communes_household(house):
    from donghanh.apps.programmes.queries.households import household_of
    from donghanh.apps.programmes.queries.suspicions import suspicion_story
    from donghanh.apps.programmes.refusals import NotFound

    one, two = twice(house, unit="PA01XT", commune=XUAN_CHAU)
    mine = house.actors.partner_officer(XUAN_CHAU)
    (line,) = waiting(house, by=mine)

    view = household_of(actor=mine, reference=two)

    assert line.other is None
    assert view.suspicions == ()
    assert view.is_another_place_in_the_way
    assert one not in f"{view} {suspicion_story(actor=mine, number=line.number)}"
    with pytest.raises(NotFound):
        household_of(actor=house.actors.partner_officer(MY_THUAN), reference=two)
    with pytest.raises(NotFound):
        suspicion_story(actor=house.actors.partner_officer(MY_THUAN), number=line.number)


def test_a_partner_and_an_auditor_decide_nothing(house):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.engines.programmes.lives import NotForThisRole

    twice(house)
    number = waiting(house)[0].number

    with pytest.raises(NotForThisRole):
        decide(house, number, "decide_same", by=house.actors.partner_officer(MY_THUAN))
    with pytest.raises(Forbidden):
        decide(house, number, "decide_same", by=house.actors.auditor)


def test_telephone_and_address_are_covered_until_somebody_asks_and_is_recorded(house):
    from donghanh.apps.organisation.models import PersonalDataReading
    from donghanh.apps.programmes.operations.revealing import reveal_suspicion
    from donghanh.apps.programmes.queries.suspicions import suspicion_story

    twice(house, phone="0912 345 678")
    number = waiting(house)[0].number
    officer = house.actors.unit_officer("PA01ND")

    covered = str(suspicion_story(actor=officer, number=number))
    shown = str(reveal_suspicion(actor=officer, number=number, at=house.now))

    assert "345678" not in covered.replace(" ", "")
    assert "127" not in covered
    assert PHONE in shown
    assert PersonalDataReading.objects.filter(what="suspicion_page").count() == 2


def test_a_stranger_who_is_said_to_be_a_customer_is_of_that_customers_household(house):
    from donghanh.apps.programmes.refusals import StandsInTheWay

    code, given = a_customer(house)
    stranger = house.nominate("welfare-gifts", **given)
    lines = queue(house)
    assert code in {line.other.reference for line in lines}
    for line in lines:
        is_he = line.other.reference == code
        decide(house, line.number, "decide_same" if is_he else "decide_another")

    by_code = house.nominate("welfare-gifts", customer_code=code, **given)

    assert not queue(house)  # known already: nobody is asked again
    with pytest.raises(StandsInTheWay) as refused:
        check(house, by_code)
    assert refused.value.facts["other"] == stranger


def test_a_customer_who_has_a_benefit_already_is_asked_about_once(house):
    code, given = a_customer(house)
    first = house.nominate("welfare-gifts", customer_code=code, **given)

    house.nominate("tablets", **given)

    others = [line.other.reference for line in queue(house)]
    assert first in others
    assert code not in others


def a_customer(house):
    """A household's code, and a nomination in its words."""
    from donghanh.apps.customers.bridge import customers_frame

    known = customers_frame(unit_codes=["PA01ND"])
    row = known.filter((known["kind"] == "household") & known["phone"].is_not_null()).row(0, named=True)
    given = {name: row[name] for name in ("name", "address", "phone")} | {"commune": row["commune_code"]}
    return row["code"], given


def queue(house):
    from donghanh.apps.programmes.queries.suspicions import SuspicionFilter, suspicion_queue

    wanted = SuspicionFilter()
    return suspicion_queue(actor=house.actors.director, campaign_code=CAMPAIGN, wanted=wanted).lines


def test_one_customer_code_is_one_household_without_anybodys_decision(house):
    from donghanh.apps.programmes.queries.households import household_of

    code = some_household(house)
    first = house.nominate("household-repairs", customer_code=code, name="")
    second = house.nominate("welfare-gifts", customer_code=code, name="")

    view = household_of(actor=house.actors.director, reference=second)

    assert waiting(house) == []
    assert [one.reference for one in view.members] == [first]
    assert view.breaches == ()


def test_a_list_with_a_breach_is_not_approved_and_says_which(house):
    from donghanh.apps.programmes.operations.approving import approve_list
    from donghanh.apps.programmes.refusals import CannotApproveList

    one, two = twice(house, first="welfare-gifts")
    number = waiting(house)[0].number
    decide(house, number, "decide_another")
    for reference in (one, two):
        check(house, reference)
        house.move(reference, "verify", by=house.actors.unit_head("PA01ND"))
    decide(house, number, "decide_same")
    wanted = {"campaign_code": CAMPAIGN, "activity_code": "welfare-gifts", "at": house.now}

    with pytest.raises(CannotApproveList) as refused:
        approve_list(actor=house.actors.director, **wanted)

    assert refused.value.rule == "list-breaks-stacking"
    assert refused.value.facts["references"] == two
    house.move(two, "refuse", by=house.actors.unit_head("PA01ND"), why="Trùng hộ")
    assert approve_list(actor=house.actors.director, **wanted) == 1


def test_comparing_a_campaign_anew_finds_nothing_new_and_keeps_decisions(house):
    from donghanh.apps.programmes.models import Suspicion
    from donghanh.apps.programmes.operations.suspecting import find_suspicions

    twice(house)
    decide(house, waiting(house)[0].number, "decide_another")
    before = set(Suspicion.objects.values_list("benefit", "other", "customer", "state"))

    found = find_suspicions(actor=house.actors.business, campaign_code=CAMPAIGN, at=house.now)

    assert (found.compared, found.new) == (2, 0)
    assert found.alike >= 1
    assert set(Suspicion.objects.values_list("benefit", "other", "customer", "state")) == before


def test_comparing_anew_finds_a_household_that_moved_by_the_customers_present_record(house):
    from donghanh.apps.customers.models import Customer
    from donghanh.apps.programmes.operations.suspecting import find_suspicions

    code = some_household(house)
    moved = house.nominate("household-repairs", customer_code=code, name="Khúc Thị Thạch Thảo", phone="")
    Customer.objects.filter(code=code).update(name=NAME, phone="0909090909", commune_id=XUAN_CHAU)
    later = house.nominate("welfare-gifts", unit="PA01XT", name=NAME, phone="0909 090 909", commune=XUAN_CHAU)
    pairs = {(line.benefit.reference, line.other.reference) for line in waiting(house)}

    find_suspicions(actor=house.actors.business, campaign_code=CAMPAIGN, at=house.now)

    assert (later, moved) not in pairs
    assert (later, moved) in {(line.benefit.reference, line.other.reference) for line in waiting(house)}


def test_comparing_anew_is_for_those_who_plan(house):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.programmes.operations.suspecting import find_suspicions

    with pytest.raises(Forbidden):
        find_suspicions(actor=house.actors.unit_head("PA01ND"), campaign_code=CAMPAIGN, at=house.now)


def test_benefits_from_before_the_keys_get_them_when_a_campaign_is_compared(house):
    from donghanh.apps.programmes.models import BenefitKey, Suspicion
    from donghanh.apps.programmes.operations.suspecting import find_suspicions

    twice(house)
    Suspicion.objects.all().delete()
    BenefitKey.objects.all().delete()

    find_suspicions(actor=house.actors.business, campaign_code=CAMPAIGN, at=house.now)

    assert len(waiting(house)) == 1
    assert BenefitKey.objects.exists()


def test_the_officer_of_one_unit_sees_the_queue_of_that_unit_alone(house):
    twice(house)

    assert len(waiting(house, by=house.actors.unit_officer("PA01ND"))) == 1
    assert waiting(house, by=house.actors.unit_officer("PA01XT")) == []


def test_settling_decides_all_that_waits_for_one_benefit(house):
    from donghanh.apps.programmes.operations.deciding import settle_suspicions

    _, two = twice(house)

    numbers = settle_suspicions(
        actor=house.actors.unit_officer("PA01ND"), reference=two, verdict="decide_another", why=WHY,
        at=house.now,
    )  # fmt: skip

    assert len(numbers) == 1
    assert check(house, two) == "checked"


def some_household(house, unit: str = "PA01ND") -> str:
    from donghanh.apps.customers.bridge import customers_frame

    found = customers_frame(unit_codes=[unit], columns=("code", "kind"))
    return str(found.filter(found["kind"] == "household")["code"][0])


def test_the_life_in_the_database_is_the_one_of_the_engine(house):
    from donghanh.apps.programmes.models import Suspicion
    from donghanh.engines.programmes.suspicions import SUSPICION

    assert Suspicion._meta.get_field("state").default == SUSPICION.moves["suspect"].to_state
