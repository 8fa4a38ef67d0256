"""
Papers as PDF/A-2b, set by typst from templates in `papers/` with our own typeface.

One entrance for every paper: a template's name and plain values. The same values and the same instant give
the same bytes, on any machine: no system fonts, no network, no clock. What stands on a paper is its
template's business.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import typst

HERE = Path(__file__).parent
PAPERS = HERE / "papers"
FONTS = HERE / "fonts"
STANDARD: Literal["a-2b"] = "a-2b"
# PDF/A wants a date on every document; a paper whose caller gives none carries this one, not the machine's.
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


class CannotSetPaper(ValueError):
    """The paper cannot be set: no such template, or typst refused it; says what typst said."""


def _template_path(template: str) -> Path:
    known = sorted(path.stem for path in PAPERS.glob("*.typ"))
    if template not in known:
        raise CannotSetPaper(f"found no paper {template!r}; expected one of {', '.join(known)}.")
    return PAPERS / f"{template}.typ"


def build_pdf(*, template: str, data: Mapping[str, object], at: datetime = UNDATED) -> bytes:
    """
    Set a paper.

    template : name of a file in `papers/` without its ending; it reads `json(bytes(sys.inputs.data))`
    data     : plain values that JSON can carry; amounts and dates already written out as text
    at       : [instant, aware] that the document is dated with, to the second
    returns  : a PDF/A-2b file
    raises   : CannotSetPaper

    >>> build_pdf(template="promotion_dossier", data=plan)[:5]  # doctest: +SKIP
    b'%PDF-'
    """
    path = _template_path(template)
    try:
        pdf = typst.compile(
            path,
            root=PAPERS,
            format="pdf",
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARD,
            timestamp=at.astimezone(UTC).replace(microsecond=0),
        )
    except typst.TypstError as refusal:
        raise CannotSetPaper(f"paper {template}: {refusal}") from refusal
    assert isinstance(pdf, bytes)
    return pdf
