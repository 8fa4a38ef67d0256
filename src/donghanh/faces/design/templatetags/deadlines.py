"""`{% load deadlines %}`: a due time with its reasons, for every face that shows one."""

from __future__ import annotations

from typing import Any

from django import template

from donghanh.faces.design import due_rows
from donghanh.lawbook.due_telling import DueTold

register = template.Library()


@register.inclusion_tag("design/due_explained.html")
def due_explained(told: DueTold) -> dict[str, Any]:
    """Draw a due time: the moment, each day counted or left out and why, pauses, rules, clause."""
    return due_rows.drawn(told)
