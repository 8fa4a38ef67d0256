"""The product's few icons, drawn for it on a 16 by 16 grid with one stroke width.

The state shapes differ in outline, not only in colour: disc, half disc, triangle, square, ring.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

STROKES = {
    "search": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Zm3.3 7.8 3.2 3.2",
    "menu": "M2.5 4h11M2.5 8h11M2.5 12h11",
    "theme": "M8 2.5a5.5 5.5 0 1 0 0 11Zm0 0a5.5 5.5 0 0 1 0 11",
    "clock": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 2.8V8l2.2 1.6",
    "leave": "M6.5 2.5h-3v11h3M7 8h6.5m-2.7-2.8L13.5 8l-2.7 2.8",
    "keyboard": "M1.5 4h13v8h-13zM4 6.6h.1m2.5 0h.1m2.5 0h.1m2.5 0h.1M5 9.6h6",
    "next": "m6 3 5 5-5 5",
    "previous": "m10 3-5 5 5 5",
    "download": "M8 2.5v7.6m-3-2.9 3 3 3-3M2.5 13.5h11",
    "plus": "M8 3v10M3 8h10",
    "check": "m3 8.5 3.3 3.3L13 4.8",
    "cross": "m4 4 8 8m0-8-8 8",
    "info": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Zm0 5.2v3.6M8 5v.1",
    "warning": "M8 2.3 14.4 13.5H1.6ZM8 6.5v3.2m0 1.9v.1",
    "stop": "M5.3 2h5.4L14 5.3v5.4L10.7 14H5.3L2 10.7V5.3ZM8 5v3.6m0 2.2v.1",
    "lock": "M3.5 7.2h9v6.3h-9zM5.5 7V4.9a2.5 2.5 0 0 1 5 0V7",
    "empty": "M2 9.5 4 3.5h8l2 6v3.5H2Zm0 0h3.3l1 1.6h3.4l1-1.6H14",
    "start": "M8 1.8v3m0 6.4v3M1.8 8h3m6.4 0h3M3.6 3.6l2 2m4.8 4.8 2 2m0-8.8-2 2m-4.8 4.8-2 2",
    "person": "M8 2.2a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM3 13.8c.3-3 2.2-4.4 5-4.4s4.7 1.4 5 4.4",
    "seal": "m8 1.8 1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6Z",
    "bars": "M2.5 13.5h11M4.5 11V8M8 11V3.5m3.5 7.5V6",
    "paper": "M4 2h5.5L12 4.5V14H4ZM6.2 7h3.6M6.2 9.8h3.6",
    "building": "M3 13.8V5.2L8 2l5 3.2v8.6ZM6.4 13.8v-3.4h3.2v3.4M6 7h.1m3.8 0h.1",
    "box": "M2.5 5 8 2.3 13.5 5v6.2L8 13.9l-5.5-2.7ZM2.5 5 8 7.6 13.5 5M8 7.6v6.3",
    "heart": "M8 13.4 3 8.5a3.1 3.1 0 0 1 4.4-4.4l.6.6.6-.6A3.1 3.1 0 0 1 13 8.5Z",
    "bolt": "M8.8 1.8 3.5 9h4l-.4 5.2L12.5 7h-4Z",
}
SHAPES = {
    "good": '<circle cx="6" cy="6" r="5"/><path class="shape-mark" d="m3.7 6.2 1.6 1.6 3-3.3"/>',
    "info": '<circle class="shape-ring" cx="6" cy="6" r="4.2"/><path d="M6 1.8a4.2 4.2 0 0 1 0 8.4Z"/>',
    "warn": '<path d="M6 .8 11.6 11H.4Z"/><path class="shape-mark" d="M6 4.4v2.8m0 1.7v.1"/>',
    "bad": '<path d="M1 1h10v10H1Z"/><path class="shape-mark" d="m3.8 3.8 4.4 4.4m0-4.4-4.4 4.4"/>',
    "idle": '<circle class="shape-ring" cx="6" cy="6" r="4.2"/>',
}
TONES = tuple(SHAPES)


def drawn_icon(name: str, *, label: str = "") -> SafeString:
    """Draw an icon; without a label it is decoration and hidden from a screen reader."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" focusable="false" {}>'
        '<path d="{}"/></svg>',
        spoken,
        STROKES[name],
    )


def drawn_shape(tone: str) -> SafeString:
    """Draw the shape of a state, to stand beside its word."""
    return format_html(
        '<svg class="shape shape-{}" viewBox="0 0 12 12" width="12" height="12" '
        'aria-hidden="true" focusable="false">{}</svg>',
        tone,
        mark_safe(SHAPES[tone]),  # noqa: S308 our own drawing, above
    )


def known_tone(tone: str | None) -> str:
    """Bring a tone, or a level of django.contrib.messages, to one of the five; anything else is idle."""
    levels = {"success": "good", "warning": "warn", "error": "bad", "debug": "idle"}
    name = levels.get(str(tone), str(tone))
    return name if name in SHAPES else "idle"
