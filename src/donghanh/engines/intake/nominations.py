"""
Rows of a commune's nominations as they come in a spreadsheet: who is proposed for what, and what is wrong.

For the communes' officers, who fill a template off line. Text columns in, clean columns and findings out.
An error keeps its row out of the load; a warning asks a person to look; a note says what was read by a rule,
such as a telephone number whose zero a spreadsheet program had eaten. Near duplicates are found elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.engines.intake import cells
from donghanh.engines.intake.findings import FOUND_LENGTH
from donghanh.engines.intake.nomination_columns import COLUMNS, columns_of
from donghanh.engines.intake.vocabulary import SOCIAL_CLASS_WORDS
from donghanh.kernel.identifiers import plain_phones
from donghanh.kernel.tables import Column, Table
from donghanh.kernel.text import fold_column

KIND_WORDS: dict[str, tuple[str, ...]] = {
    "household": ("household", "ho gia dinh", "ho"),
    "pupil": ("pupil", "hoc sinh"),
    "school": ("school", "truong hoc", "truong"),
    "area": ("area", "khu vuc"),
}
LONGEST = {"name": 200, "address": 200, "why": 1000}
CUSTOMER_CODE = r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{2}[0-9]{7}$"
MOST_PIECES = 1_000_000
CONTROL = r"[\x00-\x1f\x7f\u{fffd}]"

FINDINGS = Table(
    "nomination_findings",
    (
        Column("severity", "", pl.String, "whether it keeps the row out", words=("error", "warning", "note")),
        Column("rule", "", pl.String, "stable name of the rule"),
        Column("row", "", pl.Int64, "row of the file"),
        Column("field", "", pl.String, "what the column means", is_nullable=True),
        Column("found", "", pl.String, "what stands there, at most 80 letters", is_nullable=True),
        Column("expected", "", pl.String, "what was expected", is_nullable=True),
    ),
)


@dataclass(frozen=True)
class ActivityTerms:
    """
    What an activity takes.

    words    : folded ways in which a sheet may name it
    kinds    : who may be named; with one kind the column may stay empty
    classes  : social classes that it is for; empty when it does not ask
    is_goods : whether pieces are counted; otherwise the quantity is 1
    is_open  : whether nominations are still taken on the day
    """

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    classes: tuple[str, ...] = ()
    is_goods: bool = False
    is_open: bool = True


@dataclass(frozen=True)
class Checked:
    """Clean rows (in the order of the file, those without an error) and all findings."""

    rows: pl.DataFrame
    findings: pl.DataFrame


def check_nominations(
    *, rows: pl.DataFrame, activities: Mapping[str, ActivityTerms], day: date, date_system: str
) -> Checked:
    """
    Read every row.

    rows        : row [number in the file], text columns under the file's own headings
    activities  : code -> what it takes
    day         : the product's day; a later day of review is an error
    date_system : "1900" or "1904", of the workbook
    """
    laid = _laid_out(rows)
    read = _read(laid, activities, date_system)
    values = laid.select("row", **{field: one.value for field, one in read.items()})
    problems = [_findings(laid, field, one, activities) for field, one in read.items()]
    problems += [_restored(laid, read["phone"])]
    problems += _by_terms(values, laid, activities, day)
    problems.append(_repeats(values))
    findings = pl.concat([FINDINGS.empty(), *problems]).sort("row", maintain_order=True)
    bad = findings.filter(pl.col("severity") == "error")["row"].unique()
    return Checked(
        rows=_filled(values, activities).filter(~pl.col("row").is_in(bad.implode())), findings=findings
    )


def _laid_out(rows: pl.DataFrame) -> pl.DataFrame:
    """One text column a field, null where the file has none; folded and plain forms beside them."""
    columns = columns_of(header=[name for name in rows.columns if name != "row"])
    laid = rows.select(
        "row",
        **{
            field: pl.col(columns[field]) if field in columns else pl.lit(None, pl.String)
            for field in COLUMNS
        },
    )
    folded = {f"{field}_folded": fold_column(laid[field]) for field in ("activity", "kind", "social_class")}
    return laid.with_columns(**folded, phone_plain=plain_phones(laid["phone"]))


def _read(
    laid: pl.DataFrame, activities: Mapping[str, ActivityTerms], date_system: str
) -> dict[str, cells.Read]:
    words = {code: terms.words for code, terms in activities.items()}
    return {
        "activity": cells.word(pl.col("activity_folded"), words=words),
        "name": cells.text(pl.col("name"), longest=LONGEST["name"], required=False),
        "kind": cells.word(pl.col("kind_folded"), words=KIND_WORDS, missing=""),
        "customer_code": _code(pl.col("customer_code")),
        "address": cells.text(pl.col("address"), longest=LONGEST["address"], required=False),
        "phone": cells.phone(pl.col("phone"), pl.col("phone_plain")),
        "social_class": cells.word(pl.col("social_class_folded"), words=SOCIAL_CLASS_WORDS, missing=""),
        "quantity": _quantity(pl.col("quantity")),
        "why": cells.text(pl.col("why"), longest=LONGEST["why"], required=False),
        "reviewed_on": cells.day(pl.col("reviewed_on"), date_system=date_system),
    }


def _code(cell: pl.Expr) -> cells.Read:
    bare = cell.str.replace_all(r"\s", "").str.to_uppercase()
    fits = bare.str.contains(CUSTOMER_CODE)
    return cells.Read(
        pl.when(fits).then(bare), pl.when(~fits).then(pl.lit("customer-code-form")), cells.NO_NOTE
    )


def _quantity(cell: pl.Expr) -> cells.Read:
    """Pieces: "1.000" and "1 000" are a thousand; an empty cell is one."""
    bare = cell.str.replace_all(r"\s", "").str.replace_all(r"[.,](\d{3})", "${1}")
    number = bare.str.extract(r"^(\d{1,9})$", 1).cast(pl.Int64, strict=False)
    fits = number.is_between(1, MOST_PIECES).fill_null(value=False)
    value = pl.when(cell.is_null()).then(pl.lit(1, pl.Int64)).when(fits).then(number)
    problem = pl.when(cell.is_not_null() & ~fits).then(pl.lit("quantity-not-readable"))
    return cells.Read(value, problem, cells.NO_NOTE)


def _findings(
    laid: pl.DataFrame, field: str, one: cells.Read, activities: Mapping[str, ActivityTerms]
) -> pl.DataFrame:
    expected = {"activity": ", ".join(activities), "phone": "0912345678", "reviewed_on": "31/12/2021"}
    return (
        laid.with_columns(problem=one.problem)
        .filter(pl.col("problem").is_not_null())
        .select(
            severity=pl.lit("error"), rule=pl.col("problem"), row="row", field=pl.lit(field),
            found=_shown(pl.col(field)), expected=pl.lit(expected.get(field), pl.String),
        )
    )  # fmt: skip


def _shown(cell: pl.Expr) -> pl.Expr:
    """A cell as a finding may repeat it: no control signs, which no database keeps."""
    return cell.cast(pl.String).str.replace_all(CONTROL, "\u25a1").str.head(FOUND_LENGTH)


def _restored(laid: pl.DataFrame, phone: cells.Read) -> pl.DataFrame:
    return (
        laid.with_columns(note=phone.note, value=phone.value)
        .filter(pl.col("note").is_not_null())
        .select(
            severity=pl.lit("note"), rule="note", row="row", field=pl.lit("phone"),
            found=_shown(pl.col("phone")), expected=pl.col("value"),
        )
    )  # fmt: skip


def _by_terms(
    values: pl.DataFrame, laid: pl.DataFrame, activities: Mapping[str, ActivityTerms], day: date
) -> list[pl.DataFrame]:
    """What only the activity can say: its kinds, classes, pieces, and whether it still takes names."""
    found = [
        _error(values, "reviewed_on", "day-in-future", pl.col("reviewed_on") > day),
        _error(values, "name", "value-missing", pl.col("name").is_null() & pl.col("customer_code").is_null()
               & ~_broken(laid, "customer_code", values) & ~_broken(laid, "name", values)),
    ]  # fmt: skip
    for code, terms in activities.items():
        here = values.filter(pl.col("activity") == code)
        kind = pl.col("kind").fill_null("")
        silent = pl.col("social_class").fill_null("x") == ""
        found.append(_error(here, "activity", "activity-closed", pl.lit(not terms.is_open)))
        wrong = ~kind.is_in(["", *terms.kinds]) | ((kind == "") & pl.lit(len(terms.kinds) > 1))
        found.append(
            _error(here, "kind", "kind-not-of-activity", wrong & pl.col("kind").is_not_null(), terms.kinds)
        )
        if terms.classes:
            unasked = silent & pl.col("customer_code").is_null()
            found.append(_error(here, "social_class", "value-missing", unasked, terms.classes))
            strange = (
                ~silent & ~pl.col("social_class").is_in(terms.classes) & pl.col("social_class").is_not_null()
            )
            found.append(_error(here, "social_class", "class-not-of-activity", strange, terms.classes))
        if not terms.is_goods:
            found.append(_error(here, "quantity", "quantity-not-possible", pl.col("quantity") != 1))
    return found


def _broken(laid: pl.DataFrame, field: str, values: pl.DataFrame) -> pl.Series:
    """Whether a cell holds something that could not be read: said already, so not missing."""
    return laid[field].is_not_null() & values[field].is_null()


def _error(
    rows: pl.DataFrame, field: str, rule: str, when: pl.Expr, expected: Sequence[str] = ()
) -> pl.DataFrame:
    return rows.filter(when).select(
        severity=pl.lit("error"), rule=pl.lit(rule), row="row", field=pl.lit(field),
        found=_shown(pl.col(field)), expected=pl.lit(", ".join(expected) or None, pl.String),
    )  # fmt: skip


def _repeats(values: pl.DataFrame) -> pl.DataFrame:
    """Rows that name the same customer, or the same person in the same words, as an earlier row."""
    said = values.filter(
        pl.col("activity").is_not_null()
        & (pl.col("name").is_not_null() | pl.col("customer_code").is_not_null())
    )
    folded = said.with_columns(folded=fold_column(said["name"]))
    words = pl.struct("folded", "kind", "address", "phone", "quantity")
    first_by_code = pl.col("row").min().over("activity", "customer_code")
    first_by_words = pl.col("row").min().over("activity", words)
    earlier = pl.when(pl.col("customer_code").is_not_null()).then(first_by_code).otherwise(first_by_words)
    return (
        folded.with_columns(first=earlier)
        .filter(pl.col("row") > pl.col("first"))
        .select(
            severity=pl.lit("error"), rule=pl.lit("row-repeated"), row="row", field=pl.lit("name"),
            found=_shown(pl.col("name")), expected=pl.col("first").cast(pl.String),
        )
    )  # fmt: skip


def _filled(values: pl.DataFrame, activities: Mapping[str, ActivityTerms]) -> pl.DataFrame:
    """Give rows that leave the kind open the only kind that their activity has."""
    only = {code: terms.kinds[0] for code, terms in activities.items() if terms.kinds}
    kind = pl.when(pl.col("kind") == "").then(
        pl.col("activity").replace_strict(only, default=None, return_dtype=pl.String)
    )
    return values.with_columns(kind=kind.otherwise(pl.col("kind")))
