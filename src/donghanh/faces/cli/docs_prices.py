"""The page of prices as rating reads them: lists, VAT, hours, rules and examples, with how sure we are."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from donghanh.engines.rating.law import Law, LawSource
from donghanh.faces.cli.docs_tables import code, opening, table
from donghanh.lawbook.billing_law import law_source, read_law
from donghanh.lawbook.billing_rules import FOLDER as RULES
from donghanh.lawbook.billing_rules import rules_of
from donghanh.lawbook.documents import read_documents
from donghanh.lawbook.hours import HourTable, read_hours
from donghanh.lawbook.worked_examples import shipped_examples

SAYS = (
    "The law of a bill as it comes with the product, in đồng per kWh without VAT. Days are half-open: the "
    "second is the first day outside. What was only recalled, or is of low confidence, is **to be "
    "confirmed**. "
    "[Enter a price decision](../how-to/enter-a-price-decision.md) tells how a list is changed; a running "
    "site makes its bills by the release in force, which may differ from this."
)
PRICE_HEAD = ("category", "voltage", "register", "tier", "up to kWh", "price", "how sure")


def page() -> str:
    """Write the page."""
    law = read_law()
    parts = [*_lists(law), _vat(law), _hours(), _rules(), _examples()]
    return "\n".join([opening(title="Prices and rules of a bill", says=SAYS), *parts])


def _lists(law: Law) -> Iterator[str]:
    for name, prices in law.prices.sort("from_on", maintain_order=True).group_by(
        "instrument", maintain_order=True
    ):
        first, until = prices["from_on"][0], prices["until_on"][0]
        days = "by its name alone" if first == until else f"from {first} until {until or 'further notice'}"
        rows = [_price(row, law) for row in prices.iter_rows(named=True)]
        yield f"## {name[0]}, {days}\n\n{table(head=PRICE_HEAD, rows=rows)}\n"


def _price(row: dict[str, object], law: Law) -> tuple[str, ...]:
    told = (row["category"], row["voltage"], row["register"])
    limit = "" if row["tier_until_kwh"] is None else str(row["tier_until_kwh"])
    source = law.sources[str(row["source"])]
    return *(code(str(word)) for word in told), str(row["tier"]), limit, str(row["price"]), _sure(source)


def _vat(law: Law) -> str:
    rows = [
        (
            str(row["from_on"]), str(row["until_on"] or ""), f"{row['percent']} %",
            law.sources[row["source"]].text, _sure(law.sources[row["source"]]),
        )
        for row in law.vat.sort(pl.col("from_on")).iter_rows(named=True)
    ]  # fmt: skip
    return f"## VAT\n\n{table(head=('from', 'until', 'rate', 'source', 'how sure'), rows=rows)}\n"


def _hours() -> str:
    rows = [row for one in read_hours() for row in _of_hours(one)]
    head = ("table", "applied to bills", "days", "normal", "peak", "off-peak")
    return f"## Times of use\n\n{table(head=head, rows=rows)}\n"


def _of_hours(one: HourTable) -> Iterator[tuple[str, ...]]:
    applied = f"from {one.from_on}" if one.is_applied else f"no: {one.reason_en}"
    for days, stretches in (("Monday to Saturday", one.weekdays), ("Sunday", one.sunday)):
        said: dict[str, list[str]] = {register: [] for register in ("normal", "peak", "off_peak")}
        for part in stretches:
            said[part.register].append(f"{_clock(part.from_minute)}-{_clock(part.until_minute)}")
        yield one.source.text, applied, days, *(", ".join(hours) for hours in said.values())


def _rules() -> str:
    rules = rules_of(read_documents(folder=RULES, kind="billing_rules"))
    rows = [
        (
            code(one.rule), code(str(one.value)), one.en, one.source.text,
            _sure(law_source(one.source)) if one.is_enabled else f"not in force: {one.reason_en}",
        )
        for one in rules
    ]  # fmt: skip
    return f"## Rules\n\n{table(head=('rule', 'value', 'meaning', 'source', 'how sure'), rows=rows)}\n"


def _examples() -> str:
    rows = [
        (one.says, code(one.place[0].path.as_posix()), str(one.expected.get("total_amount", one.refused)),
         one.source.text)
        for one in shipped_examples()
    ]  # fmt: skip
    head = ("example", "beside the rule in", "total, đồng", "source")
    return (
        f"## Worked examples\n\nEach is a test and part of `make lawbook`.\n\n{table(head=head, rows=rows)}\n"
    )


def _sure(source: LawSource) -> str:
    return source.confidence if source.is_confirmed else f"{source.confidence}, **to be confirmed**"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
