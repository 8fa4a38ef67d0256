"""The one table of columns: every column can be read, named in both languages and explained."""

from __future__ import annotations

import pytest
from tests.adapters.programme_reports.facts import report_facts

from donghanh.adapters.programme_reports import COLUMNS, Column, build_report_workbook, column_named, columns
from donghanh.adapters.programme_reports.columns import UNITS
from donghanh.adapters.programme_reports.paper import paper_values
from donghanh.adapters.programme_reports.words import BASES, BRIEFLY, STATUSES, TEXTS, WHYS
from donghanh.engines.programmes import risk


@pytest.mark.parametrize("column", COLUMNS, ids=lambda one: one.name)
def test_every_column_is_read_off_every_line_in_both_languages(column):
    for programme in report_facts()["programmes"]:
        for activity in programme["activities"]:
            for line in [activity, *activity["units"]]:
                for language in ("vi", "en"):
                    shown = column.shown(line, language)
                    assert shown is None or isinstance(shown, str if column.unit == "word" else int)
    assert column.unit in UNITS
    for language in ("vi", "en"):
        assert column.head[language]
        assert column.meaning[language].endswith(".")


def test_codes_become_words():
    line = {"status": "late", "why": "due-passed", "basis": "article"}

    assert column_named("status").shown(line, "vi") == "trễ: quá ngày cuối"
    assert column_named("basis").shown(line, "en") == "the plan"


def test_a_code_without_a_word_is_shown_and_not_hidden():
    assert column_named("basis").shown({"basis": "new_basis"}, "vi") == "new_basis"


def test_a_column_that_is_not_there_names_those_that_are():
    with pytest.raises(KeyError, match="late_count"):
        column_named("weather")


def test_every_state_the_engine_gives_has_a_word():
    assert set(risk.STATUSES) <= set(STATUSES)
    assert {f"late:{why}" for why in BRIEFLY} <= set(WHYS)
    assert set(BASES) == {"article", "proposed", "edited", "selected"}
    for words in (STATUSES, WHYS, BASES, TEXTS):
        assert all(set(pair) == {"vi", "en"} for pair in words.values())


def test_a_column_added_to_the_table_is_in_the_paper_and_in_the_spreadsheet(monkeypatch):
    added = Column(
        "undelivered",
        {"vi": "Chờ trao", "en": "Waiting"},
        "measured",
        {"vi": "Đã duyệt mà chưa trao.", "en": "Approved, not delivered."},
        lambda line: line["approved"] - line["delivered"],
    )
    more = (*COLUMNS[:-1], added, COLUMNS[-1])
    for module in ("columns", "paper", "workbook"):
        monkeypatch.setattr(f"donghanh.adapters.programme_reports.{module}.COLUMNS", more)
    facts = report_facts()

    values = paper_values(facts=facts, digest="0" * 64, language="vi", stamp=None)
    book = build_report_workbook(facts=facts, digest="0" * 64, language="vi", stamp=None)

    assert "Chờ trao" in [head["text"] for head in values["heads"]]
    assert values["programmes"][1]["activities"][1]["cells"][-2] == "3.000"
    assert _masks_sum(book) == 3_000
    assert columns.COLUMNS is more


def _masks_sum(book: bytes) -> int:
    import io

    import python_calamine

    rows = python_calamine.load_workbook(io.BytesIO(book)).get_sheet_by_name("Theo đơn vị").to_python()
    place = next(row for row in rows if "Chờ trao" in row).index("Chờ trao")
    return next(row[place] for row in rows if row[:2] == ["Khẩu trang", "Cộng"])
