"""
The checks of readings before billing, by date: `data/reading_checks/*.yaml`.

For `engines.readings`, whose terms they fill, and for the desk, which shows where a number comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.engines.readings import RULES, RuleTerms, Terms
from donghanh.engines.readings.terms import SEVERITIES
from donghanh.lawbook.dates import check_span, check_turns, span_of
from donghanh.lawbook.documents import (
    DATA,
    At,
    Document,
    Problem,
    check_keys,
    read_documents,
    readable_documents,
)
from donghanh.lawbook.programme_words import is_whole
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import Source, check_sources, sources_of

FOLDER = DATA / "reading_checks"
KIND = "reading_checks"
VALUES = tuple(field.name for field in fields(Terms) if field.name != "rules")
SHAPE: Shape = {
    "kind": TEXT,
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "span": FREE,
    "rules": [{"rule": TEXT, "severity": TEXT, "source": TEXT}],
    "values": [{"value": TEXT, "source": TEXT}],
    ANY: FREE,
}


class NoReadingTerms(LookupError):
    """No document says how readings of that day are checked."""


@cache
def read_terms(*, day: date, folder: Path = FOLDER) -> Terms:
    """
    Read the checks in force on a day.

    raises : NoReadingTerms, DocumentRefused

    >>> read_terms(day=date(2021, 11, 1)).jump_percent
    130
    """
    content = _document(day, folder).content
    rules = {said["rule"]: RuleTerms(said["severity"], said["releasable"]) for said in content["rules"]}
    numbers = {said["value"]: said["number"] for said in content["values"]}
    return Terms(rules={rule: rules[rule] for rule in RULES}, **numbers)


@cache
def read_rule_sources(*, day: date, folder: Path = FOLDER) -> Mapping[str, Source]:
    """Say where each rule comes from, by rule. raises : NoReadingTerms, DocumentRefused"""
    document = _document(day, folder)
    sources = sources_of(document)
    whole = document.content["source"]
    return {said["rule"]: sources[said.get("source") or whole] for said in document.content["rules"]}


def check_documents(*, folder: Path = FOLDER) -> list[Problem]:
    """
    Check the documents.

    returns : problems of shape, sources, dates and keys; `word-unknown`, `word-missing`, `not-whole`,
              `not-yes-or-no`
    """
    documents, problems = readable_documents(folder=folder)
    for document in documents:
        shaped = list(check_shape(document=document, shape=SHAPE))
        problems += shaped or [*check_sources(document), *_check(document)]
    turns = [(document, ("span",), document.content.get("span") or {}) for document in documents]
    return [*problems, *check_turns(turns=turns, what="the checks of readings")]


def _document(day: date, folder: Path) -> Document:
    for document in read_documents(folder=folder, kind=KIND):
        if day in span_of(document.content["span"]):
            return document
    raise NoReadingTerms(f"no document in {folder.name} has the day {day}.")


def _check(document: Document) -> Iterator[Problem]:
    needed = {"kind", "source", "sources", "span", "rules", "values"}
    yield from check_keys(document=document, at=(), entry=document.content, needed=needed, allowed=set())
    yield from check_span(document=document, at=("span",), entry=document.content.get("span") or {})
    yield from _check_words(document, "rules", "rule", RULES)
    yield from _check_words(document, "values", "value", VALUES)
    for at, said in document.entries("rules"):
        yield from _check_rule(document, at, said)
    for at, said in document.entries("values"):
        needed = {"value", "number"}
        yield from check_keys(document=document, at=at, entry=said, needed=needed, allowed={"source"})
        if not is_whole(said.get("number")):
            text = f"`number` is {said.get('number')!r}; expected a whole number."
            yield document.problem("not-whole", text, *at, "number")


def _check_words(document: Document, part: str, key: str, words: tuple[str, ...]) -> Iterator[Problem]:
    said = [entry.get(key) for _, entry in document.entries(part)]
    for at, entry in document.entries(part):
        if entry.get(key) not in words:
            text = f"`{key}` is {entry.get(key)!r}; expected one of {', '.join(words)}."
            yield document.problem("word-unknown", text, *at, key)
        elif said.count(entry.get(key)) > 1:
            yield document.problem("word-repeated", f"`{entry.get(key)}` stands twice; keep one.", *at)
    for word in words:
        if word not in said:
            yield document.problem("word-missing", f"`{part}` does not say `{word}`.", part)


def _check_rule(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    needed = {"rule", "severity", "releasable"}
    yield from check_keys(document=document, at=at, entry=said, needed=needed, allowed={"source"})
    if said.get("severity") not in SEVERITIES:
        text = f"`severity` is {said.get('severity')!r}; expected one of {', '.join(SEVERITIES)}."
        yield document.problem("word-unknown", text, *at, "severity")
    if not isinstance(said.get("releasable"), bool):
        text = f"`releasable` is {said.get('releasable')!r}; expected true or false."
        yield document.problem("not-yes-or-no", text, *at, "releasable")
