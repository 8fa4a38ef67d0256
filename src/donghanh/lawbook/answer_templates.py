"""
What is said to a customer at each turn of a case, with blanks to fill: `data/answer_templates`.

For answers one by one and in bulk, receipts, questions and apologies. A blank is a word in braces; the same
blanks stand in both languages, and each is one that a case can fill. `fill` refuses a blank left empty, so
that nobody reads "{due}".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.kernel.spans import Span
from donghanh.lawbook.catalogue_names import NAMING, check_naming, named_in
from donghanh.lawbook.dated_books import DatedBook, Listing, Said, check_entries, read_entries
from donghanh.lawbook.dates import span_of
from donghanh.lawbook.documents import DATA, At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.shapes import TEXT
from donghanh.lawbook.sources import Source

FOLDER = DATA / "answer_templates"
KIND = "answer_templates"
MOMENTS = ("received", "documents", "paused", "answered", "late", "refused", "closed", "incident", "restored")
BLANKS = (
    "code", "service", "unit", "due", "received", "documents", "reason", "answer", "cause", "expected",
)  # fmt: skip
BLANK = re.compile(r"\{([^{}]*)\}")
LISTING = Listing(
    kind=KIND,
    shape={**NAMING, "moment": TEXT, "body": {"vi": TEXT, "en": TEXT}},
    needed=frozenset({"moment", "body"}),
    allowed=frozenset({"groups", "services"}),
)


class BlankLeft(ValueError):
    """A template was to be used with a blank that nothing fills; `blanks` are their words."""

    def __init__(self, *, template: str, blanks: tuple[str, ...]) -> None:
        super().__init__(f"Template {template} needs {', '.join(blanks)}; give each a text.")
        self.blanks = blanks


@dataclass(frozen=True)
class AnswerTemplate:
    """
    One template; vi and en are its name, body_vi and body_en the text.

    moment           : a word of MOMENTS
    groups, services : of the cases it is for; empty is all
    """

    code: str
    vi: str
    en: str
    moment: str
    body_vi: str
    body_en: str
    groups: frozenset[str]
    services: frozenset[str]
    span: Span[date]
    source: Source

    @property
    def blanks(self) -> tuple[str, ...]:
        """The words that must be filled, in the order of the Vietnamese text."""
        return tuple(dict.fromkeys(BLANK.findall(self.body_vi)))

    def is_for(self, *, service: str, group: str) -> bool:
        """Answer whether a case of this service and group is meant."""
        return (not self.services or service in self.services) and (not self.groups or group in self.groups)

    def fill(self, *, values: Mapping[str, str], language: str = "vi") -> str:
        """
        Write the text out; what stands in a value is never read as a blank.

        raises : BlankLeft, for a word that `values` lacks or leaves empty
        """
        missing = tuple(word for word in self.blanks if not values.get(word, "").strip())
        if missing:
            raise BlankLeft(template=self.code, blanks=missing)
        body = self.body_en if language == "en" else self.body_vi
        return BLANK.sub(lambda found: values[found[1]], body)


@cache
def read_answer_templates(*, folder: Path = FOLDER) -> DatedBook[AnswerTemplate]:
    """
    Read the templates.

    raises : DocumentRefused

    >>> read_answer_templates().require(code="receipt", day=date(2021, 12, 20)).blanks
    ('service', 'code', 'due')
    """
    return DatedBook("template", read_entries(folder=folder, kind=KIND, read=_template))


def templates_for(*, moment: str, service: str, group: str, day: date) -> tuple[AnswerTemplate, ...]:
    """List the templates for a turn of a case, those of its own service or group before those for all."""
    found = [
        one
        for one in read_answer_templates().on(day=day)
        if one.moment == moment and one.is_for(service=service, group=group)
    ]
    return tuple(sorted(found, key=lambda one: (not one.services, not one.groups)))


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the templates.

    returns : problems of `check_entries` and keys; `word-unknown`, `blank-unknown`, `blanks-differ`,
              `brace-open`
    """
    return check_entries(folder=folder, listing=LISTING, check=_check)


def _template(said: Said, source: Source, _: Document) -> AnswerTemplate:
    return AnswerTemplate(
        code=said["code"],
        vi=said["vi"],
        en=said["en"],
        moment=said["moment"],
        body_vi=said["body"]["vi"].strip(),
        body_en=said["body"]["en"].strip(),
        groups=named_in(said, "groups"),
        services=named_in(said, "services"),
        span=span_of(said),
        source=source,
    )


def _check(document: Document, at: At, said: Said) -> Iterator[Problem]:
    yield from check_naming(document=document, at=at, said=said)
    if said.get("moment") not in MOMENTS:
        yield unknown_word(document, "moment", said.get("moment"), MOMENTS, *at)
    body, here = said.get("body") or {}, (*at, "body")
    yield from check_keys(document=document, at=here, entry=body, needed={"vi", "en"}, allowed=set())
    yield from _check_blanks(document, here, body)


def _check_blanks(document: Document, at: At, body: Mapping[str, Any]) -> Iterator[Problem]:
    blanks = {language: set(BLANK.findall(body.get(language) or "")) for language in ("vi", "en")}
    for language, words in blanks.items():
        for word in sorted(words - set(BLANKS)):
            text = f"no case fills {{{word}}}; expected one of {', '.join(BLANKS)}."
            yield document.problem("blank-unknown", text, *at, language)
        rest = BLANK.sub("", body.get(language) or "")
        if "{" in rest or "}" in rest:
            yield document.problem("brace-open", "a brace stands alone; write {word}.", *at, language)
    if blanks["vi"] != blanks["en"]:
        different = ", ".join(sorted(blanks["vi"] ^ blanks["en"]))
        text = f"only one language has {different}; both say the same."
        yield document.problem("blanks-differ", text, *at)
