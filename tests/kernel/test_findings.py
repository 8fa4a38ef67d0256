"""A finding is a rule, a row and facts; what it says to a reader is for the faces."""

from __future__ import annotations

import json
from datetime import date

from donghanh.kernel.findings import Finding, count_by_rule, findings_frame

MISSING = Finding("value-missing", row=3, column="phone", facts={"on": date(2021, 12, 20)})
WHOLE = Finding("file-empty")


def test_findings_are_counted_by_rule_most_frequent_first_then_by_name() -> None:
    counts = count_by_rule([WHOLE, Finding("b"), Finding("a"), Finding("b")])

    assert list(counts.items()) == [("b", 2), ("a", 1), ("file-empty", 1)]


def test_a_finding_without_facts_has_none() -> None:
    assert WHOLE.facts == {}


def test_equal_findings_are_one_in_a_set() -> None:
    assert len({MISSING, Finding("value-missing", 3, "phone", {"on": date(2021, 12, 20)})}) == 1


def test_a_finding_is_told_from_one_with_other_facts() -> None:
    assert Finding("value-missing", 3, "phone", {"on": date(2021, 12, 21)}) != MISSING


def test_plain_values_of_a_finding() -> None:
    assert WHOLE.as_plain() == {"rule": "file-empty", "row": None, "column": None, "facts": {}}


def test_a_table_of_findings_keeps_rows_and_writes_facts_as_json() -> None:
    frame = findings_frame([MISSING, WHOLE])

    assert frame.columns == ["rule", "row", "column", "facts"]
    assert frame["row"].to_list() == [3, None]
    assert json.loads(frame["facts"][0]) == {"on": "2021-12-20"}


def test_no_findings_make_a_table_without_rows() -> None:
    assert findings_frame([]).height == 0
