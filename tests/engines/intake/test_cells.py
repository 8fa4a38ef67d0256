"""Each reader of cells: what is read, what is refused, what is noted."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from donghanh.engines.intake import cells


def read(reader: cells.Read, text: str | None):
    frame = pl.DataFrame({"cell": [text]}, schema={"cell": pl.String})
    return frame.select(value=reader.value, problem=reader.problem, note=reader.note).row(0)


CELL = pl.col("cell")


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("0", 0, None),
        ("120", 120, None),
        ("1.234", 1_234, "energy-dots-read-as-thousands"),
        ("1.234.567", 1_234_567, "energy-dots-read-as-thousands"),
        ("1.234,0", 1_234, "energy-dots-read-as-thousands"),
        ("1 234 567", 1_234_567, "energy-spaces-read-as-thousands"),
        ("1\u00a0234", 1_234, "energy-spaces-read-as-thousands"),
        ("1,234,567", 1_234_567, "energy-commas-read-as-thousands"),
        ("12,0", 12, None),
        ("12.0", 12, None),
        (None, None, None),
        ("-", None, None),
    ],
)
def test_energy_is_read_as_whole_kwh(text, value, note):
    assert read(cells.whole_kwh(CELL), text) == (value, None, note)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1,234", "energy-ambiguous"),
        ("1,5", "energy-not-whole"),
        ("1.5", "energy-not-whole"),
        ("1.2345", "energy-not-whole"),
        ("12.34.567", "energy-not-whole"),
        ("-5", "energy-negative"),
        ("\u22125", "energy-negative"),
        ("12x", "energy-not-a-number"),
        ("1e3", "energy-not-a-number"),
        ("#REF!", "energy-not-a-number"),
        ("=1+1", "energy-not-a-number"),
        ("1000000001", "energy-too-large"),
        ("99999999999999999999999", "energy-too-large"),
    ],
)
def test_energy_that_could_be_misread_is_refused(text, problem):
    value, found, _note = read(cells.whole_kwh(CELL), text)

    assert found == problem
    assert value is None or problem == "energy-too-large"


@pytest.mark.parametrize(
    ("text", "system", "value", "note"),
    [
        ("01/02/2015", "1900", date(2015, 2, 1), None),
        ("1/2/2015", "1900", date(2015, 2, 1), None),
        ("31-12-2021", "1900", date(2021, 12, 31), None),
        ("31.12.2021", "1900", date(2021, 12, 31), None),
        ("2021-12-31", "1900", date(2021, 12, 31), None),
        ("2021-12-31 00:00:00", "1900", date(2021, 12, 31), None),
        ("44531", "1900", date(2021, 12, 1), "day-numbers-counted-from-1900"),
        ("43069", "1904", date(2021, 12, 1), "day-numbers-counted-from-1904"),
        (None, "1900", None, None),
    ],
)
def test_days_are_read(text, system, value, note):
    assert read(cells.day(CELL, date_system=system), text) == (value, None, note)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("12/25/2021", "day-not-readable"),
        ("31/02/2021", "day-not-readable"),
        ("2021-02-30", "day-not-readable"),
        ("01/02/15", "day-not-readable"),
        ("hôm qua", "day-not-readable"),
        ("123", "day-not-readable"),
        ("01/01/1700", "day-out-of-range"),
    ],
)
def test_days_that_are_none_are_refused(text, problem):
    assert read(cells.day(CELL, date_system="1900"), text)[:2] == (None, problem)


@pytest.mark.parametrize("text", ["2021-01", "01/2021", "1/2021", "2021-01-31", "31/01/2021"])
def test_months_are_read_by_their_first_day(text):
    assert read(cells.month(CELL), text)[:2] == (date(2021, 1, 1), None)


@pytest.mark.parametrize(("text", "problem"), [("13/2021", "month-not-readable"), (None, "value-missing")])
def test_months_that_are_none_are_refused(text, problem):
    assert read(cells.month(CELL), text)[:2] == (None, problem)


def test_a_telephone_gets_its_zero_back_and_that_is_noted():
    reader = cells.phone(CELL, pl.lit(None, pl.String))

    assert read(reader, "912345678") == ("0912345678", None, "phone-zero-restored")
    assert read(reader, "12") == (None, "phone-not-readable", None)


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("0600123456", "0600123456", None),
        ("0600123456-001", "0600123456-001", None),
        ("600123456", None, "tax-code-lost-its-zero"),
        ("06001234567", None, "tax-code-form"),
        (None, None, None),
    ],
)
def test_tax_codes(text, value, problem):
    assert read(cells.tax_code(CELL), text)[:2] == (value, problem)


@pytest.mark.parametrize("text", ["a\x00b", "a\x07", "a\ufffdb"])
def test_control_signs_are_refused(text):
    assert read(cells.text(CELL, longest=10, required=True), text)[1] == "control-signs"


def test_text_is_put_together_and_has_an_end():
    reader = cells.text(CELL, longest=10, required=True)

    assert read(reader, "a \n b")[:2] == ("a b", None)
    assert read(reader, "x" * 11)[1] == "text-too-long"
    assert read(reader, None)[1] == "value-missing"


@pytest.mark.parametrize(
    ("text", "is_right"), [("a@b.vn", True), ("a@b", False), ("a b@c.vn", False), ("@b.vn", False)]
)
def test_email(text, is_right):
    value, problem, _ = read(cells.email(CELL), text)

    assert (value == text, problem is None) == (is_right, is_right)


def test_words_and_consent_have_only_the_answers_in_use():
    kind = cells.word(CELL, words={"household": ("ho",)})
    consent = cells.yes_or_no(CELL, yes=("co",), no=("khong",))

    assert read(kind, "ho")[:2] == ("household", None)
    assert read(kind, "xyz")[:2] == (None, "word-unknown")
    assert read(kind, None)[:2] == (None, "value-missing")
    assert [read(consent, text)[0] for text in ("co", "khong", None)] == [True, False, False]
    assert read(consent, "có lẽ")[1] == "yes-or-no-expected"
