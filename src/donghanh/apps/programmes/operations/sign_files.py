"""Takes a list of households in arrears or hit by a storm from a spreadsheet: all of its rows, or none."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl
from django.db import transaction

from donghanh.adapters.spreadsheets.reading import open_spreadsheet
from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet, Limits, Sheet
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.programmes.operations.leads import CannotRecordSign, Recorded, record_signs
from donghanh.engines.intake.signs import COLUMNS, KNOWN, propose_sign_columns, read_signs_rows

LIMITS = Limits(file_bytes=20 << 20, unpacked_bytes=200 << 20, rows=100_000, cells=3_000_000)
TOLD = 20


@transaction.atomic
def record_sign_file(*, actor: Actor, path: Path, name: str, source: str, at: datetime) -> int:
    """
    Record the signs of a spreadsheet; answers how many were new.

    path   : CSV or XLSX with the columns customer code, sign, day
    raises : Forbidden; CannotRecordSign: the file's own rule, `columns-missing`, `rows-wrong` with why
    """
    try:
        sheet = open_spreadsheet(path=path, name=name, known=KNOWN, limits=LIMITS)
        rows = _rows(sheet)
    except CannotReadSpreadsheet as reason:
        raise CannotRecordSign(reason.rule, f"{name}: {reason}", **reason.facts) from reason
    signs = [Recorded(code, sign, on) for code, sign, on in rows.iter_rows()]
    return record_signs(actor=actor, signs=signs, source=source, at=at)


def _rows(sheet: Sheet) -> pl.DataFrame:
    columns = propose_sign_columns(header=sheet.header)
    missing = [field for field in COLUMNS if field not in columns]
    if missing:
        raise CannotRecordSign(
            "columns-missing",
            f"Found the columns {', '.join(sheet.header)}; missing: {', '.join(missing)}. "
            "Name them Mã khách hàng, Dấu hiệu, Ngày.",
            missing=missing, found=sheet.header,
        )  # fmt: skip
    system = sheet.detected.get("date_system", "1900")
    read = [
        read_signs_rows(rows=chunk.rows, columns=columns, date_system=system)
        for chunk in sheet.chunks
        if chunk.rows.height
    ]
    if not read:
        raise CannotRecordSign("file-is-empty", "The file has a head and no rows.")
    frame = pl.concat(read)
    _check(frame)
    return frame.select("customer_code", "sign", "on")


def _check(frame: pl.DataFrame) -> None:
    wrong = frame.filter(pl.col("problem").is_not_null())
    if wrong.is_empty():
        return
    rows = wrong.head(TOLD).select("row", "problem", "found").rows(named=True)
    told = "; ".join(f"row {one['row']}: {one['problem']} ({one['found']})" for one in rows)
    raise CannotRecordSign(
        "rows-wrong",
        f"{wrong.height} of {frame.height} rows cannot be used, and none was recorded: {told}. Mend them.",
        rows=rows, count=wrong.height,
    )  # fmt: skip
