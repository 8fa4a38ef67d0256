"""
Reads what a phone or a form sent as a record, before the works judge it.

What cannot be a record at all (no number, no time, a kind that does not exist) is refused here with the same
shape of answer as the works' own refusals, so that the phone shows it at the item.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from donghanh.apps.organisation.refusals import Refused
from donghanh.apps.works.operations import FieldRecordSent

KINDS = (
    "arrived", "step_done", "photo_before", "photo_after", "photo", "material", "reading", "signature",
    "note", "not_possible", "finished",
)  # fmt: skip
WITH_FILE = frozenset({"photo_before", "photo_after", "photo", "signature"})
MOST_RECORDS = 50
MOST_BYTES = 10 * 1024 * 1024
LONGEST_TEXT = 2000


class Unreadable(Refused):
    """What was sent is no record."""


def read_batch(text: str) -> list[Mapping[str, Any]]:
    """
    Read the list of records of one request.

    raises : Unreadable `batch-unreadable`
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not 0 < len(found) <= MOST_RECORDS:
        raise Unreadable("batch-unreadable", f"Expected a list of 1 to {MOST_RECORDS} records.")
    return [one if isinstance(one, dict) else {} for one in found]


def read_record(said: Mapping[str, Any], *, file: UploadedFile | None) -> FieldRecordSent:
    """
    Read one record with its file.

    raises : Unreadable `record-unreadable`, with the name of what does not fit; `file-too-large`, unread
    """
    record_id, order, kind = (_text(said.get(name), name) for name in ("record_id", "order", "kind"))
    if kind not in KINDS:
        raise _unfit("kind")
    if file is not None and (file.size or 0) > MOST_BYTES:
        raise Unreadable("file-too-large", f"The file has {file.size} bytes; at most {MOST_BYTES} are taken.")
    content = file.read() if file is not None else b""
    return FieldRecordSent(
        record_id=_number(record_id), order=order, kind=kind, taken_at=_moment(said.get("taken_at")),
        facts=_facts(said.get("facts", {})), file_name=_text(said.get("file_name", ""), "file_name"),
        content=content,
    )  # fmt: skip


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or len(value) > 200 or not value.isprintable():
        raise _unfit(name)
    return value


def _number(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError as reason:
        raise _unfit("record_id") from reason


def _moment(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 2000 < found.year < 2200:
        raise _unfit("taken_at")
    return found


def _facts(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _unfit("facts")
    for name, told in value.items():
        is_text = isinstance(told, str) and len(told) <= LONGEST_TEXT and "\x00" not in told
        is_count = isinstance(told, int) and not isinstance(told, bool) and abs(told) <= 2_000_000_000
        if len(name) > 40 or "\x00" in name or not (is_text or is_count):
            raise _unfit(f"facts.{name[:40]}")
    return value


def _unfit(name: str) -> Unreadable:
    return Unreadable("record-unreadable", f"'{name}' of the record does not fit.", name=name)
