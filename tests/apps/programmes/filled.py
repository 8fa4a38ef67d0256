"""Fills the template that the product gives, as a spreadsheet program would: cells below the headings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from tests.apps.programmes.sheets_of_nominations import FIRST, HEADS


def filled(template: bytes, people: Sequence[Mapping[str, Any]]) -> bytes:
    """The template with one row a person, everything else as it was."""
    rows = "".join(_row(FIRST + place, one) for place, one in enumerate(people))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = re.sub(rb"</sheetData>", rows.encode() + b"</sheetData>", part)
            new.writestr(name, part)
    return out.getvalue()


def _row(number: int, one: Mapping[str, Any]) -> str:
    cells = "".join(
        f'<c r="{"ABCDEFGHIJ"[HEADS.index(head)]}{number}" t="inlineStr"><is><t>{escape(str(value))}'
        "</t></is></c>"
        for head, value in sorted(one.items(), key=lambda item: HEADS.index(item[0]))
    )
    return f'<row r="{number}">{cells}</row>'
