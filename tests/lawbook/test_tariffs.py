"""Price lists: read whole, as printed; a slip of the pen is refused with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from donghanh.kernel.billing_tables import CATEGORIES, VOLTAGES
from donghanh.lawbook.billing_law import read_law
from donghanh.lawbook.documents import Problem
from donghanh.lawbook.tariffs import FOLDER, check_documents

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml")}
HOUSEHOLD_TIERS = {
    "QĐ 2256/QĐ-BCT": [1484, 1533, 1786, 2242, 2503, 2587],
    "QĐ 648/QĐ-BCT": [1678, 1734, 2014, 2536, 2834, 2927],
    "QĐ 1062/QĐ-BCT": [1728, 1786, 2074, 2612, 2919, 3015],
    "QĐ 2941/QĐ-BCT": [1806, 1866, 2167, 2729, 3050, 3151],
    "QĐ 2699/QĐ-BCT": [1893, 1956, 2271, 2860, 3197, 3302],
    "QĐ 1279/QĐ-BCT": [1984, 2050, 2380, 2998, 3350, 3460],
}


def problems(tmp_path: Path, *changes: tuple[str, str], name: str = "qd-648.yaml") -> list[Problem]:
    if name == "qd-648.yaml":
        (tmp_path / "qd-1062.yaml").write_text(TEXTS["qd-1062.yaml"], encoding="utf-8")
    text = TEXTS[name]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return check_documents(folder=tmp_path)


def line_of(found: str, name: str = "qd-648.yaml") -> int:
    return next(place for place, line in enumerate(TEXTS[name].splitlines(), start=1) if found in line)


def price(instrument: str, category: str, voltage: str, register: str) -> int:
    rows = read_law().prices.filter(
        instrument=instrument, category=category, voltage=voltage, register=register
    )
    (found,) = rows["price"]
    return int(found)


def test_the_lists_hold():
    assert list(map(str, check_documents())) == []


@pytest.mark.parametrize("instrument", HOUSEHOLD_TIERS)
def test_households_pay_the_tiers_of_the_list(instrument):
    rows = read_law().prices.filter(instrument=instrument, category="residential").sort("tier")

    assert rows["price"].to_list() == HOUSEHOLD_TIERS[instrument]
    assert rows["tier_until_kwh"].to_list() == [50, 100, 200, 300, 400, None]


def test_lists_follow_one_another_to_the_day():
    days = read_law().prices.filter(category="residential", tier=1).sort("from_on")

    assert days["until_on"].to_list()[1:-1] == days["from_on"].to_list()[2:]
    assert days["until_on"].to_list()[-1] is None


def test_a_list_whose_end_is_not_known_holds_on_no_day():
    rows = read_law().prices.filter(instrument="QĐ 2256/QĐ-BCT")

    assert set(rows["from_on"]) == set(rows["until_on"]) == {date(2015, 3, 16)}


def test_a_meter_without_times_of_use_pays_the_price_of_normal_hours():
    assert price("QĐ 648/QĐ-BCT", "production", "under_6kv", "all") == 1685
    assert price("QĐ 648/QĐ-BCT", "production", "under_6kv", "peak") == 3076


def test_business_from_110_kv_pays_the_class_from_22_kv():
    assert price("QĐ 1279/QĐ-BCT", "business", "from_110kv", "peak") == 5025


def test_lodging_pays_what_business_pays_and_is_as_sure_as_its_weaker_source():
    assert price("QĐ 1062/QĐ-BCT", "tourist_lodging", "under_6kv", "off_peak") == 1671
    source = read_law().sources["tariffs/1062/tourist_lodging-under_6kv"]
    assert (source.is_confirmed, source.text) == (False, "QĐ 1062/QĐ-BCT, 4/5/2023")


def test_a_price_that_was_recalled_is_to_be_confirmed():
    sources = read_law().sources
    assert not sources["tariffs/2941/residential_prepaid-any/recalled"].is_confirmed
    assert sources["tariffs/2941/residential-any"].is_confirmed


def test_wholesale_and_the_structure_of_five_tiers_are_data_that_prices_nothing():
    law = read_law()
    assert set(law.prices["category"]) == set(CATEGORIES)
    assert not law.prices["instrument"].str.contains("14/2025").any()
    assert "wholesale_market" in TEXTS["qd-1279.yaml"]


def test_every_category_has_a_price_at_every_voltage_in_every_list_in_force():
    rows = read_law().prices.filter(register="all")
    for category in CATEGORIES:
        of_it = rows.filter(category=category, instrument="QĐ 648/QĐ-BCT")["voltage"].to_list()
        assert set(of_it) in ({"any"}, set(VOLTAGES))


@pytest.mark.parametrize("written", ['"1.678"', "1.678", "-1678", "0", "true", "1678.0"])
def test_a_price_that_is_no_whole_number_is_refused_on_its_line(tmp_path, written):
    (problem,) = problems(tmp_path, ("price: 1678", f"price: {written}"))

    assert (problem.rule, problem.line) == ("price-not-whole", line_of("price: 1678"))
    assert problem.file.endswith("qd-648.yaml")


def test_a_day_between_two_lists_is_a_gap(tmp_path):
    (problem,) = problems(tmp_path, ("until: 2023-05-04", "until: 2023-05-03"))

    assert (problem.rule, Path(problem.file).name) == ("gap", "qd-1062.yaml")


def test_a_day_of_two_lists_is_an_overlap(tmp_path):
    (problem,) = problems(tmp_path, ("until: 2023-05-04", "until: 2023-05-05"))

    assert (problem.rule, Path(problem.file).name) == ("overlap", "qd-1062.yaml")


def test_kilowatt_hours_that_no_tier_prices_are_a_hole(tmp_path):
    (problem,) = problems(tmp_path, ("from_kwh: 101,", "from_kwh: 102,"))

    assert (problem.rule, problem.line) == ("tier-hole", line_of("tier: 3"))
    assert "101 to 101 kWh have no price" in problem.text


def test_a_last_tier_that_ends_leaves_a_hole_above(tmp_path):
    (problem,) = problems(tmp_path, ("to_kwh: null", "to_kwh: 600"))

    assert (problem.rule, problem.line) == ("tier-hole", line_of("tier: 6"))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("from_kwh: 101,", "from_kwh: 100,", "tier-overlap"),
        ("tier: 3,", "tier: 4,", "tier-unordered"),
        ("to_kwh: 200,", "to_kwh: 20,", "tier-unordered"),
        ("to_kwh: 200,", 'to_kwh: "200",', "kwh-not-whole"),
        ("  production:", "  producton:", "word-unknown"),
        ("voltages: [under_6kv]", "voltages: [under_6]", "word-unknown"),
        ("pays: normal", "pays: cheapest", "word-unknown"),
        ("as: business", "as: busyness", "word-unknown"),
        ("flat: 2461", "flatt: 2461", "key-unknown"),
        ("    clause: ", "    claus: ", "clause-missing"),
        ("voltages: [under_6kv], flat: 1902", "voltages: [6_to_22kv], flat: 1902", "price-repeated"),
        ("voltages: [under_6kv], flat: 1902", "voltages: [under_6kv], peak: 1902", "price-missing"),
        ("source: one_copy", "source: hearsay", "source-unknown"),
        ("until: 2023-05-04", "until: 2019-03-20", "span-empty"),
        ("until: 2023-05-04", "until: 2023-02-30", "not-yaml"),
        ('code: "648"', 'code: "1062"', "code-repeated"),
        ("categories:", "categories: 7\nrest:", "shape-wrong"),
    ],
)  # fmt: skip
def test_a_slip_of_the_pen_is_refused(tmp_path, old, new, rule):
    found = problems(tmp_path, (old, new))

    assert rule in {problem.rule for problem in found}
    assert all(problem.line > 0 for problem in found)


def test_a_category_that_a_list_forgets_is_missed(tmp_path):
    text = TEXTS["qd-1279.yaml"]
    start, end = text.index("  public_office:"), text.index("\n# Who has no meter")
    found = problems(tmp_path, (text[start:end], ""), name="qd-1279.yaml")

    assert [problem.rule for problem in found] == ["price-missing"]


def test_a_structure_that_holds_no_prices_cannot_be_enabled(tmp_path):
    found = problems(tmp_path, ("is_enabled: false", "is_enabled: true"), name="qd-14-2025-structure.yaml")

    assert [problem.rule for problem in found] == ["structure-enabled"]


def test_a_hole_in_wholesale_tiers_is_refused_too(tmp_path):
    found = problems(tmp_path, ("to_kwh: 50, price: 1658", "to_kwh: 49, price: 1658"), name="qd-1279.yaml")

    assert [problem.rule for problem in found] == ["tier-hole"]
