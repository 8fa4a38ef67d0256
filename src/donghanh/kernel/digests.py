"""
One way to write rows down as bytes, so that anybody can repeat a digest.

For every list that is frozen when it is approved, and for proofs that strangers check. Canonical
form: UTF-8, one JSON object a row, keys sorted by code point, no spaces, no escapes but those JSON
demands, each row ended by one line feed. Days are "2021-12-20", instants "2021-12-20T01:02:03Z" in
UTC (microseconds only when there are any). Numbers are whole: a float has no single spelling.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any


class NoCanonicalForm(TypeError):
    """A value has no single spelling; the text names the key and the type."""


def canonical_rows(rows: Iterable[Mapping[str, Any]]) -> bytes:
    r"""
    Write rows down in the canonical form, in the order given.

    rows    : text, whole numbers, yes/no, None, days, aware instants, and lists or mappings of these
    raises  : NoCanonicalForm, for a float, a naive instant or any other type

    >>> canonical_rows([{"unit": "PA01ND", "on": date(2021, 12, 20)}])
    b'{"on":"2021-12-20","unit":"PA01ND"}\n'
    """
    return b"".join(_line(row) for row in rows)


def digest_of_rows(rows: Iterable[Mapping[str, Any]]) -> str:
    """
    Make the SHA-256 of the canonical rows, in hexadecimal; a million rows need no memory for all.

    >>> digest_of_rows([])[:8]
    'e3b0c442'
    """
    digest = hashlib.sha256()
    for row in rows:
        digest.update(_line(row))
    return digest.hexdigest()


def _line(row: Mapping[str, Any]) -> bytes:
    plain = _plain(row, "row")
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _plain(value: Any, at: str) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return _instant(value, at)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key, at): _plain(part, f"{at}.{key}") for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_plain(part, f"{at}[{index}]") for index, part in enumerate(value)]
    raise NoCanonicalForm(
        f"{at} is a {type(value).__name__}; expected text, a whole number, a day or an instant."
    )


def _key(key: Any, at: str) -> str:
    if not isinstance(key, str):
        raise NoCanonicalForm(f"{at} has the key {key!r}; expected text.")
    return key


def _instant(value: datetime, at: str) -> str:
    if value.utcoffset() is None:
        raise NoCanonicalForm(f"{at} is the naive instant {value}; give it a time zone.")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
