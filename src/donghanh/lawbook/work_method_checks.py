"""What must hold of a method of work before a crew may be sent out by it; for `work_methods`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from donghanh.lawbook.dates import check_span, check_turns
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.shapes import FREE, TEXT, check_shape
from donghanh.lawbook.sources import check_sources

KIND = "work_method"
WORKS = ("cleaning", "washing", "wiring", "repair", "hand_over", "survey", "metering", "reading")
STATUSES = ("normal", "quarantined", "locked_down")
EVIDENCE = ("photo_before", "photo_after", "photo", "signature", "reading")
CREWS = ("live_line", "substation", "home_wiring")
NEEDED = {
    "kind", "code", "work", "source", "sources", "span", "name", "needs_outage", "weather",
    "evidence", "steps", "epidemic",
}  # fmt: skip
_STEP = {"code": TEXT, "vi": TEXT, "en": TEXT, "safety": FREE, "photo": FREE}
_WORDS = {"vi": TEXT, "en": TEXT}
SHAPE: Mapping[str, Any] = {
    "code": TEXT, "work": TEXT, "name": _WORDS, "weather": _WORDS, "ways": [TEXT], "crew": [TEXT],
    "span": {"from": FREE}, "steps": [_STEP],
    "evidence": {status: [TEXT] for status in STATUSES}, "epidemic": {status: [_STEP] for status in STATUSES},
}  # fmt: skip


def check_method(document: Document) -> list[Problem]:
    """
    Check one method.

    returns : problems of `check_sources`, `check_span`, `check_shape`, `check_keys`, and `word-unknown`,
              `status-missing`, `step-repeated`, `safety-missing`, `not-yes-or-no`
    """
    shape = list(check_shape(document=document, shape=SHAPE))
    problems = [*check_sources(document), *_check_top(document), *shape]
    return problems if shape else [*problems, *_check_inside(document)]


def check_methods_together(documents: Iterable[Document]) -> Iterator[Problem]:
    """Report days on which two documents of one code hold, or none between two of them."""
    by_code: dict[str, list[tuple[Document, At, Mapping[str, Any]]]] = {}
    for document in documents:
        span = document.content.get("span")
        turn = (document, ("span",), span if isinstance(span, Mapping) else {})
        by_code.setdefault(str(document.content.get("code")), []).append(turn)
    for code, turns in by_code.items():
        yield from check_turns(turns=turns, what=f"the method {code}")


def _check_top(document: Document) -> Iterator[Problem]:
    content = document.content
    yield from check_keys(document=document, at=(), entry=content, needed=NEEDED, allowed={"crew", "ways"})
    span = content.get("span")
    yield from check_span(document=document, at=("span",), entry=span if isinstance(span, Mapping) else {})
    if content.get("kind") != KIND:
        yield document.problem("word-unknown", f"`kind` is {content.get('kind')!r}; expected {KIND}.", "kind")
    if "crew" not in content:
        text = "`crew` is missing; write `crew: []` when anybody of a crew may do it."
        yield document.problem("key-missing", text)
    if "ways" not in content:
        text = "`ways` is missing; write `ways: []` when no campaign promises this work."
        yield document.problem("key-missing", text)
    if not isinstance(content.get("needs_outage"), bool):
        yield document.problem("not-yes-or-no", "`needs_outage` is true or false.", "needs_outage")


def _check_inside(document: Document) -> Iterator[Problem]:
    content = document.content
    yield from _check_words(document, [content.get("work")], WORKS, ("work",))
    yield from _check_words(document, content.get("crew") or [], CREWS, ("crew",))
    for name in ("name", "weather"):
        yield from check_keys(
            document=document, at=(name,), entry=content.get(name) or {}, needed={"vi", "en"}, allowed=set()
        )
    yield from _check_statuses(document)
    yield from _check_steps(document)


def _check_words(
    document: Document, said: Iterable[Any], known: tuple[str, ...], at: At
) -> Iterator[Problem]:
    for word in said:
        if word not in known:
            text = f"`{at[0]}` says {word!r}; expected one of {', '.join(known)}."
            yield document.problem("word-unknown", text, *at)


def _check_statuses(document: Document) -> Iterator[Problem]:
    for name in ("evidence", "epidemic"):
        said = document.content.get(name) or {}
        for status in STATUSES:
            if status not in said:
                text = f"`{name}` says nothing of {status}; write `{status}: []` when nothing is asked."
                yield document.problem("status-missing", text, name)
        yield from _check_words(document, said, STATUSES, (name,))
    for status, kinds in (document.content.get("evidence") or {}).items():
        yield from _check_words(document, kinds or [], EVIDENCE, ("evidence", status))


def _check_steps(document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, step in document.entries("steps"):
        yield from _check_step(document, at, step)
        if step.get("code") in seen:
            yield document.problem("step-repeated", f"step {step['code']!r} is said twice; keep one.", *at)
        seen.add(str(step.get("code")))
    for status in document.content.get("epidemic") or {}:
        for at, step in document.entries("epidemic", status):
            yield from _check_step(document, at, step)
            if step.get("code") in seen:
                yield document.problem("step-repeated", f"{step['code']!r} is a step already.", *at)
    dangerous = document.content.get("work") != "hand_over"
    if dangerous and not any(step.get("safety") is True for _, step in document.entries("steps")):
        yield document.problem("safety-missing", "no step of this work is a safety step; say which.", "steps")


def _check_step(document: Document, at: At, step: Mapping[str, Any]) -> Iterator[Problem]:
    needed = {"code", "vi", "en", "safety", "photo"}
    yield from check_keys(document=document, at=at, entry=step, needed=needed, allowed=set())
    for name in ("safety", "photo"):
        if name in step and not isinstance(step[name], bool):
            yield document.problem("not-yes-or-no", f"`{name}` is true or false.", *at, name)
