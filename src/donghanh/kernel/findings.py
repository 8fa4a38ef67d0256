"""
What a check found: a stable rule name, the row, and the facts needed to repeat the check.

For every check of many rows at once, from an import to an approval. A finding carries no sentence:
faces say it in Vietnamese or English from the rule name and the facts, and documents list the rules.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl


@dataclass(frozen=True)
class Finding:
    """
    One thing that does not hold.

    rule   : stable name in words and hyphens, "customer-code-of-unknown-unit"
    row    : index into the rows that were checked, from 0; None when it is about the whole
    column : name of the column at fault; None when it is about the row
    facts  : what was found and what was expected, as plain values
    """

    rule: str
    row: int | None = None
    column: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def as_plain(self) -> dict[str, Any]:
        """Answer the finding as plain values, for JSON and for a queue."""
        return {"rule": self.rule, "row": self.row, "column": self.column, "facts": dict(self.facts)}


def count_by_rule(findings: Iterable[Finding]) -> dict[str, int]:
    """
    Count the findings of each rule, most frequent first, then by name.

    >>> count_by_rule([Finding("null"), Finding("null"), Finding("duplicate")])
    {'null': 2, 'duplicate': 1}
    """
    counts = Counter(finding.rule for finding in findings)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def findings_frame(findings: Iterable[Finding]) -> pl.DataFrame:
    """
    Lay findings out as columns, for a page or a spreadsheet; rows follow `findings`.

    returns : rule, row [index, null for the whole], column, facts [JSON, sorted keys]
    """
    rows = [(found.rule, found.row, found.column, _written(found.facts)) for found in findings]
    schema = {"rule": pl.String, "row": pl.Int64, "column": pl.String, "facts": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _written(facts: Mapping[str, Any]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True, default=str)
