"""
Rows of a list of households in arrears or hit by a storm: which customer, which sign, on which day.

>>> propose_sign_columns(header=["Mã khách hàng", "Dấu hiệu", "Ngày"])
{'customer_code': 'Mã khách hàng', 'sign': 'Dấu hiệu', 'on': 'Ngày'}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from donghanh.engines.intake.cells import day
from donghanh.kernel.text import fold, fold_column

COLUMNS = {
    "customer_code": ("ma khach hang", "ma kh", "ma khang", "customer code", "code"),
    "sign": ("dau hieu", "loai", "noi dung", "sign"),
    "on": ("ngay", "tu ngay", "ngay ghi nhan", "day", "on", "date"),
}
WORDS = {
    "arrears": ("no tien dien", "con no", "no", "cham tra", "arrears"),
    "storm_damage": ("thiet hai do bao", "thiet hai", "bao", "mua bao", "thien tai", "storm damage", "storm"),
}
SIGN_OF = {word: sign for sign, words in WORDS.items() for word in words} | {
    sign.replace("_", " "): sign for sign in WORDS
}
KNOWN = frozenset(word for words in COLUMNS.values() for word in words)


def propose_sign_columns(*, header: Sequence[str]) -> dict[str, str]:
    """Name the column of each field, by the folded words of the head; one that is not found is left out."""
    folded = {fold(name): name for name in reversed(header)}
    found = {
        field: next((folded[word] for word in words if word in folded), None)
        for field, words in COLUMNS.items()
    }
    return {field: name for field, name in found.items() if name is not None}


def read_signs_rows(*, rows: pl.DataFrame, columns: Mapping[str, str], date_system: str) -> pl.DataFrame:
    """
    Read the rows of a list.

    rows    : `row` [number in the file] and text columns, as `adapters.spreadsheets` gives them
    columns : field -> column, all three
    returns : row, customer_code, sign, on [day], problem [null: none; code-missing, sign-unknown,
              day-missing, or the rule of a day that cannot be read], found [the cell with the problem]
    """
    read = day(pl.col(columns["on"]), date_system=date_system)
    words = fold_column(rows[columns["sign"]])
    known = rows.select(
        "row",
        customer_code=pl.col(columns["customer_code"]).str.to_uppercase(),
        sign=words.replace_strict(SIGN_OF, default=None, return_dtype=pl.String),
        on=read.value,
        day_problem=read.problem,
        said_sign=pl.col(columns["sign"]),
        said_on=pl.col(columns["on"]),
    )
    problem = (
        pl.when(pl.col("customer_code").is_null()).then(pl.lit("code-missing"))
        .when(pl.col("sign").is_null()).then(pl.lit("sign-unknown"))
        .when(pl.col("said_on").is_null()).then(pl.lit("day-missing"))
        .otherwise(pl.col("day_problem"))
    )  # fmt: skip
    found = (
        pl.when(pl.col("customer_code").is_null()).then(pl.lit(""))
        .when(pl.col("sign").is_null()).then(pl.col("said_sign").fill_null(""))
        .otherwise(pl.col("said_on").fill_null(""))
    )  # fmt: skip
    return known.with_columns(problem=problem, found=found).select(
        "row", "customer_code", "sign", "on", "problem", "found"
    )
