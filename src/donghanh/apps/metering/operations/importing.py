"""
Readings by file and by batch: checked row by row, then all of them or none, or the good ones if wanted.

A file is checked when it comes and once more when it is loaded: what was kept in between counts.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from donghanh.adapters.reading_books import BOOK_COLUMNS, ReadBook, parse_book
from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet
from donghanh.apps.customers.bridge.copying import copy_in
from donghanh.apps.customers.operations.receiving import plain_name
from donghanh.apps.metering.bridge.known import kept_days, known_meters
from donghanh.apps.metering.models import ReadingImport, ReadingImportFinding
from donghanh.apps.metering.permissions import check_read_in
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.refusals import NotFound, Refused
from donghanh.engines.readings.intake import FAULTS, judge_rows
from donghanh.lawbook.reading_books import read_layouts

KEPT_A_RULE = 200
MOST_BYTES = 64 << 20
LOCK_CLASS = 7_341
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class CannotReadIn(Refused):
    """The file, or the batch, is not taken."""


@dataclass(frozen=True)
class Judged:
    """The rows of a file or batch: those that pass, and the faults of the others."""

    good: pl.DataFrame
    faults: pl.DataFrame
    row_count: int

    @property
    def bad_count(self) -> int:
        return self.faults["line"].n_unique()


def receive_readings(
    *, actor: Actor, blocks: Iterable[bytes], name: str, at: datetime, layout: str = ""
) -> int:
    """
    Keep a file's bytes and check every row; nothing is loaded yet.

    name    : as the sender called it; its ending may tell the layout
    layout  : of fixed width, by name; "" to tell by the file
    returns : number of the import
    raises  : Forbidden; CannotReadIn with the rule of the spreadsheet's adapter
    """
    check_read_in(actor=actor)
    plain = plain_name(name)
    sha256, count = _keep(blocks)
    judged, told = _judge_file(actor, sha256, plain, layout, at)
    with transaction.atomic():
        row = ReadingImport.objects.create(
            file_name=plain, sha256=sha256, byte_count=count, layout=told, channel="file",
            state="refused" if not judged.good.height else "checked", row_count=judged.row_count,
            good_count=judged.good.height, counts=_counts(judged.faults), staff_id=actor.staff_id,
            username=actor.username, product_at=at,
        )  # fmt: skip
        _write_findings(row, judged.faults)
        facts = {"file": plain, "sha256": sha256, "rows": judged.row_count, "good": judged.good.height}
        record_act(actor=actor, act="receive_readings", subject=f"readings:{row.pk}", facts=facts, at=at)
    return int(row.pk)


def load_readings(*, actor: Actor, number: int, at: datetime, partial: bool = False) -> int:
    """
    Load a checked file: all rows, or with `partial` the good ones; answers how many readings were kept.

    raises : Forbidden, NotFound; CannotReadIn `loaded-already`, `rows-at-fault`, `nothing-good`
    """
    check_read_in(actor=actor)
    with transaction.atomic():
        _one_at_a_time()
        row = ReadingImport.objects.select_for_update().filter(pk=number, channel="file").first()
        if row is None or not _is_own(actor, row):
            raise NotFound("reading_import", number)
        if row.state == "loaded":
            raise CannotReadIn("loaded-already", f"Import {number} is loaded.", number=number)
        judged, _ = _judge_file(actor, row.sha256, row.file_name, row.layout, at)
        row.findings.all().delete()
        _write_findings(row, judged.faults)
        _check_loadable(judged, partial=partial, number=number)
        write_readings(good=judged.good, actor=actor, channel="file", import_id=row.pk, at=at)
        row.state, row.is_partial, row.loaded_count = "loaded", partial, judged.good.height
        row.row_count, row.good_count, row.counts = (
            judged.row_count, judged.good.height, _counts(judged.faults),
        )  # fmt: skip
        row.save()
        facts = {"file": row.file_name, "loaded": judged.good.height, "left_out": judged.bad_count}
        record_act(actor=actor, act="load_readings", subject=f"readings:{number}", facts=facts, at=at)
    return judged.good.height


@dataclass(frozen=True)
class BatchFault:
    """One row of a batch that does not pass; `line` counts from 1."""

    line: int
    rule: str
    column: str
    found: str
    expected: str


@dataclass(frozen=True)
class BatchKept:
    """What became of a batch."""

    number: int
    loaded: int
    faults: tuple[BatchFault, ...]


def post_readings(
    *, actor: Actor, rows: Sequence[Mapping[str, str]], at: datetime, partial: bool = False
) -> BatchKept:
    """
    Take readings of another program: all of them, or with `partial` the good ones.

    rows   : serial, read_on, index and, where they are known, point, register, kind, multiplier [text]
    raises : Forbidden; CannotReadIn `rows-at-fault` with the first faults, `nothing-good`
    """
    check_read_in(actor=actor)
    texts = [
        (line, *(row.get(name) or None for name in list(BOOK_COLUMNS)[1:]))
        for line, row in enumerate(rows, 1)
    ]
    frame = pl.DataFrame(texts, schema=BOOK_COLUMNS, orient="row")
    digest = hashlib.sha256(frame.write_csv().encode()).hexdigest()
    with transaction.atomic():
        _one_at_a_time()
        judged = _judge(actor, ReadBook(frame, (), "api"), at)
        _check_loadable(judged, partial=partial, number=0)
        row = ReadingImport.objects.create(
            file_name="API", sha256=digest, byte_count=0, layout="api", channel="api", state="loaded",
            row_count=judged.row_count, good_count=judged.good.height, loaded_count=judged.good.height,
            is_partial=partial, counts=_counts(judged.faults), staff_id=actor.staff_id,
            username=actor.username, product_at=at,
        )  # fmt: skip
        _write_findings(row, judged.faults)
        write_readings(good=judged.good, actor=actor, channel="api", import_id=row.pk, at=at)
        facts = {"rows": judged.row_count, "loaded": judged.good.height}
        record_act(actor=actor, act="post_readings", subject=f"readings:{row.pk}", facts=facts, at=at)
    return BatchKept(int(row.pk), judged.good.height, batch_faults(judged.faults))


def batch_faults(faults: pl.DataFrame) -> tuple[BatchFault, ...]:
    """Tell the first faults as plain values."""
    return tuple(
        BatchFault(line, rule, column, found or "", expected or "")
        for line, rule, column, found, expected in faults.head(KEPT_A_RULE).iter_rows()
    )


def write_readings(
    *, good: pl.DataFrame, actor: Actor, channel: str, import_id: int | None, at: datetime
) -> None:
    """
    Copy readings in, inside the caller's transaction.

    raises : CannotReadIn `reading-kept-already`, when somebody was faster
    """
    frame = good.drop("line").rename({"point": "point_id", "meter": "meter_id"}).with_columns(
        channel=pl.lit(channel), username=pl.lit(actor.username), product_at=pl.lit(at.isoformat()),
        staff_id=pl.lit(actor.staff_id, pl.Int64), reading_import_id=pl.lit(import_id, pl.Int64),
    )  # fmt: skip
    try:
        with transaction.atomic():
            copy_in(table="metering_reading", frame=frame)
    except IntegrityError as reason:
        text = "Somebody else has just kept a reading of the same register and day. Check the file again."
        raise CannotReadIn("reading-kept-already", text) from reason


def _check_loadable(judged: Judged, *, partial: bool, number: int) -> None:
    if not judged.good.height:
        raise CannotReadIn(
            "nothing-good", "No row can be taken.", number=number, faults=_first(judged.faults)
        )
    if judged.bad_count and not partial:
        text = f"{judged.bad_count} of {judged.row_count} rows are at fault: nothing was taken."
        raise CannotReadIn(
            "rows-at-fault", text, number=number, bad=judged.bad_count, faults=_first(judged.faults)
        )


def _first(faults: pl.DataFrame) -> list[dict[str, object]]:
    return faults.head(20).to_dicts()


def _judge_file(actor: Actor, sha256: str, name: str, layout: str, at: datetime) -> tuple[Judged, str]:
    fixed = layout if read_layouts().fixed(layout=layout or "-") else ""
    try:
        book = parse_book(path=path_of(sha256=sha256), name=name, layouts=read_layouts(), layout=fixed)
    except CannotReadSpreadsheet as reason:
        raise CannotReadIn(reason.rule, str(reason), **reason.facts) from reason
    return _judge(actor, book, at), book.layout


def _judge(actor: Actor, book: ReadBook, at: datetime) -> Judged:
    layouts = read_layouts()
    known = known_meters(serials=book.rows["serial"].drop_nulls().unique().to_list(), actor=actor)
    kept = kept_days(meters=known["meter"].unique().to_list())
    good, faults = judge_rows(
        rows=book.rows, registers=layouts.registers, kinds=layouts.kinds, known=known, kept=kept,
        today=at.astimezone(ZONE).date(),
    )  # fmt: skip
    broken = [(one.row, one.rule, one.column or "", one.found, one.expected) for one in book.troubles]
    torn = pl.DataFrame(broken, schema=FAULTS.schema, orient="row")
    good = good.filter(~pl.col("line").is_in(torn["line"].implode()))
    whole = pl.concat([faults, torn]).sort("line", maintain_order=True)
    return Judged(good, whole, good.height + whole["line"].n_unique())


def _counts(faults: pl.DataFrame) -> dict[str, int]:
    return dict(sorted(Counter(faults["rule"].to_list()).items(), key=lambda one: (-one[1], one[0])))


def _write_findings(row: ReadingImport, faults: pl.DataFrame) -> None:
    first = faults.filter(pl.int_range(pl.len()).over("rule") < KEPT_A_RULE)
    ReadingImportFinding.objects.bulk_create(
        ReadingImportFinding(
            reading_import=row, line=line, rule=rule, column=column, found=(found or "")[:200],
            expected=(expected or "")[:200],
        )
        for line, rule, column, found, expected in first.iter_rows()
    )  # fmt: skip


def _one_at_a_time() -> None:
    """Two loads of the same book at once: the second waits, and finds the readings kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK_CLASS])


def _is_own(actor: Actor, row: ReadingImport) -> bool:
    return actor.sees_all or (actor.staff_id is not None and row.staff_id == actor.staff_id)


def path_of(*, sha256: str) -> Path:
    """Where the bytes with this digest are kept."""
    return Path(settings.MEDIA_ROOT) / "readings" / sha256


def _keep(blocks: Iterable[bytes]) -> tuple[str, int]:
    folder = Path(settings.MEDIA_ROOT) / "readings"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, count = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix="incoming-", delete=False) as out:
        for block in blocks:
            count += len(block)
            if count > MOST_BYTES:
                Path(out.name).unlink()
                raise CannotReadIn("file-too-large", "The file is too large.", expected_bytes=MOST_BYTES)
            digest.update(block)
            out.write(block)
    Path(out.name).replace(folder / digest.hexdigest())
    return digest.hexdigest(), count
