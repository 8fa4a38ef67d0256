"""
Worked examples stand beside the rule they prove: a bill in a sentence, what was used, what must come out.

For every document of the billing law: `examples:` in price lists, VAT, reactive power, rules and reductions
alike, each with `says`, `bill`, `gives` and `source`. They are rated by `make lawbook` and named by their
sentence in the tests. The source tells an example that an office printed from one that we computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from donghanh.engines.rating import rate_totals
from donghanh.engines.rating.law import Law
from donghanh.kernel.billing_tables import (
    BILLS,
    CATEGORIES,
    QUARTERS,
    QUOTA_ROUNDINGS,
    REGISTERS,
    TOTALS,
    USAGE,
    VOLTAGES,
)
from donghanh.lawbook.billing_law import check_texts, law_as_kept
from donghanh.lawbook.dates import check_span
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.law_texts import Texts, readable_texts, shipped_texts
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.reactive import HUNDREDTHS, hundredths
from donghanh.lawbook.sources import Source, sources_of

NEEDED = {"says", "bill", "gives", "source"}
OF_BILL = {"category", "from", "until"}
MAY_OF_BILL = {
    "voltage", "read_on", "kwh", "registers", "households", "quota_rounding", "tenants_undeclared", "cos_phi",
    "relief", "instrument",
}  # fmt: skip
AMOUNTS = tuple(column.name for column in TOTALS.columns if column.name != "bill")
QUARTERED = 100 // QUARTERS


@dataclass(frozen=True)
class WorkedExample:
    """
    One example.

    bill, usage : as rows of `kernel.billing_tables`; the number of the bill is given when it is rated
    expected    : amounts of TOTALS by column, [đồng], or empty when the bill is to be refused
    refused     : the rule by which it is to be refused, or empty
    place       : document and line, for whoever must look
    """

    says: str
    bill: Mapping[str, Any]
    usage: tuple[Mapping[str, Any], ...]
    expected: Mapping[str, int]
    refused: str
    source: Source
    place: tuple[Document, At]


def read_examples(documents: Iterable[Document]) -> tuple[WorkedExample, ...]:
    """Read the examples of documents that have passed their check."""
    return tuple(
        _example(document, at, said)
        for document in documents
        for at, said in document.entries("examples")
        if not list(check_example(document, at, said))
    )


def shipped_examples() -> tuple[WorkedExample, ...]:
    """Read the examples of the law that comes with the product."""
    documents, _ = readable_texts(shipped_texts())
    return read_examples(document for folder in documents.values() for document in folder)


def differences(*, examples: Iterable[WorkedExample], law: Law) -> list[Problem]:
    """
    Rate the examples by a law, and say where something else comes out.

    returns : `example-differs`, one for each amount, on the line of the example
    """
    wanted = list(examples)
    bills = pl.DataFrame([{"bill": number, **one.bill} for number, one in enumerate(wanted)], BILLS.schema)
    usage = [{"bill": number, **row} for number, one in enumerate(wanted) for row in one.usage]
    totals, refused = rate_totals(law, bills=bills, usage=pl.DataFrame(usage, USAGE.schema))
    rated = {row["bill"]: row for row in totals.iter_rows(named=True)}
    rules = {row["bill"]: row["rule"] for row in refused.iter_rows(named=True)}
    return [
        problem
        for number, one in enumerate(wanted)
        for problem in _differences(one, rated.get(number, {}), rules.get(number, ""))
    ]


def check_documents() -> list[Problem]:
    """Check the shape of all examples, and rate those of the law that comes with the product."""
    return check_texts_examples(shipped_texts())


def check_texts_examples(texts: Texts) -> list[Problem]:
    """
    Check the shape of the examples in texts, and rate them by the law that the texts make.

    returns : problems of shape; `example-differs`. Texts that make no law are left to their own check
    """
    documents, _ = readable_texts(texts)
    read = [document for folder in documents.values() for document in folder]
    problems = [
        problem
        for document in read
        for at, said in document.entries("examples")
        for problem in check_example(document, at, said)
    ]
    if check_texts(texts):
        return problems
    return problems + differences(examples=read_examples(read), law=law_as_kept(texts))


def _differences(one: WorkedExample, found: Mapping[str, Any], rule: str) -> Iterator[Problem]:
    document, at = one.place
    if rule != one.refused:
        text = f"“{one.says}”: found {rule or 'a bill'}, expected {one.refused or 'a bill'}."
        yield document.problem("example-differs", text, *at)
        return
    for column, expected in one.expected.items():
        if found[column] != expected:
            text = f"“{one.says}”: {column} is {found[column]}, expected {expected}."
            yield document.problem("example-differs", text, *at)


def check_example(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    """Report what is wrong with the shape of one example, before it is rated."""
    missing = list(check_keys(document=document, at=at, entry=said, needed=NEEDED, allowed={"en"}))
    yield from missing
    if missing:
        return
    if said["source"] not in document.content["sources"]:
        text = f"source `{said['source']}` is not among those listed."
        yield document.problem("source-unknown", text, *at, "source")
    for key, check in (("bill", _check_bill), ("gives", _check_gives)):
        if isinstance(said[key], Mapping):
            yield from check(document, (*at, key), said[key])
        else:
            yield document.problem("shape-wrong", f"`{key}` holds no keys and values.", *at, key)


def _check_bill(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    yield from check_keys(document=document, at=at, entry=said, needed=OF_BILL, allowed=MAY_OF_BILL)
    yield from check_span(document=document, at=at, entry=said)
    for key, known in (
        ("category", CATEGORIES),
        ("voltage", VOLTAGES),
        ("quota_rounding", QUOTA_ROUNDINGS),
    ):
        if key in said and said[key] not in known:
            yield unknown_word(document, key, said[key], known, *at, key)
    yield from _check_days(document, at, said)
    yield from _check_usage(document, at, said)
    for key in ("households", "cos_phi"):
        if key in said and not _is_hundredths(said[key], step=QUARTERED if key == "households" else 1):
            text = f'`{key}` is {said[key]!r}; expected a number in quotes: "0.83", households "1.25".'
            yield document.problem("not-hundredths", text, *at, key)


def _check_days(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("until", "read_on"):
        if key in said and not _is_day(said[key]):
            yield document.problem("not-a-day", f"`{key}` is {said[key]!r}; expected a day.", *at, key)


def _check_usage(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    registers = said.get("registers") or {}
    if not isinstance(registers, Mapping) or ("kwh" in said) == bool(registers):
        yield document.problem("example-usage", "write `kwh`, or `registers` with kWh each.", *at)
        return
    for key in registers:
        if key not in REGISTERS:
            yield unknown_word(document, "registers", key, REGISTERS, *at, "registers")
    if not all(is_whole(kwh) for kwh in (registers or {"all": said["kwh"]}).values()):
        yield document.problem("example-usage", "energy is whole kWh.", *at)


def _check_gives(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    for key, value in said.items():
        if key not in (*AMOUNTS, "refused"):
            yield unknown_word(document, "gives", key, (*AMOUNTS, "refused"), *at, key)
        elif key != "refused" and not is_whole(value):
            text = f"`{key}` is {value!r}; expected a whole number."
            yield document.problem("not-whole", text, *at, key)


def _is_hundredths(value: Any, *, step: int) -> bool:
    return isinstance(value, str) and bool(HUNDREDTHS.fullmatch(value)) and hundredths(value) % step == 0


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _example(document: Document, at: At, said: Mapping[str, Any]) -> WorkedExample:
    bill, gives = said["bill"], said["gives"]
    span = {"from_on": bill["from"], "until_on": bill["until"]}
    used = bill.get("registers") or {"all": bill["kwh"]}
    return WorkedExample(
        says=said["says"],
        bill={**span, **_bill(bill)},
        usage=tuple({**span, "register": register, "kwh": kwh} for register, kwh in used.items()),
        expected={key: value for key, value in gives.items() if key != "refused"},
        refused=gives.get("refused", ""),
        source=sources_of(document)[said["source"]],
        place=(document, at),
    )


def _bill(said: Mapping[str, Any]) -> dict[str, Any]:
    cos_phi = said.get("cos_phi")
    return {
        "category": said["category"],
        "voltage": said.get("voltage", VOLTAGES[0]),
        "read_on": said.get("read_on") or said["until"] - timedelta(days=1),
        "quota_quarters": hundredths(said.get("households", "1")) // QUARTERED,
        "quota_rounding": said.get("quota_rounding", QUOTA_ROUNDINGS[0]),
        "is_tenants_undeclared": said.get("tenants_undeclared", False),
        "cos_phi_percent": hundredths(cos_phi) if cos_phi else None,
        "relief": said.get("relief"),
        "instrument": said.get("instrument"),
    }
