"""`{% load deadlines %}`: a due time with its reasons, and sources in the page's language, for every face."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from donghanh.faces.design import due_rows
from donghanh.lawbook import source_words
from donghanh.lawbook.due_telling import DueTold

register = template.Library()


@register.inclusion_tag("design/due_explained.html")
def due_explained(told: DueTold | Mapping[str, Any], is_open: bool = False) -> dict[str, Any]:
    """Tell clock, days, pauses, rules and clause of `due_rows.finished`; `is_open` shows the days at once."""
    drawn = due_rows.drawn(told) if isinstance(told, DueTold) else told
    return {"due": drawn, "is_open": is_open}


@register.filter
def source_said(text: str) -> str:
    """A source, or "clause; source", in the page's language: {{ page.source|source_said }}."""
    return source_words.source_said(text, language=due_rows.said_in())


@register.filter
def clause_said(clause: str) -> str:
    """A clause in the page's language: {{ source.clause|clause_said }}."""
    return source_words.clause_said(clause, language=due_rows.said_in())
