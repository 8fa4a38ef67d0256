"""The how-to page on adding a rule: its code runs as printed, and does what the page says."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from donghanh.engines.selection import giving, places, reasons, selections, standing

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "add-an-eligibility-rule.md"


@dataclass(frozen=True)
class PaidByTransferRule:
    least_months: int
    quota: int
    standing: standing.Standing


def rule_as_printed():
    """Make the page's three blocks one function: reasons, the four steps, conditions."""
    names, steps, conditions = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    known = {"pl": pl, "ORDER": (places.Key("transfer_months", is_descending=True), places.Key("code"))}
    for module in (giving, reasons, selections, standing):
        known |= vars(module)
    body = "\n".join(f"    {line}" for line in steps.splitlines())
    arguments = "customers, rule, as_of, served=None, exclusions=None, cuts=None"
    exec(f"{names}\n{conditions}\ndef paid_by_transfer({arguments}):\n{body}", known)
    return known["paid_by_transfer"]


def test_the_rule_of_the_page_judges_as_the_page_says():
    customers = pl.DataFrame({"code": ["a", "b", "c"], "transfer_months": [12, None, 9]}).with_columns(
        unit_code=pl.lit("PA01XT"),
        kind=pl.lit("household"),
        contract_from=date(2010, 1, 1),
        contract_until=pl.lit(None, dtype=pl.Date),
    )
    rule = PaidByTransferRule(10, 50, standing.Standing(kinds=("household",)))

    selection = rule_as_printed()(customers, rule, date(2021, 12, 20))

    assert selection.spelled().select("code", "verdict", "reasons").rows() == [
        ("a", "chosen", ["enough_transfers", "within_quota"]),
        ("b", "unknown", ["transfers_unknown"]),
        ("c", "not_eligible", ["too_few_transfers"]),
    ]
    assert selection.why(code="c").reasons[0].facts == {"transfer_months": 9, "least_months": 10}


def test_every_effect_of_the_page_is_one_that_reasons_can_have():
    printed = set(re.findall(r"^\| `(\w+)`(?:, `(\w+)`)? \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))

    assert {name for row in printed for name in row if name} == {
        "bars",
        "leaves_open",
        "chooses",
        "places_beyond",
        "notes",
    }
