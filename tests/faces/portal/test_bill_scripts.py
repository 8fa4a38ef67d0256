"""The browser's bills, made by node: the same amounts as the server's, or the server is asked."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from importlib.resources import files

import polars as pl
import pytest
from tests.faces.bills.questions import questions

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.answering import answer
from donghanh.faces.bills.browser import browser_data
from donghanh.faces.bills.law import shipped_law
from donghanh.faces.bills.reading import read_bill
from donghanh.faces.bills.refusals import CannotBill
from donghanh.faces.portal.bill import given_of
from donghanh.faces.portal.bill_form import BillForm

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed; the browser test covers it too")
SCRIPT = files("donghanh") / "faces" / "portal" / "static" / "portal" / "bill-rating.js"
PROGRAM = """
require(process.argv[1]);
const { law, asked } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const plain = (key, value) => (typeof value === "bigint" ? Number(value) : value);
const told = asked.map((one) => {
  const bill = globalThis.DonghanhBill.make(one, law);
  return bill && {
    lines: bill.lines.map((line) => [line.kind, line.kwh ?? null, line.amount]),
    sums: [bill.gross, bill.relief, bill.net, bill.tax, bill.total],
    notes: [...new Set([
      ...bill.lines.map((line) => (line.kind === "relief" ? line.relief.source : line.row.source)),
      bill.vat.source, ...bill.rules,
    ].map((key) => law.sources[key]?.note).filter(Boolean))],
    before: bill.before && [bill.before.instrument, bill.before.total, bill.before.difference],
  };
});
console.log(JSON.stringify(told, plain));
"""


def of_browser(asked: list[dict[str, str]], law: Law | None = None) -> list[dict | None]:
    law = browser_data(law or shipped_law(), language="vi")
    sent = json.dumps({"law": law, "asked": asked})
    run = subprocess.run(
        [NODE, "-e", PROGRAM, str(SCRIPT)], input=sent, capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


def of_server(asked: dict[str, str]) -> dict | None:
    form = BillForm(asked, law=shipped_law())
    form.is_valid()
    law = shipped_law()
    try:
        told = answer(read_bill(given_of(form), law=law), law=law)
    except CannotBill:
        return None
    bill, before = told.bill, told.bill.year_before
    names = ("gross", "relief", "net", "vat", "total")
    return {
        "lines": [[line.kind, line.kwh, line.amount] for line in bill.lines],
        "sums": [bill.amount_of(name) for name in names],
        "notes": list(bill.to_be_confirmed),
        "before": None
        if before.total_amount is None
        else [before.instrument, before.total_amount, before.difference],
    }


def test_browser_and_server_say_the_same_of_every_question():
    asked = [dict.fromkeys(BillForm.base_fields, "") | one for one in questions()]
    told = of_browser(asked)

    different = [
        (one, mine, theirs)
        for one, mine in zip(asked, told, strict=True)
        if mine is not None and mine != (theirs := of_server(one))
    ]

    assert different == []
    assert sum(bill is not None for bill in told) > len(asked) * 2 // 3


def test_undeclared_tenants_pay_the_tier_of_their_days_and_a_change_within_them_is_left_to_the_server():
    law, change = shipped_law(), date(2021, 12, 1)
    first = law.tenants.with_columns(until_on=change)
    then = law.tenants.with_columns(from_on=change, tier=2).cast(dict(law.tenants.schema))
    asked = {"category": "residential", "kwh": "100", "households": "1", "tenants_undeclared": "on"}

    told = of_browser(
        [asked | {"read_on": day} for day in ("2021-11-30", "2021-12-15", "2021-12-31")],
        replace(law, tenants=pl.concat([first, then])),
    )

    assert [bill and bill["lines"] for bill in told] == [
        [["energy", 100, 201_400]],
        None,
        [["energy", 100, 173_400]],
    ]


@pytest.mark.parametrize(
    "left_to_the_server",
    [
        {"from_on": "2021-11-01", "to_on": "2021-11-30"},
        {"cos_phi": "0.83"},
        {"read_on": "2023-05-15"},
        {"kwh": "12,5"},
        {"kwh": "-5"},
        {"read_on": "2021-02-30"},
        {"quota_rounding": "exact"},
    ],
)
def test_what_the_browser_cannot_do_is_left_to_the_server(left_to_the_server):
    asked = {"category": "residential", "kwh": "250", "read_on": "2021-12-15", "households": "1"}

    assert of_browser([asked]) != [None]
    assert of_browser([asked | left_to_the_server]) == [None]
