"""Money: entered once with its document, corrected by an entry that points back, seen by whom it concerns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.programmes.conftest import CAMPAIGN

DAY = date(2021, 12, 20)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def document(**changes):
    from donghanh.apps.programmes.operations.spending import Document

    return replace(Document(amount_dong=11_000_000, vat_dong=1_000_000, number="HD-01", on=DAY), **changes)


def enter(house, *, by=None, unit="PA01ND", activity="household-repairs", line="", at=None, **changes) -> int:
    from donghanh.apps.programmes.operations.spending import enter_cost

    return enter_cost(
        actor=by or house.actors.unit_officer("PA01ND"), campaign_code=CAMPAIGN, activity_code=activity,
        unit_code=unit, budget_line=line, document=document(**changes), at=at or house.now,
    )  # fmt: skip


def correct(house, number, *, by=None, why="Ghi nhầm", at=None, **changes) -> int:
    from donghanh.apps.programmes.operations.spending import correct_cost

    return correct_cost(
        actor=by or house.actors.unit_officer("PA01ND"), number=number, document=document(**changes), why=why,
        at=at or house.now,
    )  # fmt: skip


def seen_by(actor) -> list[int]:
    from donghanh.apps.programmes.queries.costs import cost_entries

    return [one.number for one in cost_entries(actor=actor, campaign_code=CAMPAIGN)]


def money(house, *, actor=None, as_of=DAY):
    from donghanh.apps.programmes.queries.reports import report_facts

    return report_facts(actor=actor or house.actors.office, campaign_code=CAMPAIGN, as_of=as_of)["money"]


def spent(house, code="household-repairs", **wishes):
    return next(one for one in money(house, **wishes)["activities"] if one["code"] == code)


def refused(house, call) -> str:
    from donghanh.apps.programmes.refusals import CannotSpend

    with pytest.raises(CannotSpend) as refusal:
        call()
    return refusal.value.rule


def test_units_sum_to_the_activity_and_activities_to_the_whole(house):
    enter(house)
    enter(house, by=house.actors.office, unit="PA01XT", number="HD-02", amount_dong=2_000_000, vat_dong=0)
    enter(
        house, by=house.actors.office, unit="", activity="masks", number="HD-03", amount_dong=500, vat_dong=0
    )

    whole, repairs = money(house), spent(house)

    assert [(one["unit_code"], one["spent_dong"]) for one in repairs["units"]] == [
        ("PA01ND", 11_000_000), ("PA01XT", 2_000_000)
    ]  # fmt: skip
    assert repairs["spent_dong"] == 13_000_000
    assert whole["spent_dong"] == 13_000_500 == sum(one["spent_dong"] or 0 for one in whole["activities"])
    assert whole["budget_dong"] is None


def test_what_nobody_entered_is_not_known_and_not_zero(house):
    assert money(house)["spent_dong"] is None
    assert spent(house)["cost_per_dong"] is None


def test_cost_per_delivered_thing_stands_only_where_both_are_known(house):
    enter(house, amount_dong=1_000_001, vat_dong=0)
    assert spent(house)["cost_per_dong"] is None
    for name in ("Hộ một", "Hộ hai"):
        _deliver(house, name)

    assert spent(house)["delivered"] == 2
    assert spent(house)["cost_per_dong"] == 500_001
    assert spent(house)["units"][0]["cost_per_dong"] == 500_001


def _deliver(house, name: str) -> None:
    officer = house.actors.unit_officer("PA01ND")
    reference = house.approved("household-repairs", name=name)
    house.move(reference, "allot", by=officer)
    house.move(reference, "schedule", by=officer, scheduled_on=DAY)
    house.brought(reference)


def test_a_correction_takes_the_place_of_the_entry_and_both_stay(house):
    number = enter(house)
    later = correct(house, number, amount_dong=9_000_000, vat_dong=0)

    assert spent(house)["spent_dong"] == 9_000_000
    assert seen_by(house.actors.office) == [later, number]
    assert refused(house, lambda: correct(house, number)) == "corrected-already"
    correct(house, later, amount_dong=0, vat_dong=0)
    assert spent(house)["spent_dong"] == 0


def test_a_correction_of_today_does_not_change_the_report_of_yesterday(house):
    yesterday = house.now - timedelta(days=1)
    number = enter(house, at=yesterday, on=DAY - timedelta(days=2))
    before = money(house, as_of=DAY - timedelta(days=1))

    correct(house, number, amount_dong=1, vat_dong=0)

    assert money(house, as_of=DAY - timedelta(days=1)) == before
    assert spent(house)["spent_dong"] == 1


def test_the_digest_follows_the_entries(house):
    before = money(house)["digest"]
    number = enter(house)
    entered = money(house)["digest"]
    correct(house, number, amount_dong=1, vat_dong=0)

    assert len({before, entered, money(house)["digest"]}) == 3


def test_a_unit_sees_its_own_costs_and_the_company_all(house):
    mine = enter(house)
    other = enter(house, by=house.actors.office, unit="PA01XT", number="HD-02")
    whole = enter(house, by=house.actors.office, unit="", number="HD-03")

    assert seen_by(house.actors.auditor) == [whole, other, mine]
    assert seen_by(house.actors.unit_head("PA01ND")) == [mine]
    assert seen_by(house.actors.unit_head("PA01XT")) == [other]
    for actor in (house.actors.crew("PA01ND"), house.actors.partner_officer("13732")):
        assert seen_by(actor) == []
    assert money(house, actor=house.actors.unit_head("PA01XT"))["entry_count"] == 1


def test_another_units_entry_can_be_neither_seen_nor_corrected_nor_made(house):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.programmes.refusals import NotFound

    number = enter(house)

    with pytest.raises(NotFound):
        correct(house, number, by=house.actors.unit_officer("PA01XT"))
    for actor, unit in (
        (house.actors.unit_officer("PA01XT"), "PA01ND"),
        (house.actors.unit_officer("PA01ND"), ""),
        (house.actors.crew("PA01ND"), "PA01ND"),
        (house.actors.auditor, "PA01ND"),
        (house.actors.console, "PA01ND"),
    ):
        with pytest.raises(Forbidden):
            enter(house, by=actor, unit=unit, number="HD-99")


def test_a_double_click_makes_one_entry(house):
    enter(house)

    assert refused(house, lambda: enter(house)) == "entered-already"
    assert len(seen_by(house.actors.office)) == 1


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"amount_dong": 0}, "amount-not-possible"),
        ({"amount_dong": -5}, "amount-not-possible"),
        ({"amount_dong": 10**13}, "amount-not-possible"),
        ({"vat_dong": 11_000_001}, "vat-not-possible"),
        ({"vat_dong": -1}, "vat-not-possible"),
        ({"number": "  "}, "document-number-missing"),
        ({"on": DAY + timedelta(days=1)}, "day-to-come"),
        ({"line": "masks"}, "budget-line-unknown"),
        ({"activity": "announced-times"}, "activity-is-a-measure"),
        ({"file_name": "../../x.svg", "file": b"<svg onload=alert(1)>"}, "file-not-fit"),
    ],
)
def test_what_cannot_be_a_cost_is_refused_by_name(house, changes, rule):
    assert refused(house, lambda: enter(house, **changes)) == rule
    assert seen_by(house.actors.office) == []


def test_a_unit_that_is_not_there_and_a_correction_without_reason_are_refused(house):
    office = house.actors.office

    assert refused(house, lambda: enter(house, by=office, unit="PA99XX")) == "unit-unknown"
    number = enter(house)
    assert refused(house, lambda: correct(house, number, why="  ")) == "reason-missing"


def test_the_document_is_kept_as_evidence_and_seen_by_those_who_see_the_entry(house):
    import io

    from PIL import Image

    from donghanh.apps.evidence.queries import evidence_of
    from donghanh.apps.organisation.refusals import NotFound
    from donghanh.apps.programmes.queries.costs import cost_entry

    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    number = enter(house, file_name="hoa don.png", file=out.getvalue())

    assert cost_entry(actor=house.actors.auditor, number=number).file_count == 1
    assert len(evidence_of(actor=house.actors.unit_head("PA01ND"), subject=f"cost:{number}")) == 1
    for actor in (house.actors.unit_head("PA01XT"), house.actors.crew("PA01ND")):
        with pytest.raises(NotFound):
            evidence_of(actor=actor, subject=f"cost:{number}")


def test_entries_are_never_edited(house):
    from donghanh.apps.programmes.models import CostEntry

    enter(house)

    for change in (lambda: CostEntry.objects.update(amount_dong=1), lambda: CostEntry.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
