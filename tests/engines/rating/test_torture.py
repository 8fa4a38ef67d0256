"""Bills with everything that can happen inside one period: engine, twin and published number agree."""

import pytest
from tests.oracles.rating_slowly import law_as_rows, rate_slowly

from donghanh.faces.cli.docs_torture import page
from donghanh.faces.cli.torture_cases import CASES
from donghanh.faces.cli.torture_law import torture_law

ROWS = law_as_rows(torture_law())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_engine_and_twin_come_to_the_published_total(case):
    rated = [case.rated(), case.rated(again=True)] if case.is_rated_again else [case.rated()]
    bills = [case.bill(), case.bill(again=True)]

    for again, one in enumerate(rated):
        slow = rate_slowly(ROWS, bills[again] | {"usage": case.usage, "quotas": case.quotas})
        assert one.totals.row(0)[1:] == slow[-1]
        assert one.lines.filter(one.lines["kind"] == "energy")["amount"].to_list() == [
            line["amount"] for line in slow[0]
        ]

    totals = [int(one.totals["total_amount"][0]) for one in rated]
    assert (totals[-1], totals[-1] - totals[0]) == (case.total, case.difference)


def test_the_page_shows_every_case_with_its_total():
    text = page()

    for case in CASES:
        assert f"## {case.name}" in text
        assert f"to pay **{case.total}** đồng" in text


def test_a_withdrawn_reduction_takes_back_what_the_late_one_gave():
    given, taken = (
        next(c for c in CASES if c.name == n) for n in ("relief-two-months-late", "relief-withdrawn")
    )

    assert given.difference == -taken.difference
