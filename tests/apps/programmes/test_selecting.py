"""A run of a rule is kept with its reasons; putting it forward names the chosen once."""

from datetime import date, timedelta

import pytest
from tests.apps.programmes.conftest import CAMPAIGN, at

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.apps.programmes.operations.nominating import Beneficiary, nominate
from donghanh.apps.programmes.operations.selecting import put_forward, run_selection
from donghanh.apps.programmes.queries import selections
from donghanh.apps.programmes.refusals import CannotSelect, NotFound

pytestmark = pytest.mark.django_db
DAY = date(2021, 12, 20)
M14, M15, M16 = "substation-cleaning", "home-wiring", "large-customer-gifts"


@pytest.fixture
def house(house):
    """Three customers certain to be large; one with a month that nobody read."""
    grow(large_codes(), 250_000)
    forget(large_codes()[2], date(2021, 3, 1), only=150_000)
    return house


def large_codes():
    from donghanh.apps.customers.models import Customer

    rows = Customer.objects.filter(kind="enterprise", contract_until=None, contract_from__lt="2020-12-01")
    return list(rows.order_by("code").values_list("code", flat=True)[:3])


def grow(codes, energy_kwh):
    from donghanh.apps.customers.models import Customer, MonthlyEnergy

    for code in codes:
        customer = Customer.objects.get(code=code)
        for month in months():
            MonthlyEnergy.objects.update_or_create(
                customer=customer, month=month, defaults={"energy_kwh": energy_kwh}
            )


def forget(code, month, *, only):
    from donghanh.apps.customers.models import Customer, MonthlyEnergy

    grow([code], only)
    MonthlyEnergy.objects.filter(customer=Customer.objects.get(code=code), month=month).update(
        energy_kwh=None
    )


def months():
    return [date(2020, 12, 1), *(date(2021, number, 1) for number in range(1, 12))]


def run(house, activity=M16, day=DAY, by=None):
    return run_selection(
        actor=by or house.actors.business,
        campaign_code=CAMPAIGN,
        activity_code=activity,
        as_of=day,
        at=house.now,
    )


def why(house, run_id, code, by=None):
    return selections.why(actor=by or house.actors.business, run_id=run_id, customer_code=code)


def names(answer):
    return [reason["name"] for reason in answer.reasons]


def test_large_customers_are_chosen_and_a_missing_month_is_unknown_not_small(house):
    first, second, third = large_codes()

    run_id = run(house)

    chosen = {line.customer_code for line in selections.selected(
        actor=house.actors.business, run_id=run_id, verdict="chosen")}  # fmt: skip
    assert {first, second} <= chosen
    assert why(house, run_id, third).verdict == "unknown"
    assert selections.run(run_id=run_id).counts["unknown"] >= 1


def test_unknown_names_the_month_that_is_missing_and_shows_every_month(house):
    third = large_codes()[2]

    answer = why(house, run(house), third)

    gap = next(reason for reason in answer.reasons if reason["name"] == "energy_unknown")
    assert "2021-03-01" in gap["facts"]["missing_months"]
    assert [(line.month, line.energy_kwh) for line in answer.months if line.month == date(2021, 3, 1)] == [
        (date(2021, 3, 1), None)
    ]
    assert [line.month for line in answer.months] == months()


def test_a_kept_reason_stays_when_the_records_change_and_the_change_is_seen(house):
    first = large_codes()[0]
    run_id = run(house)
    grow([first], 10)

    answer = why(house, run_id, first)

    assert (answer.verdict, answer.now_verdict) == ("chosen", "not_eligible")
    assert "above_threshold" in names(answer)


def test_a_small_household_is_told_why_not_though_no_row_was_kept(house):
    from donghanh.apps.customers.models import Customer

    small = Customer.objects.filter(kind="household", contract_until=None).order_by("code").first()

    answer = why(house, run(house), small.code)

    assert answer.verdict == "not_eligible"
    assert "below_threshold" in names(answer)


def test_who_left_between_the_window_and_the_run_gets_no_gift(house):
    from donghanh.apps.customers.models import Customer

    first = large_codes()[0]
    Customer.objects.filter(code=first).update(contract_until=date(2021, 12, 10))

    answer = why(house, run(house), first)

    listed = next(reason for reason in answer.reasons if reason["name"] == "excluded_by_list")
    assert (answer.verdict, listed["facts"]["because"]) == ("not_eligible", "contract_ended_since")


def test_enterprises_are_ranked_by_the_stated_score_within_the_units_places(house):
    run_id = run(house, M14)

    lines = selections.selected(actor=house.actors.business, run_id=run_id, verdict="chosen")

    by_unit = {}
    ranked = [line for line in lines if line.rank]
    for line in ranked:
        by_unit.setdefault(line.unit_code, []).append(line.measure)
    assert all(scores == sorted(scores, reverse=True) for scores in by_unit.values())
    assert sum(selections.run(run_id=run_id).counts.values()) == 600
    scored = next(reason for reason in ranked[0].reasons if reason["name"] == "scored")
    assert scored["facts"]["score_points"] == sum(
        scored["facts"][f"points_{part}"] or 0 for part in ("consumption", "contract")
    )


def test_an_enterprise_that_the_plan_names_is_chosen_for_that_and_takes_its_units_place(house):
    from donghanh.apps.customers.models import Customer

    named = Customer.objects.get(name="Công ty cổ phần Hoàng Vinh", unit_id="PA01XT")

    run_id = run(house, M14)
    answer = why(house, run_id, named.code)

    assert (answer.verdict, answer.now_verdict, names(answer)) == ("chosen", "chosen", ["named_by_plan"])
    assert selections.run(run_id=run_id).cut["PA01XT"]["quota"] == 0


def request(house, received, name="Hộ", phone=""):
    return nominate(
        actor=house.actors.unit_officer("PA01ND"), campaign_code=CAMPAIGN, activity_code=M15, at=house.now,
        unit_code="PA01ND", origin="request",
        beneficiary=Beneficiary(name=name, phone=phone, facts={"received_at": received.isoformat()}),
    )  # fmt: skip


def test_requests_are_placed_in_the_order_in_which_they_came(house):
    begin = at(date(2021, 12, 2))
    references = [
        request(house, begin + timedelta(hours=9 - place), f"Hộ {place}", f"09120000{place}0")
        for place in range(4)
    ]
    early = request(house, at(date(2021, 11, 20)), "Hộ sớm", "0912999999")

    run_id = run(house, M15)

    lines = selections.selected(actor=house.actors.business, run_id=run_id, verdict="chosen")
    assert [line.customer_code for line in lines] == references[::-1]
    assert {line.unit_code for line in lines} == {"PA01ND"}
    assert lines[0].name == "Hộ 3"
    assert names(why(house, run_id, early)) == ["received_before_window"]


def test_requests_put_forward_keep_their_reference(house):
    reference = request(house, at(date(2021, 12, 2)), phone="0912000000")
    run_id = run(house, M15)

    assert put_forward(actor=house.actors.business, run_id=run_id, at=house.now) == (reference,)


def test_the_chosen_are_put_forward_once(house):
    run_id = run(house)
    expected = selections.waiting(run_id=run_id)

    references = put_forward(actor=house.actors.business, run_id=run_id, at=house.now)

    assert len(references) == len(expected) >= 2
    assert selections.waiting(run_id=run_id) == ()
    with pytest.raises(CannotSelect) as refusal:
        put_forward(actor=house.actors.business, run_id=run_id, at=house.now)
    assert refusal.value.rule == "nobody-to-put-forward"


def test_put_forward_is_checked_and_waits_for_a_second_person(house):
    from donghanh.apps.programmes.queries import benefits

    (reference, *_) = put_forward(actor=house.actors.business, run_id=run(house), at=house.now)

    story = benefits.benefit_story(actor=house.actors.business, reference=reference, day=DAY)
    assert story.line.state == "checked"


@pytest.mark.parametrize("activity", ["masks", "household-repairs", "online-payment-draw"])
def test_an_activity_without_a_rule_that_selects_is_refused_by_name(house, activity):
    with pytest.raises(CannotSelect) as refusal:
        run(house, activity)

    assert refusal.value.rule == "no-rule"


@pytest.mark.parametrize("role", ["director", "auditor"])
def test_only_the_departments_select(house, role):
    with pytest.raises(Forbidden):
        run(house, by=getattr(house.actors, role))


def test_a_unit_sees_its_own_customers_in_a_run_and_no_others(house):
    run_id = run(house)
    first = large_codes()[0]
    unit = why(house, run_id, first).unit_code
    elsewhere = house.actors.unit_officer("PA01GT" if unit != "PA01GT" else "PA01HH")

    seen = selections.selected(actor=elsewhere, run_id=run_id)

    assert {line.unit_code for line in seen} <= set(elsewhere.unit_codes)
    with pytest.raises(NotFound):
        why(house, run_id, first, by=elsewhere)
    with pytest.raises(NotFound):
        why(house, run_id, first, by=house.actors.partner_officer("13732"))


def test_unknown_codes_and_runs_are_not_found(house):
    run_id = run(house)

    with pytest.raises(NotFound):
        why(house, run_id, "PA01ND9999999")
    with pytest.raises(NotFound):
        selections.run(run_id=run_id + 1)


def test_the_same_input_has_the_same_digest_and_other_energy_another(house):
    digests = [selections.run(run_id=run(house)).input_digest for _ in range(2)]
    grow(large_codes()[:1], 300_000)

    assert digests[0] == digests[1] != selections.run(run_id=run(house)).input_digest
