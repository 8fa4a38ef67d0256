"""The how-to pages on prices and VAT are true: their steps, done on the shipped texts, make a law."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import yaml

from donghanh.lawbook.billing_law import check_texts, law_of_texts
from donghanh.lawbook.law_texts import name_of, shipped_texts
from donghanh.lawbook.worked_examples import check_texts_examples

PAGES = Path(__file__).parents[2] / "docs" / "how-to"
NEWEST = "tariffs/qd-1279.yaml"
VAT = "vat/electricity.yaml"


def printed(page: str) -> str:
    """The YAML that a page prints."""
    block = (PAGES / page).read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    return dedent(block)


def a_new_decision() -> dict[str, str]:
    """Steps 1 to 3 of the page: a copy with its own name and day, the old list ended, a price changed."""
    texts = shipped_texts()
    old = texts[NEWEST]
    prices = old.partition("\nexamples:")[0] + "\n"
    new = (
        prices.replace('code: "1279"', 'code: "1280"', 1)
        .replace('instrument: "QĐ 1279/QĐ-BCT"', 'instrument: "QĐ 1280/QĐ-BCT"', 1)
        .replace("from: 2025-05-10", "from: 2026-07-01", 1)
        .replace("price: 1984", "price: 2050", 1)
    )
    assert name_of(file_name="qd-1280.yaml", text=new) == "tariffs/qd-1280.yaml"
    ended = old.replace("until: null", "until: 2026-07-01", 1)
    return {**texts, "tariffs/qd-1280.yaml": new, NEWEST: ended}


def test_a_new_decision_holds_from_its_day_and_the_old_one_until_it():
    texts = a_new_decision()

    assert list(map(str, [*check_texts(texts), *check_texts_examples(texts)])) == []
    rows = law_of_texts(texts).prices.filter(category="residential", tier=1).sort("from_on")
    assert rows["price"].to_list()[-2:] == [1984, 2050]
    assert rows["until_on"].to_list()[-2:] == [date(2026, 7, 1), None]


def test_a_decision_without_the_end_of_the_old_one_is_an_overlap():
    texts = a_new_decision() | {NEWEST: shipped_texts()[NEWEST]}

    assert [problem.rule for problem in check_texts(texts)] == ["overlap"]


def test_the_example_that_the_page_prints_stands_in_the_price_list():
    (example,) = yaml.safe_load(printed("enter-a-price-decision.md"))["examples"]
    shipped = yaml.safe_load(shipped_texts()[NEWEST])["examples"]

    (same,) = (one for one in shipped if one["says"] == example["says"])
    assert same["bill"].items() >= example["bill"].items()
    assert same["gives"].items() >= example["gives"].items()


def test_the_periods_that_the_page_prints_are_the_last_two():
    periods = yaml.safe_load(printed("enter-a-vat-period.md"))["periods"]

    assert yaml.safe_load(shipped_texts()[VAT])["periods"][-2:] == periods


def test_an_extended_reduction_moves_the_day_of_the_old_rate():
    texts = shipped_texts()
    extended = texts[VAT].replace(
        "until: 2027-01-01, percent: 8, source: nq204}", "until: 2028-01-01, percent: 8, source: nq204}"
    )
    later = extended.replace("from: 2027-01-01, until: null", "from: 2028-01-01, until: null")

    assert [problem.rule for problem in check_texts({**texts, VAT: extended})] == ["overlap"]
    assert check_texts({**texts, VAT: later}) == []
