"""
A document to be signed, as PDF/A: its words in one language, with a place for the company's signature.

The customer's signature by one-time code is not seen on the paper: the paper is signed as it was shown, and
the evidence stands beside it. The paper says where to check it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from donghanh.adapters.pdf import build_pdf

VIETNAMESE, ENGLISH = "vi", "en"


@dataclass(frozen=True)
class DocumentPaper:
    """
    What stands on the paper beside its words.

    words  : title, number, note and sections, each text by language; see `apps.signatures.values.Words`
    check_at : address of the page that checks a copy
    """

    code: str
    words: Mapping[str, Any]
    company: str
    signer: str
    content_sha256: str
    check_at: str
    is_demo: bool


def build_document(*, paper: DocumentPaper, language: str, at: datetime) -> bytes:
    """
    Set the document.

    language : vi, what is signed; en, a copy for reading
    at       : [instant, aware] of its preparation
    returns  : PDF/A-2b; the same paper and instant give the same bytes
    """
    data = {
        "code": paper.code, "language": language, "company": paper.company, "signer": paper.signer,
        "content_sha256": paper.content_sha256, "check_at": paper.check_at, "is_demo": paper.is_demo,
        "title": paper.words["title"][language], "number": paper.words["number"],
        "made_on": paper.words["made_on"], "note": paper.words["note"][language],
        "sections": [_section(one, language) for one in paper.words["sections"]],
    }  # fmt: skip
    return build_pdf(template="signed_document", data=data, at=at)


def _section(said: Mapping[str, Any], language: str) -> dict[str, object]:
    return {
        "heading": said["heading"][language],
        "rows": [[row["name"][language], row["value"][language]] for row in said["rows"]],
        "paragraphs": [
            {"text": one["text"][language], "cites": [_cite(cite, language) for cite in one["cites"]]}
            for one in said["paragraphs"]
        ],
    }


def _cite(said: Mapping[str, Any], language: str) -> dict[str, object]:
    return {"text": said[language], "is_confirmed": said["is_confirmed"]}
