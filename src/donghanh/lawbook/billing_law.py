"""
The law of a bill, as rating reads it: prices, VAT, reactive power, reductions, and the rules beside them.

For rating and all that prints a bill. The law is made from texts: of documents that come with the product,
or of a release that keeps them for ever; the same texts make the same law, and its digest names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from donghanh.engines.rating.law import Law, LawSource
from donghanh.kernel.billing_tables import PRICES, REACTIVE, RELIEFS, TENANTS, VAT
from donghanh.kernel.tables import Table
from donghanh.lawbook import billing_rules, hours, reactive, reliefs, tariffs, tenants_tiers, vat
from donghanh.lawbook.documents import DATA, DocumentRefused, Problem
from donghanh.lawbook.law_texts import Texts, canonical, digest_of, readable_texts, shipped_texts
from donghanh.lawbook.sources import Source

NEEDED = {"billing_rules", "reactive", "tariffs", "vat"}
Rows = Iterable[tuple[dict[str, Any], Source]]


@cache
def read_law(*, data: Path = DATA) -> Law:
    """
    Read the law that comes with the product.

    raises : DocumentRefused

    >>> read_law().tenants["tier"].to_list()
    [3]
    """
    return law_of_texts(shipped_texts(data=data))


def law_of_texts(texts: Texts) -> Law:
    """
    Make the law of texts, whose digest becomes its `release`.

    raises : DocumentRefused, with what `check_texts` reports
    """
    problems = check_texts(texts)
    if problems:
        raise DocumentRefused(*problems)
    return law_as_kept(texts)


def law_as_kept(texts: Texts) -> Law:
    """Make the law of texts that passed the checks when they were kept; later checks do not undo it."""
    documents, _ = readable_texts(texts)
    sources: dict[str, LawSource] = {}
    frames = {
        "prices": _frame(PRICES, tariffs.price_rows(documents["tariffs"]), sources),
        "vat": _frame(VAT, vat.vat_rows(documents["vat"]), sources),
        "reactive": _frame(REACTIVE, reactive.reactive_rows(documents["reactive"]), sources),
        "reliefs": _frame(RELIEFS, reliefs.relief_rows(documents["reliefs"]), sources),
        "tenants": _frame(TENANTS, billing_rules.tenants_rows(documents["billing_rules"]), sources),
    }
    of_rules = {
        f"rules/{one.rule}": law_source(one.source)
        for one in billing_rules.rules_of(documents["billing_rules"])
        if one.is_enabled and one.rule != billing_rules.TENANTS_TIER
    }
    return Law(
        **frames,
        sources={**sources, **of_rules},
        release=digest_of(canonical(texts)),
    )


def check_texts(texts: Texts) -> list[Problem]:
    """Check texts as `make lawbook` checks the documents; problems name document and line."""
    documents, problems = readable_texts(texts)
    checks = {
        "billing_rules": billing_rules.check,
        "hours": hours.check,
        "reactive": reactive.check,
        "reliefs": reliefs.check,
        "tariffs": tariffs.check,
        "vat": vat.check,
    }
    for folder, check in checks.items():
        if folder in NEEDED and not documents[folder] and not problems:
            problems.append(Problem(folder, 1, "folder-empty", "no document; a bill cannot do without."))
        problems += check(documents[folder])
    problems += tenants_tiers.check_together(tariffs=documents["tariffs"], rules=documents["billing_rules"])
    return sorted(problems)


def law_source(source: Source) -> LawSource:
    """Say a source of a document in the words of the law."""
    return LawSource(source.text, source.clause, source.confidence, source.is_confirmed)


def _frame(table: Table, rows: Rows, sources: dict[str, LawSource]) -> pl.DataFrame:
    written = list(rows)
    sources.update({row["source"]: law_source(source) for row, source in written})
    return pl.DataFrame([row for row, _ in written], schema=table.schema, orient="row")
