"""Dense tables: cells of a row in the order of the columns, links that sort, links to other pages of a list.

Sorting and paging stand in the address, beside the filters, so that a view can be sent to a colleague.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from donghanh.faces.design import figures
from donghanh.faces.design.icons import known_tone

WRITTEN = {
    "number": figures.written_number,
    "dong": figures.written_dong,
    "day": figures.written_day,
    "moment": figures.written_moment,
}
RIGHT = {"number", "dong"}


def drawn_table(
    *,
    columns: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
    caption: str,
    select: str,
    empty: str,
    query: QueryDict,
) -> dict[str, Any]:
    """
    Lay rows out under their columns.

    columns : key, label; kind text|code|number|dong|day|moment|status; sort True for a sorting head;
              url_key, tone_key name the row's entry that holds the link or the tone
    rows    : mappings with those keys, and `id` when rows can be selected, `name` to speak of the row
    """
    heads = [_head(column, query) for column in columns]
    drawn = [
        {
            "id": row.get("id"),
            "name": row.get("name", ""),
            "cells": [_cell(row, column) for column in columns],
        }
        for row in rows
    ]
    return {
        "heads": heads,
        "rows": drawn,
        "caption": caption,
        "select": select,
        "empty": empty,
    }


def sort_link(*, label: str, key: str, kind: str, query: QueryDict) -> dict[str, Any]:
    """Give the head cell its address, and say which way the list is sorted by it now."""
    chosen = query.get("sort", "")
    up, down = chosen == key, chosen == f"-{key}"
    changed = query.copy()
    changed["sort"] = f"-{key}" if up else key
    changed.pop("page", None)
    direction = "ascending" if up else "descending" if down else ""
    right = kind in RIGHT
    return {
        "label": label,
        "url": f"?{changed.urlencode()}",
        "direction": direction,
        "right": right,
    }


def page_links(*, page: Any, name: str, query: QueryDict) -> dict[str, Any]:
    """Give addresses of the page before and after, keeping filters; page as `pagination` describes."""
    number, count, total = _page_figures(page)

    def address(to: int) -> str:
        changed = query.copy()
        changed[name] = str(to)
        return f"?{changed.urlencode()}"

    return {
        "number": number,
        "page_count": count,
        "total_count": total,
        "previous": address(number - 1) if number > 1 else "",
        "next": address(number + 1) if number < count else "",
    }


def _page_figures(page: Any) -> tuple[int, int, int]:
    if isinstance(page, Mapping):
        return page["number"], page["page_count"], page["total_count"]
    return page.number, page.paginator.num_pages, page.paginator.count


def _head(column: Mapping[str, Any], query: QueryDict) -> dict[str, Any]:
    kind = column.get("kind", "text")
    head = sort_link(label=column["label"], key=column["key"], kind=kind, query=query)
    return head if column.get("sort") else {**head, "url": ""}


def _cell(row: Mapping[str, Any], column: Mapping[str, Any]) -> dict[str, Any]:
    kind = column.get("kind", "text")
    value = row.get(column["key"])
    written = WRITTEN[kind](value) if kind in WRITTEN else figures.UNKNOWN if value is None else value
    return {
        "text": written,
        "key": column["key"],
        "kind": kind,
        "right": kind in RIGHT,
        "label": column["label"],
        "url": row.get(column.get("url_key", ""), ""),
        "tone": known_tone(row.get(column.get("tone_key", ""))),
    }
