"""
What reactive power costs by power factor: `data/reactive/*.yaml`.

For rating, which charges a percentage of the active amount. Power factors and percentages are written as
text, `"0.89"` and `"1.12"`, read as hundredths: no float is read. From the first row up nothing is charged;
the row made of `below`, one hundredth under the last, stands for every lower factor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from donghanh.lawbook.dates import check_span, check_turns
from donghanh.lawbook.documents import DATA, At, Document, Problem, check_keys, readable_documents
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "reactive"
HUNDREDTHS = re.compile(r"(\d{1,3})(?:\.(\d{1,2}))?")
SHAPE: Shape = {
    "kind": TEXT,
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "table": [{"cos_phi": TEXT, "percent": TEXT}],
    "below": {"percent": TEXT},
    "examples": [{ANY: FREE}],
    ANY: FREE,
}


def hundredths(text: str) -> int:
    """
    Read a number with at most two places as hundredths.

    >>> hundredths("12.5"), hundredths("0.9")
    (1250, 90)
    """
    found = HUNDREDTHS.fullmatch(text)
    if not found:
        raise ValueError(text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def reactive_rows(documents: Iterable[Document]) -> list[tuple[dict[str, Any], Source]]:
    """Write out documents that have passed their check, as rows of `billing_tables.REACTIVE`."""
    return [row for document in documents for row in _rows(document)]


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the tables.

    returns : problems of shape, sources, keys and dates; `not-hundredths`, `cos-phi-unordered`,
              `gap`, `overlap`
    """
    documents, problems = readable_documents(folder=folder)
    return problems + check(documents)


def check(documents: Iterable[Document]) -> list[Problem]:
    """Check documents that could be read: of the lawbook, or of a release that is being proposed."""
    problems, turns = [], []
    for document in documents:
        found = list(check_shape(document=document, shape=SHAPE))
        problems += found or [*check_sources(document), *_check(document)]
        turns += [] if found else [(document, (), document.content)]
    return problems + list(check_turns(turns=turns, what="charge for reactive power"))


def _rows(document: Document) -> Iterator[tuple[dict[str, Any], Source]]:
    said, sources = document.content, sources_of(document)
    table = [(hundredths(row["cos_phi"]), hundredths(row["percent"])) for row in said["table"]]
    table.append((table[-1][0] - 1, hundredths(said["below"]["percent"])))
    for factor, percent in table:
        yield (
            {
                "from_on": said["from"], "until_on": said["until"], "cos_phi_percent": factor,
                "percent_hundredths": percent, "source": f"reactive/{document.path.stem}",
            },
            sources[said["source"]],
        )  # fmt: skip


def _check(document: Document) -> Iterator[Problem]:
    needed = {"kind", "source", "sources", "from", "table", "below"}
    yield from check_keys(
        document=document, at=(), entry=document.content, needed=needed, allowed={"until", "examples"}
    )
    yield from check_span(document=document, at=(), entry=document.content)
    before = None
    for at, row in document.entries("table"):
        wrong = [*_check_number(document, at, row, "cos_phi"), *_check_number(document, at, row, "percent")]
        yield from wrong
        factor = None if wrong else hundredths(row["cos_phi"])
        if factor is not None and before is not None and factor != before - 1:
            text = f"cos phi {row['cos_phi']} follows {before} hundredths; expected one hundredth less."
            yield document.problem("cos-phi-unordered", text, *at)
        before = factor
    if isinstance(document.content.get("below"), dict):
        yield from _check_number(document, ("below",), document.content["below"], "percent")


def _check_number(document: Document, at: At, entry: Any, key: str) -> Iterator[Problem]:
    if not isinstance(entry.get(key), str) or not HUNDREDTHS.fullmatch(entry[key]):
        text = f"`{key}` is {entry.get(key)!r}; expected a number in quotes with at most two places."
        yield document.problem("not-hundredths", text, *at)
