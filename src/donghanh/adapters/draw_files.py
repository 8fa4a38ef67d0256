"""
The files of a draw: entrants in (CSV), proofs and receipts in and out (JSON).

A list of entrants is UTF-8 CSV with a header; the column `entrant` is required, `salt` (64 hexadecimal
digits a row) is optional and makes the list a sealed one. `whole_files` writes them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import polars as pl

_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": "a spreadsheet (XLSX)"}


class UnreadableDrawFile(ValueError):
    """A file that is not what it should be; says where, what was found, what was expected, what to do."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The entrants in file order, and their salts (32 bytes a row, end to end) when the file gives them."""

    entrants: pl.Series
    salts: bytes | None


def _text_of(*, content: bytes, what: str) -> str:
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            raise UnreadableDrawFile(
                f"{what}: found {name}; expected UTF-8 text. Save it as CSV UTF-8 and try again."
            )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UnreadableDrawFile(
            f"{what}: byte {problem.start + 1} is not UTF-8 text. Save the file as UTF-8 and try again."
        ) from problem


def _salts_of(*, column: list[str], what: str) -> bytes:
    for row, salt in enumerate(column, start=1):
        if len(salt) != 64 or set(salt) - set("0123456789abcdef"):
            raise UnreadableDrawFile(
                f"{what}, row {row}: found salt {salt!r}; expected 64 hexadecimal digits."
            )
    return bytes.fromhex("".join(column))


def _columns_of(*, text: str, what: str) -> tuple[list[str], list[list[str]]]:
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error as problem:
        raise UnreadableDrawFile(f"{what}: not readable as CSV ({problem}).") from problem
    if not rows:
        raise UnreadableDrawFile(f"{what}: the file is empty; expected a header with the column entrant.")
    header, body = [name.strip() for name in rows[0]], rows[1:]
    if header.count("entrant") != 1:
        raise UnreadableDrawFile(
            f"{what}: found the columns {', '.join(header)}; expected one column entrant. "
            "Name it in the first line."
        )
    for number, row in enumerate(body, start=1):
        if len(row) != len(header):
            raise UnreadableDrawFile(
                f"{what}, row {number}: found {len(row)} fields; expected {len(header)}."
            )
    return header, body


def parse_entries(*, content: bytes, what: str = "the list of entrants") -> Entries:
    """
    Read a list of entrants; blanks around an entrant are dropped, empty lines skipped, order kept.

    content : [bytes] of the CSV file
    what    : how messages call it
    raises  : UnreadableDrawFile

    >>> parse_entries(content=b"entrant\\nLee\\nDoc\\n").entrants.to_list()
    ['Lee', 'Doc']
    """
    header, body = _columns_of(text=_text_of(content=content, what=what), what=what)
    place = header.index("entrant")
    entrants = pl.Series("entrant", [row[place].strip() for row in body], dtype=pl.String)
    if "salt" not in header:
        return Entries(entrants=entrants, salts=None)
    salt_place = header.index("salt")
    return Entries(entrants=entrants, salts=_salts_of(column=[row[salt_place] for row in body], what=what))


def build_entries(*, entrants: pl.Series, salts: bytes) -> str:
    """
    Write the sealed list that the organiser keeps to themselves: entrant and salt, a row each.

    >>> build_entries(entrants=pl.Series(["Lee"]), salts=bytes(32))[:13]
    'entrant,salt\\n'
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["entrant", "salt"])
    spelled = salts.hex()
    writer.writerows((entrant, spelled[64 * k : 64 * k + 64]) for k, entrant in enumerate(entrants.to_list()))
    return out.getvalue()


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not a JSON value")


def parse_json(*, content: bytes, what: str) -> tuple[Mapping[str, Any], str]:
    """
    Read a proof or a receipt; gives the document, and the text as it stood in the file.

    raises : UnreadableDrawFile
    """
    text = _text_of(content=content, what=what)
    if content.startswith(b"\xef\xbb\xbf"):
        text = "\ufeff" + text
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_no_constant), text
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise UnreadableDrawFile(f"{what}: not JSON at {where}: {problem.msg}.") from problem
    except (ValueError, RecursionError) as problem:
        raise UnreadableDrawFile(f"{what}: not JSON: {problem}.") from problem
