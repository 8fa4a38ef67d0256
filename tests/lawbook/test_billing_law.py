"""The law of a bill: from texts to columns, the same texts the same law, and a digest that names it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from donghanh.kernel.billing_tables import PRICES, REACTIVE, RELIEFS, TENANTS, VAT
from donghanh.lawbook.billing_law import check_texts, law_of_texts, read_law
from donghanh.lawbook.documents import DocumentRefused
from donghanh.lawbook.law_texts import NotALaw, canonical, digest_of, parse_canonical, shipped_texts


def test_the_law_fits_the_tables_of_the_kernel():
    law = read_law()
    for table, frame in (
        (PRICES, law.prices),
        (VAT, law.vat),
        (REACTIVE, law.reactive),
        (RELIEFS, law.reliefs),
        (TENANTS, law.tenants),
    ):
        assert table.check(frame) == ()


def test_every_row_names_a_source_that_the_law_knows():
    law = read_law()
    for frame in (law.prices, law.vat, law.reactive, law.reliefs, law.tenants):
        assert set(frame["source"]) <= set(law.sources)
    assert all(source.text for source in law.sources.values())


def test_the_law_is_read_once():
    assert read_law() is read_law()


def test_a_law_rebuilt_from_its_canonical_text_is_the_same_law():
    text = canonical(shipped_texts())
    again = law_of_texts(parse_canonical(text))

    assert again.release == read_law().release == digest_of(text)
    assert again.prices.equals(read_law().prices)
    assert again.sources == read_law().sources


def test_a_price_changes_the_digest_and_windows_line_ends_do_not():
    texts = shipped_texts()
    name = "tariffs/qd-648.yaml"
    dearer = {**texts, name: texts[name].replace("price: 1678", "price: 1679")}
    windows = {**texts, name: texts[name].replace("\n", "\r\n")}

    assert law_of_texts(dearer).release != law_of_texts(texts).release
    assert law_of_texts(windows).release == law_of_texts(texts).release


def test_the_tier_of_undeclared_tenants_is_dated_and_each_rule_keeps_its_source():
    texts, name = shipped_texts(), "billing_rules/billing-rules.yaml"
    ends, begins = "    until: 2026-01-01\n    source: tenants\n", "    from: 2026-01-01\n    until: null\n"
    changed = texts[name].replace("    until: null\n    source: tenants\n", ends, 1)
    waiting = changed.split("    is: 2\n")[1].split("    source: tenants_later")[0]
    law = law_of_texts({**texts, name: changed.replace(waiting, begins)})

    assert law.tenants.select("from_on", "until_on", "tier").rows() == [
        (date(2014, 6, 1), date(2026, 1, 1), 3),
        (date(2026, 1, 1), None, 2),
    ]
    assert [law.sources[key].text[:7] for key in law.tenants["source"]] == ["TT 16/2", "TT 60/2"]


def test_texts_with_a_problem_make_no_law():
    texts = shipped_texts()
    name = "tariffs/qd-648.yaml"

    with pytest.raises(DocumentRefused) as refused:
        law_of_texts({**texts, name: texts[name].replace("price: 1678", 'price: "1.678"')})

    (problem,) = refused.value.problems
    assert (problem.file, problem.rule) == (name, "price-not-whole")


def test_a_law_without_vat_and_a_text_of_no_part_are_refused():
    texts = shipped_texts()
    without = {name: text for name, text in texts.items() if not name.startswith("vat/")}

    assert [problem.rule for problem in check_texts(without)] == ["folder-empty"]
    assert [problem.rule for problem in check_texts({**texts, "prices/a.yaml": ""})] == ["folder-unknown"]


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', "kind: tariff"])
def test_what_is_no_law_is_refused(text):
    with pytest.raises(NotALaw):
        parse_canonical(text)


def test_whatever_a_bill_names_as_its_source_is_written_for_a_vietnamese_reader():
    english = re.compile(r"\b(the|of|and|is|our|here|from|not|was|once|rounded|reference)\b", re.IGNORECASE)

    assert [source.text for source in read_law().sources.values() if english.search(source.text)] == []
