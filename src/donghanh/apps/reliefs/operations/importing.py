"""Enters the uses of many sites from a spreadsheet: all rows or none, each fault with its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from donghanh.adapters.spreadsheets.reading import open_spreadsheet
from donghanh.adapters.spreadsheets.sheets import ROW, CannotReadSpreadsheet, Limits
from donghanh.apps.organisation.permissions import Actor, Forbidden
from donghanh.apps.reliefs.operations.entering import enter_use
from donghanh.apps.reliefs.refusals import CannotEnterFact, Refused
from donghanh.kernel.text import fold

HEADS = {
    "code": ("ma khach hang", "customer code", "code"),
    "use": ("su dung", "use"),
    "from": ("tu ngay", "from"),
    "until": ("den truoc ngay", "until"),
    "document": ("van ban", "document"),
}
NEEDED = ("code", "use", "from", "document")
FORMATS = ("%Y-%m-%d", "%d/%m/%Y")
FAULTS_NAMED = 20
MOST = Limits(file_bytes=20 << 20, unpacked_bytes=200 << 20, rows=20_000, columns=40)


@dataclass(frozen=True)
class Imported:
    """Numbers of the facts that were entered, in the order of the rows."""

    numbers: tuple[int, ...]


@transaction.atomic
def import_uses(*, actor: Actor, path: Path, name: str, at: datetime) -> Imported:
    """
    Enter the uses that a CSV or XLSX lists: customer code, use, from, until (first day outside), document.

    raises : CannotEnterFact `file-unreadable`, `column-missing`, `file-empty`, `rows-faulty` with the faults
    """
    numbers: list[int] = []
    faults: list[dict[str, object]] = []
    for row, said in _rows(path, name):
        try:
            with transaction.atomic():
                numbers.append(_entered(actor, said, at))
        except (Refused, Forbidden, ValueError) as reason:
            rule = getattr(reason, "rule", None) or getattr(reason, "key", "day-unreadable")
            faults.append({"row": row, "rule": rule, "text": str(reason)})
    if faults:
        told = "; ".join(f"row {one['row']}: {one['text']}" for one in faults[:FAULTS_NAMED])
        raise CannotEnterFact(
            "rows-faulty", f"{len(faults)} rows cannot be entered, none was: {told}",
            count=len(faults), faults=faults[:FAULTS_NAMED], first=faults[0]["row"],
        )  # fmt: skip
    if not numbers:
        raise CannotEnterFact("file-empty", "The file has no row below its head.")
    return Imported(tuple(numbers))


def _rows(path: Path, name: str) -> list[tuple[int, dict[str, str]]]:
    heads = tuple(head for known in HEADS.values() for head in known)
    try:
        sheet = open_spreadsheet(path=path, name=name, known=heads, limits=MOST)
        columns = _columns(sheet.header)
        return [
            (row[ROW], {key: str(row[column] or "").strip() for key, column in columns.items()})
            for chunk in sheet.chunks
            for row in chunk.rows.iter_rows(named=True)
        ]
    except CannotReadSpreadsheet as reason:
        raise CannotEnterFact("file-unreadable", str(reason), found=reason.rule) from reason


def _columns(header: list[str] | tuple[str, ...]) -> dict[str, str]:
    folded = {fold(head): head for head in header}
    found = {
        key: next((folded[head] for head in known if head in folded), None) for key, known in HEADS.items()
    }
    for key in NEEDED:
        if found[key] is None:
            text = f"no column {' / '.join(HEADS[key])}; the head is {', '.join(header)}."
            raise CannotEnterFact("column-missing", text, column=key)
    return {key: column for key, column in found.items() if column is not None}


def _entered(actor: Actor, said: dict[str, str], at: datetime) -> int:
    until = said.get("until", "")
    return enter_use(
        actor=actor, customer_code=said["code"], use=said["use"], from_on=_day(said["from"]),
        until_on=_day(until) if until else None, document=said["document"], at=at,
    )  # fmt: skip


def _day(text: str) -> date:
    for form in FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise CannotEnterFact("day-unreadable", f"'{text}' is no day; write 2021-08-01 or 01/08/2021.")
