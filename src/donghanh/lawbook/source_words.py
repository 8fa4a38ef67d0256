"""
Sources in Vietnamese: what stands beside a source's text in the documents, looked up by that text.

For pages. A case keeps the sentence of its source as it was when the promise was made, clause first; so the
words are found by the sentence and not by a key.
"""

from __future__ import annotations

from functools import cache

from donghanh.lawbook.documents import DATA, readable_documents

FOLDERS = ("services", "pause_reasons", "clock_rules", "office_hours", "compensations", "calendars")
CLAUSES = {"điều khoản chưa xác minh": "clause not verified"}


def source_said(text: str, *, language: str) -> str:
    """
    Tell a source, or "clause; source", in the language of the page; what has no words stays as it is.

    >>> source_said("Điều 112; nowhere", language="en")
    'Article 112; nowhere'
    """
    known = _in_vietnamese() if language == "vi" else {}
    if text in known:
        return known[text]
    clause, sign, rest = text.partition("; ")
    if language == "vi":
        return f"{clause}{sign}{known.get(rest, rest)}"
    return f"{clause_said(clause, language=language)}{sign}{rest}"


def clause_said(clause: str, *, language: str) -> str:
    """A clause as readers of the language name it: Điều 6, Article 6."""
    if language == "vi":
        return clause.replace("Article ", "Điều ").replace(" of the Code of ", " của Bộ luật năm ")
    return CLAUSES.get(
        clause, clause.replace("Điều ", "Article ", 1) if clause.startswith("Điều ") else clause
    )


@cache
def _in_vietnamese() -> dict[str, str]:
    return {
        said["text"]: said["vi"]
        for folder in FOLDERS
        for document in readable_documents(folder=DATA / folder)[0]
        for said in (document.content.get("sources") or {}).values()
        if said.get("vi")
    }
