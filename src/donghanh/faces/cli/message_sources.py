"""Where the sentences of the pages stand: every text for translation in templates and in the faces' Python.

A template is turned by Django into a flat text of calls, which Babel then reads like Python. Vietnamese is
the source text, so each sentence found here needs an English text in the catalogue of its face.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

FACES = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


@dataclass(frozen=True)
class Sentence:
    """One text for translation: where it stands, its context, its form for one and, if any, for many."""

    path: Path
    line: int
    context: str | None
    text: str
    plural: str | None = None


def sentences(*, root: Path) -> Iterator[Sentence]:
    """Give every sentence below `root`, file by file in the order of their names."""
    for path in sorted(
        [*root.rglob("*.py"), *root.rglob("templates/**/*.html"), *root.rglob("templates/**/*.txt")]
    ):
        yield from sentences_of(path=path)


def sentences_of(*, path: Path) -> Iterator[Sentence]:
    """Give the sentences of one file: a template when its name does not end in .py."""
    from babel.messages.extract import extract

    source = path.read_text(encoding="utf-8")
    calls = source if path.suffix == ".py" else _calls_of_template(source)
    for line, found, _comments, context in extract("python", BytesIO(calls.encode()), keywords=KEYWORDS):
        text, plural = (found[0], found[1]) if isinstance(found, tuple) else (found, None)
        yield Sentence(path, line, context, text, plural)


def _calls_of_template(source: str) -> str:
    """Leave the calls only; lines keep their number, and lose the indentation that Python would object to."""
    from django.utils.translation.template import templatize

    flat = templatize(source)
    return "\n".join(line.strip() for line in flat.split("\n"))
