"""What must hold of a checklist and of the terms of ratings before anybody is judged by them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from donghanh.lawbook.dates import check_span, check_turns
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.shapes import FREE, TEXT, check_shape
from donghanh.lawbook.sources import check_sources

CHECKLIST, RATING = "conduct_checklist", "conduct_rating"
PLACES = ("office", "crew")
_WORDS = {"vi": TEXT, "en": TEXT}
_ITEM = {"code": TEXT, "points": FREE, "critical": FREE, "vi": TEXT, "en": TEXT}
_COMMON = {"kind", "code", "source", "sources", "span"}
_LIST_NUMBERS = {
    "good_from_bp": (1, 10_000),
    "enough_from_bp": (1, 10_000),
    "reply_days": (1, 60),
    "correct_days": (1, 250),
    "told_days": (0, 20),
    "escalate_days": (1, 60),
}
_RATING_NUMBERS = {
    "satisfied_from": (1, 5),
    "least_answers": (1, 1_000),
    "open_days": (1, 365),
    "ask_again_after_days": (0, 365),
    "most_recorded_a_day": (1, 1_000),
}


def check_checklist(document: Document) -> list[Problem]:
    """
    Check one checklist.

    returns : problems of `check_sources`, `check_span`, `check_shape`, `check_keys`, and `word-unknown`,
              `number-wrong`, `not-yes-or-no`, `item-repeated`, `share-order`
    """
    shape = {"code": TEXT, "place": TEXT, "name": _WORDS, "span": {"from": FREE}, "items": [_ITEM]}
    needed = _COMMON | {"place", "name", "items", *_LIST_NUMBERS}
    problems = _check_top(document, shape, needed, CHECKLIST, _LIST_NUMBERS)
    return problems if _is_misshapen(problems) else [*problems, *_check_items(document)]


def check_rating(document: Document) -> list[Problem]:
    """
    Check the terms of ratings.

    returns : problems of `check_sources`, `check_span`, `check_shape`, `check_keys`, and `word-unknown`,
              `number-wrong`
    """
    shape = {"code": TEXT, "question": _WORDS, "span": {"from": FREE}}
    return _check_top(document, shape, _COMMON | {"question", *_RATING_NUMBERS}, RATING, _RATING_NUMBERS)


def check_turns_of_codes(documents: Iterable[Document]) -> Iterator[Problem]:
    """Report days on which two documents of one code hold, or none between two of them."""
    by_code: dict[str, list[tuple[Document, At, Mapping[str, Any]]]] = {}
    for document in documents:
        span = document.content.get("span")
        turn = (document, ("span",), span if isinstance(span, Mapping) else {})
        by_code.setdefault(str(document.content.get("code")), []).append(turn)
    for code, turns in by_code.items():
        yield from check_turns(turns=turns, what=code)


def _check_top(
    document: Document, shape: Mapping[str, Any], needed: set[str], kind: str, numbers: Mapping[str, Any]
) -> list[Problem]:
    span = document.content.get("span")
    problems = [
        *check_sources(document),
        *check_keys(document=document, at=(), entry=document.content, needed=needed, allowed=set()),
        *check_span(document=document, at=("span",), entry=span if isinstance(span, Mapping) else {}),
        *check_shape(document=document, shape=shape),
        *_check_numbers(document, numbers),
        *_check_words(document),
    ]
    if document.content.get("kind") != kind:
        found = document.content.get("kind")
        problems.append(document.problem("word-unknown", f"`kind` is {found!r}; expected {kind}.", "kind"))
    return problems


def _check_words(document: Document) -> Iterator[Problem]:
    """A name or a question is said in both languages."""
    for name in ("name", "question"):
        said = document.content.get(name)
        if isinstance(said, Mapping):
            yield from check_keys(
                document=document, at=(name,), entry=said, needed={"vi", "en"}, allowed=set()
            )


def _is_misshapen(problems: list[Problem]) -> bool:
    return any(problem.rule in ("shape-wrong", "number-wrong") for problem in problems)


def _check_numbers(document: Document, numbers: Mapping[str, tuple[int, int]]) -> Iterator[Problem]:
    for name, (least, most) in numbers.items():
        said = document.content.get(name)
        if said is not None and not _is_number(said, least, most):
            text = f"`{name}` is {said!r}; expected a whole number from {least} to {most}."
            yield document.problem("number-wrong", text, name)


def _is_number(said: object, least: int, most: int) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and least <= said <= most


def _check_items(document: Document) -> Iterator[Problem]:
    content = document.content
    if content.get("place") not in PLACES:
        text = f"`place` is {content.get('place')!r}; expected one of {', '.join(PLACES)}."
        yield document.problem("word-unknown", text, "place")
    if (content.get("enough_from_bp") or 0) > (content.get("good_from_bp") or 0):
        yield document.problem("share-order", "enough is above good; let good be the higher.", "good_from_bp")
    seen: set[str] = set()
    for at, item in document.entries("items"):
        yield from check_keys(document=document, at=at, entry=item, needed=set(_ITEM), allowed=set())
        if not _is_number(item.get("points"), 1, 100):
            yield document.problem("number-wrong", "`points` is a whole number from 1 to 100.", *at)
        if not isinstance(item.get("critical"), bool):
            yield document.problem("not-yes-or-no", "`critical` is true or false.", *at)
        if item.get("code") in seen:
            yield document.problem("item-repeated", f"item {item['code']!r} is said twice; keep one.", *at)
        seen.add(str(item.get("code")))
