"""GeoReport v2 is written as the golden samples show it, the same thing in XML and in JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree
from tests.adapters.open311.samples import ERRORS, FAULT, NOTE, OPEN, PLAIN, RECEIPT, SIGN, TOKEN

from donghanh.adapters import open311

GOLDEN = Path(__file__).parent / "golden"
WRITTEN = {
    "services": lambda form: open311.build_services([FAULT, PLAIN], form=form),
    "definition": lambda form: open311.build_definition(
        service_code=FAULT.code, attributes=[SIGN, NOTE], form=form
    ),
    "receipt": lambda form: open311.build_receipts([RECEIPT], form=form),
    "token": lambda form: open311.build_tokens([TOKEN], form=form),
    "requests": lambda form: open311.build_reports([OPEN], form=form),
    "errors": lambda form: open311.build_errors(ERRORS, form=form),
}


@pytest.mark.parametrize("form", open311.FORMS)
@pytest.mark.parametrize("name", WRITTEN)
def test_the_golden_sample_is_what_is_written_today(name, form):
    written = WRITTEN[name](form)

    assert written.decode().strip() == (GOLDEN / f"{name}.{form}").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("name", ["services", "receipt", "token", "requests", "errors"])
def test_both_forms_say_the_same(name):
    told = json.loads(WRITTEN[name]("json"))
    rows = etree.fromstring(WRITTEN[name]("xml"))

    assert [{key: _as_xml(value) for key, value in row.items()} for row in told] == [
        {below.tag: below.text for below in row} for row in rows
    ]


def test_a_list_of_answers_has_key_and_name_for_each():
    found = etree.fromstring(WRITTEN["definition"]("xml"))

    assert [one.findtext("key") for one in found.iterfind("attributes/attribute/values/value")] == [
        "no_power", "wire_down",
    ]  # fmt: skip


@pytest.mark.parametrize("form", open311.FORMS)
def test_signs_that_xml_cannot_hold_are_left_out(form):
    written = open311.build_errors([open311.Error(400, "a\x0bb\x00\ud800c")], form=form)

    assert b"abc" in written


def test_nothing_of_a_place_is_published():
    (row,) = json.loads(WRITTEN["requests"]("json"))

    assert {row[name] for name in ("address", "lat", "long", "zipcode", "media_url", "description")} == {None}


def _as_xml(value):
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value) or None
