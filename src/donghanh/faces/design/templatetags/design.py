"""`{% load design %}`: the components. Each tag takes finished plain values and escapes every one of them.

Arguments of each tag stand in its docstring; `/design` shows each of them in use with its code.
Tones are good, info, warn, bad, idle; a tone never stands without its word and shape.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import loader
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from donghanh.faces.design import (
    figures,
    forms,
    icons,
    meters,
    pages,
    tables,
    timeline,
    unit_map,
)

register = template.Library()
register.filter("number", figures.written_number)
register.filter("dong", figures.written_dong)
register.filter("day", figures.written_day)
register.filter("moment", figures.written_moment)


@register.filter
def share_of(part: int, whole: int) -> str:
    """Write `part` as a whole percentage of `whole`, rounded down: {{ delivered|share_of:target }}."""
    return figures.written_percent(part, whole)


@register.simple_block_tag
def capture(content: str) -> SafeString:
    """Keep what stands between the tags in a variable: {% capture as name %}…{% endcapture %}."""
    return mark_safe(content.strip())  # noqa: S308 already escaped by the template


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw one icon of `icons.STROKES`: {% icon "search" %}; give a label when it stands without words."""
    return icons.drawn_icon(name, label=label)


@register.inclusion_tag("design/product_mark.html")
def product_mark() -> dict[str, Any]:
    """Draw the product's mark (decoration: its name stands beside it)."""
    return {}


@register.simple_tag
def status(word: str, tone: str = "idle") -> SafeString:
    """Draw a state as shape and word: {% status "Trễ 2 ngày" "bad" %}."""
    known = icons.known_tone(tone)
    shape = icons.drawn_shape(known)
    return format_html('<span class="status status-{}">{}<span>{}</span></span>', known, shape, word)


@register.simple_tag
def button(label: str, url: str = "", kind: str = "", name: str = "", value: str = "") -> SafeString:
    """Draw a button of a form, or with `url` a link that looks like one; kind: primary, danger or empty."""
    look = f"button button-{kind}" if kind else "button"
    if url:
        return format_html('<a class="{}" href="{}">{}</a>', look, url, label)
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button type="submit" class="{}"{}>{}</button>', look, named, label)


@register.inclusion_tag("design/breadcrumbs.html")
def breadcrumbs(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Show the way here: trail is [(label, url), …]; the last may have an empty url (this page)."""
    return {"trail": trail}


@register.inclusion_tag("design/progress.html")
def progress(done: int, total: int | None, label: str, unit: str = "", poll_url: str = "") -> dict[str, Any]:
    """Show what is done and what is left; total None = not yet known; poll_url is asked every two seconds."""
    return meters.progress_figures(done=done, total=total, label=label, unit=unit, poll_url=poll_url)


@register.inclusion_tag("design/stacked_meter.html")
def stacked_meter(
    target: int,
    approved: int,
    delivered: int,
    received: int,
    label: str = "",
    urls: Mapping[str, str] | None = None,
    compact: bool = False,
) -> dict[str, Any]:
    """Show target, approved, delivered, received as nested bars with numbers; urls: lists behind."""
    counts = {
        "target": target,
        "approved": approved,
        "delivered": delivered,
        "received": received,
    }
    return meters.stacked_figures(counts=counts, label=label, urls=urls or {}, compact=compact)


@register.inclusion_tag("design/unit_map.html")
def unit_tile_map(tiles: Sequence[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """Lay units out as on the map; tile: unit_code, name, word, tone, and optionally url, figure, current."""
    return unit_map.placed_tiles(tiles=tiles, label=label)


@register.inclusion_tag("design/timeline.html")
def time_line(
    start: Any,
    until: Any,
    today: Any,
    bars: Sequence[Mapping[str, Any]],
    label: str = "",
) -> dict[str, Any]:
    """Show days of a campaign [start, until) with today; bar: label, start, until, tone, word, url?, due?."""
    return timeline.drawn_time_line(start=start, until=until, today=today, bars=bars, label=label)


@register.inclusion_tag("design/life_cycle.html")
def life_cycle(steps: Sequence[tuple[str, str]], current: str, stopped: str = "") -> dict[str, Any]:
    """Show the steps [(key, label), …] with the current one marked; stopped: the word of an early end."""
    return pages.life_cycle_steps(steps=steps, current=current, stopped=stopped)


@register.inclusion_tag("design/tabs.html")
def tabs(items: Sequence[tuple[str, str, bool]], label: str = "") -> dict[str, Any]:
    """Show views of one thing as links: [(label, url, active), …]; a fourth value is a count."""
    return {"items": [pages.tab(item) for item in items], "label": label}


@register.inclusion_tag("design/key_values.html")
def key_values(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Show [(name, value), …]; a third value is the explanation that "Vì sao?" opens."""
    return {"rows": [pages.key_value(row) for row in rows]}


@register.inclusion_tag("design/state.html")
def state_panel(
    kind: str,
    title: str = "",
    text: str = "",
    action_label: str = "",
    action_url: str = "",
) -> dict[str, Any]:
    """Show that a place is empty, first_use, loading, error or forbidden, what happened and the next step."""
    return pages.state(kind=kind, title=title, text=text, action=(action_label, action_url))


@register.inclusion_tag("design/confirmation.html")
def confirmation(title: str, reference: str = "", text: str = "") -> dict[str, Any]:
    """Say that it is done, with the reference to quote later."""
    return {"title": title, "reference": reference, "text": text}


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """Say one thing inside the page: {% notice "warn" "Tiêu đề" %}…{% endnotice %}."""
    known = icons.known_tone(tone)
    name = {"good": "check", "warn": "warning", "bad": "stop"}.get(known, "info")
    head = format_html('<p class="notice-title">{}</p>', title) if title else ""
    role = "alert" if known == "bad" else "note"
    return format_html(
        '<div class="notice notice-{}" role="{}">{}<div class="notice-text">{}{}</div></div>',
        known,
        role,
        icons.drawn_icon(name),
        head,
        content,
    )


@register.simple_block_tag
def explain(content: str, question: str = "") -> SafeString:
    """Put the explanation one click away: {% explain %}rule, clause, data, as known when{% endexplain %}."""
    return format_html(
        '<details class="explain"><summary>{}</summary><div class="explain-text">{}</div></details>',
        question or pages.why(),
        content,
    )


@register.simple_block_tag(takes_context=True)
def filter_bar(context: template.Context, content: str, action: str = "", clear: str = "") -> SafeString:
    """Wrap filters in a GET form, so that the view is in the address; `clear` is the bare address."""
    path = getattr(context.get("request"), "path", "")
    bar = loader.get_template("design/filter_bar.html")
    return bar.render({"content": content, "action": action or path, "clear": clear or action or path})


@register.inclusion_tag("design/select.html")
def filter_select(
    name: str, label: str, options: Sequence[tuple[str, str]], value: str = ""
) -> dict[str, Any]:
    """Offer one filter: options [(value, label), …]; value is the chosen one."""
    chosen = "" if value is None else str(value)
    return {
        "name": name,
        "label": label,
        "options": [(str(k), v, str(k) == chosen) for k, v in options],
    }


@register.inclusion_tag("design/search_field.html")
def search_field(label: str, name: str = "q", value: str = "", hint: str = "") -> dict[str, Any]:
    """Draw a labelled search field for use inside a form or a filter bar."""
    return {"label": label, "name": name, "value": value or "", "hint": hint}


@register.inclusion_tag("design/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any, name: str = "page") -> dict[str, Any]:
    """Show the pages of a list; page: Django's Page, or a mapping with number, page_count, total_count."""
    return tables.page_links(page=page, name=name, query=pages.query_of(context))


@register.inclusion_tag("design/table.html", takes_context=True)
def data_table(
    context: template.Context,
    columns: Sequence[Mapping[str, Any]],
    rows: Sequence[Mapping[str, Any]],
    caption: str = "",
    select: str = "",
    empty: str = "",
    scroll: bool = False,
) -> dict[str, Any]:
    """
    Draw a dense table; columns: key, label, kind?, sort?, url_key?, tone_key?; select: a field's name.

    scroll : on a phone the table scrolls sideways beside its first column, instead of a card for each row
    """
    query = pages.query_of(context)
    return tables.drawn_table(
        columns=columns,
        rows=rows,
        caption=caption,
        select=select,
        empty=empty,
        query=query,
    ) | {"scroll": scroll}


@register.inclusion_tag("design/sort_head.html", takes_context=True)
def sort_head(context: template.Context, label: str, key: str, kind: str = "") -> dict[str, Any]:
    """Draw a head cell that sorts by `sort=key` in the address (`-key` downwards); kind: number or empty."""
    return tables.sort_link(label=label, key=key, kind=kind, query=pages.query_of(context))


@register.inclusion_tag("design/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """List what stops the form, each a link to its field; nothing while the form has no errors."""
    return {"errors": forms.listed_errors(form=form)}


@register.inclusion_tag("design/field.html")
def field(bound: BoundField, hint: str = "") -> dict[str, Any]:
    """Draw a field of a Django form: label, hint, error, control, tied together for readers."""
    return forms.drawn_field(bound=bound, hint=hint)
