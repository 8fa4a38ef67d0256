"""Words of contracts cite only what the lawbook holds; terms of signing stay within what the engine keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from donghanh.lawbook import contract_texts, signing_terms
from donghanh.lawbook.contract_texts import cites_on, contract_text

TEXT = (contract_texts.FOLDER / "supply.yaml").read_text(encoding="utf-8")
TERMS = (signing_terms.FOLDER / "terms.yaml").read_text(encoding="utf-8")


def rules_of(check: Callable[..., list], folder: Path, text: str) -> list[str]:
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    return [problem.rule for problem in check(folder=folder)]


@pytest.mark.parametrize(
    ("day", "decision"),
    [
        (date(2021, 12, 20), "648"), (date(2023, 11, 8), "1062"), (date(2023, 11, 9), "2941"),
        (date(2025, 5, 10), "1279"),
    ],
)  # fmt: skip
def test_the_price_decision_of_the_day_is_cited(day, decision):
    text = contract_text(service="NEW_LV_RES_RURAL", day=day)
    assert text is not None
    prices = next(one for one in text.sections if one.vi == "Giá điện và thanh toán").paragraphs[0]

    assert [one.vi.split("/")[0] for one in cites_on(paragraph=prices, day=day)] == [f"QĐ {decision}"]


def test_a_service_without_words_has_none():
    assert contract_text(service="METER_CHECK", day=date(2021, 12, 20)) is None


@pytest.mark.parametrize(
    ("said", "instead", "rule"),
    [
        ("tariffs/qd-648.yaml", "tariffs/qd-9999.yaml", "cite-unknown"),
        ("tariffs/qd-648.yaml", "../../faces/cli/main.py", "cite-unknown"),
        ("says: qd_505_6", "says: qd_505_99", "cite-unknown"),
        ("price_category: residential", "price_category: gold", "word-unknown"),
        ('three: "380"', 'three: "999"', "word-unknown"),
        ("NEW_LV_RES_EXTRA]", "NEW_LV_NOTHING]", "word-unknown"),
        ("shows: parties", "shows: weather", "word-unknown"),
        (", shows: parties", "", "section-empty"),
    ],
)  # fmt: skip
def test_a_slip_in_the_words_is_named(tmp_path, said, instead, rule):
    assert said in TEXT

    assert rule in rules_of(contract_texts.check_documents, tmp_path, TEXT.replace(said, instead))


@pytest.mark.parametrize(
    ("said", "instead", "rule"),
    [
        ("digits: 6", "digits: 4", "not-whole"),
        ("most_tries: 5", "most_tries: many", "not-whole"),
        ("order: [customer, company]", "order: [company, customer]", "order-wrong"),
        ("{code} la ma", "Ma", "place-missing"),
    ],
)
def test_a_slip_in_the_terms_is_named(tmp_path, said, instead, rule):
    assert said in TERMS

    assert rule in rules_of(signing_terms.check_documents, tmp_path, TERMS.replace(said, instead))


def test_the_documents_of_the_house_are_sound():
    assert contract_texts.check_documents() == []
    assert signing_terms.check_documents() == []
