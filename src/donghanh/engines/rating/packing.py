"""
Bills, usage and households as plain columns of whole numbers, with the faults that words alone show.

For `rating`. The order of the bills is kept; energy is put in order of bill, register, day, so that the order
in which readings arrived does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from donghanh.engines.rating import faults
from donghanh.engines.rating.books import LawBooks, Row, day_number
from donghanh.engines.rating.numbers import NONE, BillNumbers, CalendarNumbers, Room, UseNumbers
from donghanh.kernel.billing_tables import BILLS, QUOTAS, REGISTERS, USAGE
from donghanh.kernel.tables import FrameDoesNotFit, Table

REGISTER_PLACE = dict(zip(REGISTERS, range(len(REGISTERS)), strict=True))


@dataclass(frozen=True)
class Packed:
    """What `formula.rate_bills` takes beside the law."""

    bills: BillNumbers
    use: UseNumbers
    calendar: CalendarNumbers
    room: Room


def in_order(bills: pl.DataFrame) -> pl.DataFrame:
    """
    Bills in order of their numbers.

    raises : FrameDoesNotFit
    """
    return BILLS.require(bills).sort("bill")


def pack(books: LawBooks, *, bills: pl.DataFrame, usage: pl.DataFrame, quotas: pl.DataFrame | None) -> Packed:
    """
    Pack frames of BILLS (that fit), USAGE, QUOTAS.

    raises : FrameDoesNotFit, also for energy or households of a bill that is not there
    """
    place = bills.select("bill").with_row_index("place")
    usage = _placed(place, USAGE.require(usage), USAGE).with_columns(
        pl.col("register").replace_strict(REGISTER_PLACE, return_dtype=pl.Int64)
    )
    usage = usage.sort("place", "register", "from_on")
    quotas = _placed(place, QUOTAS.empty() if quotas is None else QUOTAS.require(quotas), QUOTAS)
    quotas = quotas.sort("place", "from_on")
    use = UseNumbers(
        days_of(usage["from_on"]), days_of(usage["until_on"]),
        ints_of(usage["register"]), ints_of(usage["kwh"]),
        days_of(quotas["from_on"]), days_of(quotas["until_on"]), ints_of(quotas["quota_quarters"]),
    )  # fmt: skip
    numbers = BillNumbers(
        **found_words(books, bills),
        from_day=days_of(bills["from_on"]),
        until_day=days_of(bills["until_on"]),
        tax_day=days_of(bills["read_on"]),
        quarters=ints_of(bills["quota_quarters"]),
        is_exact=ints_of(bills["quota_rounding"] == "exact"),
        is_tenants=ints_of(bills["is_tenants_undeclared"]),
        use_first=_firsts(usage, bills.height),
        quota_first=_firsts(quotas, bills.height),
    )
    return Packed(numbers, use, calendar_of(numbers), room_for(books, numbers))


def calendar_of(bills: BillNumbers) -> CalendarNumbers:
    """The calendar from the first day of the bills to their last."""
    if not len(bills.book):
        return CalendarNumbers(0, *(np.zeros(0, np.int64) for _ in range(4)))
    ends = (bills.from_day, bills.until_day)
    first, last = int(min(np.min(days) for days in ends)), int(max(np.max(days) for days in ends))
    days = pl.DataFrame({"day": pl.Series(range(first, last + 1), dtype=pl.Int32).cast(pl.Date)})
    of = pl.col("day").dt
    found = days.select(
        month=of.year().cast(pl.Int64) * 12 + of.month(),
        day_of_month=of.day().cast(pl.Int64),
        month_length=of.month_end().dt.day().cast(pl.Int64),
        before=of.month_start().dt.offset_by("-1d").dt.day().cast(pl.Int64),
    )
    return CalendarNumbers(first, *(ints_of(found[name]) for name in found.columns))


def room_for(books: LawBooks, bills: BillNumbers) -> Room:
    """Room for as many parts as any bill can have."""
    entries = int(np.max(np.diff(np.asarray(books.numbers.book_first)), initial=0))
    quotas = int(np.max(np.diff(np.asarray(bills.quota_first)), initial=0))
    parts = entries + quotas + 1
    part = [np.zeros(parts, np.int64) for _ in range(4)]
    return Room(part[0], part[1], part[2], part[3], np.zeros(parts * len(REGISTERS), np.int64))


def _placed(place: pl.DataFrame, frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    joined = frame.join(place, on="bill", how="left")
    lost = joined.filter(pl.col("place").is_null())
    if lost.height:
        raise FrameDoesNotFit(
            f"Table {table.name}: {lost.height} rows of bills not in BILLS, first {lost['bill'][0]}. "
            "Hand over the bill, or leave its rows out."
        )
    return joined


def _firsts(placed: pl.DataFrame, count: int) -> Any:
    counts = np.bincount(placed["place"].to_numpy(), minlength=count) if placed.height else np.zeros(count)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def days_of(days: pl.Series) -> Any:
    return days.to_physical().cast(pl.Int64).to_numpy()


def ints_of(values: pl.Series) -> Any:
    return values.cast(pl.Int64).to_numpy()


def found_words(books: LawBooks, bills: pl.DataFrame) -> dict[str, Any]:
    """Columns that follow from words: book, relief, reactive power; each set of words is found once."""
    month = pl.col("until_on").dt.offset_by("-1d")
    asked = bills.select(
        "category",
        "voltage",
        "instrument",
        "relief",
        "cos_phi_percent",
        last_on=month.fill_null(date(1, 1, 1)),
    )
    keys = asked.unique(maintain_order=True)
    found = pl.DataFrame([_find(books, row) for row in keys.to_dicts()], schema=_FOUND)
    found = found.rename(lambda name: f"found_{name}")
    joined = asked.join(
        pl.concat([keys, found], how="horizontal"),
        on=keys.columns,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    return {name: ints_of(joined[f"found_{name}"]) for name in _FOUND}


_FOUND = dict.fromkeys(("book", "as_book", "relief", "reactive", "reactive_percent", "fault"), pl.Int64)


def _find(books: LawBooks, row: Row) -> Row:
    forced = row["instrument"] or ""
    book = books.book_of.get((row["category"], row["voltage"], forced), NONE)
    fault = 0 if book != NONE else faults.PRICE_MISSING
    if forced and forced not in books.instruments:
        fault = faults.INSTRUMENT_UNKNOWN
    relief, of_relief = _relief(books, row)
    as_book = _as_book(books, row, relief)
    if as_book == NONE and relief != NONE and books.reliefs[relief]["effect"] == "as_category":
        of_relief = of_relief or faults.PRICE_MISSING
    reactive, percent, of_reactive = _reactive(books, row)
    return {
        "book": book, "as_book": as_book, "relief": relief, "reactive": reactive, "reactive_percent": percent,
        "fault": fault or of_relief or of_reactive,
    }  # fmt: skip


def _relief(books: LawBooks, row: Row) -> tuple[int, int]:
    """
    The row of the relief for the category, and the fault where there is none.

    Where a reduction changed from month to month, the row of the period's last day. Whether a bill's month is
    one of the reduction's is asked by `engines.reliefs`, which knows the month; a bill here has days only.
    """
    if row["relief"] is None:
        return NONE, 0
    named = [at for at, one in enumerate(books.reliefs) if one["relief"] == row["relief"]]
    held = [at for at in named if books.reliefs[at]["category"] == row["category"]]
    now = [
        at
        for at in held
        if books.reliefs[at]["from_month"] <= row["last_on"] < books.reliefs[at]["until_month"]
    ]
    if not held:
        return NONE, faults.RELIEF_CATEGORY if named else faults.RELIEF_UNKNOWN
    at = (now or held)[0]
    return at, 0 if books.reliefs[at]["is_enabled"] else faults.RELIEF_DISABLED


def _as_book(books: LawBooks, row: Row, relief: int) -> int:
    if relief == NONE or books.reliefs[relief]["effect"] != "as_category":
        return NONE
    category = books.reliefs[relief]["as_category"]
    return books.book_of.get((category, row["voltage"], row["instrument"] or ""), NONE)


def _reactive(books: LawBooks, row: Row) -> tuple[int, int, int]:
    """Row, percentage in hundredths, and fault, by the table of the period's last day."""
    cos_phi = row["cos_phi_percent"]
    if cos_phi is None:
        return NONE, 0, 0
    if not 0 <= cos_phi <= 100:
        return NONE, 0, faults.COS_PHI_OUT_OF_RANGE
    day = day_number(row["last_on"])
    table = {
        one["cos_phi_percent"]: at
        for at, one in enumerate(books.reactive)
        if day_number(one["from_on"]) <= day < day_number(one["until_on"])
    }
    if not table:
        return NONE, 0, faults.REACTIVE_MISSING
    at = table.get(min(max(cos_phi, min(table)), max(table)), NONE)
    if at == NONE:
        return NONE, 0, faults.REACTIVE_MISSING
    return at, books.reactive[at]["percent_hundredths"], 0
