"""VAT, reactive power, hours and the rules beside the prices: read as columns, refused with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from donghanh.lawbook import billing_rules, hours, reactive, vat
from donghanh.lawbook.billing_law import read_law

PLANTED = [
    (vat, "until: 2023-01-01, percent: 8", "until: 2022-12-31, percent: 8", "gap"),
    (vat, "until: 2023-01-01, percent: 8", "until: 2023-01-02, percent: 8", "overlap"),
    (vat, "percent: 8", 'percent: "8"', "percent-not-whole"),
    (vat, "percent: 8", "percent: 8.5", "percent-not-whole"),
    (vat, "percent: 8", "percent: 101", "percent-not-whole"),
    (vat, "from: 2022-02-01", "from: 2022-02-30", "not-yaml"),
    (vat, "source: nq43", "source: nq34", "source-unknown"),
    (vat, "    clause: ", "    note: ", "clause-missing"),
    (reactive, 'percent: "1.12"', "percent: 1.12", "shape-wrong"),
    (reactive, 'percent: "1.12"', 'percent: "1,12"', "not-hundredths"),
    (reactive, 'percent: "1.12"', 'percent: "1.123"', "not-hundredths"),
    (reactive, 'cos_phi: "0.88"', 'cos_phi: "0.87"', "cos-phi-unordered"),
    (reactive, "below:", "above:", "key-missing"),
    (hours, 'from: "09:30"', 'from: "09:31"', "hour-gap"),
    (hours, 'from: "09:30"', 'from: "09:00"', "hour-overlap"),
    (hours, 'until: "24:00", register: off_peak', 'until: "23:00", register: off_peak', "hour-gap"),
    (hours, 'from: "09:30"', 'from: "9h30"', "not-a-clock"),
    (hours, "register: peak", "register: dear", "word-unknown"),
    (billing_rules, "is: whole", "is: wholly", "word-unknown"),
    (billing_rules, "is: 3", "is: 33", "word-unknown"),
    (billing_rules, "rule: vat_rounding", "rule: vat_roundness", "rule-missing"),
    (billing_rules, "reason:", "because:", "rule-without-reason"),
]


def check_spoiled(module: ModuleType, folder: Path, old: str, new: str) -> list[str]:
    name = {hours: "tt-16-2014.yaml"}.get(module)
    path = module.FOLDER / name if name else next(module.FOLDER.glob("*.yaml"))
    text = path.read_text(encoding="utf-8")
    assert old in text
    (folder / path.name).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = module.check_documents(folder=folder)
    assert all(problem.line > 0 and problem.file.endswith(path.name) for problem in found)
    return [problem.rule for problem in found]


@pytest.mark.parametrize("module", [vat, reactive, hours, billing_rules])
def test_the_documents_hold(module):
    assert list(map(str, module.check_documents())) == []


@pytest.mark.parametrize(("module", "old", "new", "rule"), PLANTED)
def test_a_slip_of_the_pen_is_refused(tmp_path, module, old, new, rule):
    assert rule in check_spoiled(module, tmp_path, old, new)


def test_vat_falls_to_8_percent_with_readings_from_february_2022():
    rates = {row["from_on"]: row["percent"] for row in read_law().vat.to_dicts()}

    assert rates[date(2009, 1, 1)] == 10
    assert rates[date(2022, 2, 1)] == 8


def test_vat_after_2026_is_an_inference_and_says_so():
    assert not read_law().sources["vat/electricity/2027-01-01"].is_confirmed


def test_reactive_power_is_free_from_090_and_dearest_below_060():
    charges = {row["cos_phi_percent"]: row["percent_hundredths"] for row in read_law().reactive.to_dicts()}

    assert (charges[90], charges[83], charges[60], charges[59]) == (0, 843, 5000, 5254)
    assert len(charges) == 32


def test_charges_follow_their_formula_to_the_hundredth():
    for row in read_law().reactive.to_dicts():
        factor = row["cos_phi_percent"]
        exact = (9000 - 100 * factor) * 100 / factor
        assert abs(row["percent_hundredths"] - exact) <= 1


def test_undeclared_tenants_pay_tier_3_until_the_structure_of_five_tiers_holds():
    rules = billing_rules.rules_of([_document()])
    waiting = [rule for rule in rules if not rule.is_enabled]

    assert read_law().tenants.select("from_on", "until_on", "tier").rows() == [(date(2014, 6, 1), None, 3)]
    assert [(rule.rule, rule.value, bool(rule.reason_vi)) for rule in waiting] == [("tenants_tier", 2, True)]


def test_hours_that_are_decided_but_not_applied_say_why():
    applied, decided = hours.read_hours()

    assert (applied.is_applied, decided.is_applied) == (True, False)
    assert "chưa áp dụng" in decided.reason_vi


@pytest.mark.parametrize("code", ["tt-16-2014", "qd-963"])
def test_every_minute_of_every_day_has_one_register(code):
    (table,) = (table for table in hours.read_hours() if table.code == code)
    for day in (table.weekdays, table.sunday):
        assert sum(stretch.until_minute - stretch.from_minute for stretch in day) == 24 * 60


def test_sunday_has_no_peak():
    assert {stretch.register for table in hours.read_hours() for stretch in table.sunday} == {
        "normal",
        "off_peak",
    }


def _document():
    from donghanh.lawbook.documents import read_document

    return read_document(next(billing_rules.FOLDER.glob("*.yaml")))
