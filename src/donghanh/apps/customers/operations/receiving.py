"""
Takes a file in: keeps its bytes, looks at its header, proposes what each column means, and queues the work.

A file that was loaded before (the same bytes) is refused unless it is wanted again.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from donghanh.adapters.spreadsheets.reading import open_spreadsheet
from donghanh.adapters.spreadsheets.sheets import CannotReadSpreadsheet
from donghanh.apps.customers import ports
from donghanh.apps.customers.models import ColumnMapping, ImportFile
from donghanh.apps.customers.permissions import check_import
from donghanh.apps.organisation.operations import record_act
from donghanh.apps.organisation.permissions import Actor
from donghanh.engines.intake import fields

AT_REST = ("uploaded", "checked", "refused", "failed")


class CannotImport(Exception):
    """
    The file cannot be taken, mapped or loaded.

    rule  : stable name of the reason; faces hold its sentence
    facts : what was found, where, what was expected
    """

    def __init__(self, rule: str, **facts: object) -> None:
        self.rule = rule
        self.facts = facts
        told = ", ".join(f"{name}: {value}" for name, value in facts.items())
        super().__init__(f"{rule} ({told})" if told else rule)


def receive_file(
    *,
    actor: Actor,
    blocks: Iterable[bytes],
    name: str,
    content: str = "customers",
    again: bool = False,
    at: datetime,
) -> int:
    """
    Keep a file's bytes, look at its header and propose a mapping.

    blocks  : the file's bytes in pieces
    name    : as the sender called it; only its last part is kept, without signs that a page could mistake
    content : "customers", or "energy" for a long file of code, month, energy
    again   : take it although the same bytes were loaded before
    returns : number of the import
    raises  : Forbidden; CannotImport `loaded-before`, or the rule of CannotReadSpreadsheet
    """
    check_import(actor=actor)
    sha256, byte_count = _keep(blocks)
    _check_not_loaded(sha256, again=again)
    plain = plain_name(name)
    try:
        sheet = open_spreadsheet(path=path_of(sha256=sha256), name=plain, known=fields.known_names())
    except CannotReadSpreadsheet as reason:
        raise CannotImport(reason.rule, **reason.facts) from reason
    with transaction.atomic():
        row = ImportFile.objects.create(
            file_name=plain,
            sha256=sha256,
            byte_count=byte_count,
            content=content,
            header=sheet.header,
            mapping=_proposed(sheet.header),
            detected=sheet.detected,
            is_again=again,
            staff_id=actor.staff_id,
            username=actor.username,
            product_at=at,
        )
        facts = {"file": plain, "sha256": sha256, "bytes": byte_count}
        record_act(actor=actor, act="receive_file", subject=f"import:{row.pk}", facts=facts, at=at)
    return int(row.pk)


def set_mapping(
    *, actor: Actor, import_file_id: int, mapping: Mapping[str, str], at: datetime
) -> dict[str, str]:
    """
    Say which field each column means; columns that are not named keep what was proposed.

    mapping : column name -> field ("" leaves the column out)
    raises  : Forbidden; CannotImport `column-unknown`, `field-unknown`, `field-repeated`, `running`
    """
    check_import(actor=actor)
    with transaction.atomic():
        row = _at_rest(actor, import_file_id)
        strange = [name for name in mapping if name not in row.header]
        if strange:
            raise CannotImport("column-unknown", found=strange[0], expected=", ".join(row.header))
        whole = row.mapping | dict(mapping)
        if unknown := fields.unknown_fields(mapping=whole):
            raise CannotImport("field-unknown", found=unknown[0], expected=", ".join(fields.NAMES))
        if repeated := fields.repeated_fields(mapping=whole):
            raise CannotImport("field-repeated", found=repeated[0], expected="one column a field")
        row.mapping, row.is_mapping_given = whole, True
        row.save(update_fields=["mapping", "is_mapping_given"])
        record_act(
            actor=actor, act="set_mapping", subject=f"import:{row.pk}", facts={"mapping": whole}, at=at
        )
    return whole


def ask_for_check(*, actor: Actor, import_file_id: int, at: datetime, queue: bool = True) -> None:
    """Queue a dry run: every row checked, nothing written but findings."""
    _ask(actor=actor, import_file_id=import_file_id, at=at, load=False, partial=False, queue=queue)


def ask_for_load(
    *, actor: Actor, import_file_id: int, at: datetime, partial: bool = False, queue: bool = True
) -> None:
    """
    Queue the load: all rows or none; with `partial` the good rows.

    raises : Forbidden; CannotImport `loaded-before`, `running`, `columns-missing`
    """
    _ask(actor=actor, import_file_id=import_file_id, at=at, load=True, partial=partial, queue=queue)


def path_of(*, sha256: str) -> Path:
    """Where the bytes with this digest are kept."""
    return Path(settings.MEDIA_ROOT) / "imports" / sha256


def plain_name(name: str) -> str:
    """
    Keep the last part of a file's name, without control signs, quotes and angle brackets.

    >>> plain_name("..\\\\..\\\\khách hàng<1>.csv")
    'khách hàng_1_.csv'
    """
    last = re.split(r"[\\/]", name)[-1]
    return (
        re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>\"'&|:*?=+@]", "_", last)[-200:]
        or "_"
    )


def _ask(*, actor: Actor, import_file_id: int, at: datetime, load: bool, partial: bool, queue: bool) -> None:
    check_import(actor=actor)
    with transaction.atomic():
        row = _at_rest(actor, import_file_id)
        missing = fields.missing_fields(mapping=row.mapping, content=row.content)
        if missing:
            raise CannotImport("columns-missing", missing=", ".join(missing), found=", ".join(row.header))
        if load:
            _check_not_loaded(row.sha256, again=row.is_again)
        row.state, row.is_load_wanted, row.is_partial = "queued", load, partial
        row.progress_percent = 0
        row.save(update_fields=["state", "is_load_wanted", "is_partial", "progress_percent"])
        act = "ask_for_load" if load else "ask_for_check"
        record_act(actor=actor, act=act, subject=f"import:{row.pk}", facts={"partial": partial}, at=at)
    if queue:
        transaction.on_commit(lambda: ports.queue_import(import_file_id=import_file_id))


def _at_rest(actor: Actor, import_file_id: int) -> ImportFile:
    row = ImportFile.objects.select_for_update().filter(pk=import_file_id).first()
    if row is None or not _is_own(actor, row):
        raise CannotImport("import-unknown", found=import_file_id)
    if row.state not in AT_REST:
        raise CannotImport("already-loaded" if row.state == "loaded" else "running", state=row.state)
    return row


def _is_own(actor: Actor, row: ImportFile) -> bool:
    return actor.sees_all or (actor.staff_id is not None and row.staff_id == actor.staff_id)


def _keep(blocks: Iterable[bytes]) -> tuple[str, int]:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, byte_count = hashlib.sha256(), 0
    handle, incoming = tempfile.mkstemp(prefix="incoming-", dir=folder)
    with os.fdopen(handle, "wb") as out:
        for block in blocks:
            digest.update(block)
            byte_count += len(block)
            out.write(block)
    Path(incoming).replace(folder / digest.hexdigest())
    return digest.hexdigest(), byte_count


def _check_not_loaded(sha256: str, *, again: bool) -> None:
    before = ImportFile.objects.filter(sha256=sha256, state="loaded").order_by("-pk").first()
    if before is not None and not again:
        raise CannotImport(
            "loaded-before", import_file=before.pk, name=before.file_name, at=before.product_at.isoformat()
        )


def _proposed(header: list[str]) -> dict[str, str]:
    remembered = ColumnMapping.objects.filter(pk=headers_digest(header=header)).first()
    return remembered.mapping if remembered else fields.propose_mapping(header=header)


def headers_digest(*, header: list[str]) -> str:
    """Name a set of headers, in their order, by its SHA-256."""
    return hashlib.sha256("\x1f".join(header).encode()).hexdigest()
