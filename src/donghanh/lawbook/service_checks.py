"""
What must hold of a service before a customer may be promised anything by it; for `services`.

The words of `service_words` and the codes of `pause_reasons` are the only ones that entries may use. What
one term says of its clock is in `service_term_checks`, forms and papers in `service_part_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from donghanh.lawbook.dates import check_turns
from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.pause_reasons import pause_codes
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.service_part_checks import PARTS, check_parts
from donghanh.lawbook.service_term_checks import TERM, check_terms
from donghanh.lawbook.service_words import KIND_OF_WORDS, known_words
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import check_sources

KIND = "services"
RESPONSIBLE = ("unit", "business_department", "office")
CODE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
LONGEST_CODE = 40
NEEDED = {
    "code", "group", "vi", "en", "source", "responsible", "takes_cases", "is_public", "terms", "channels",
    "steps",
}  # fmt: skip
ALLOWED = {"case", "documents", "fee", "fields", "pause_reasons"}
SHAPE: Shape = {
    "source": TEXT,
    "sources": {ANY: {ANY: TEXT}},
    "services": [
        {
            **dict.fromkeys(("code", "group", "vi", "en", "source", "responsible"), TEXT),
            "case": {"vi": TEXT, "en": TEXT},
            "terms": [TERM],
            "channels": [TEXT],
            "pause_reasons": [TEXT],
            **PARTS,
            ANY: FREE,
        }
    ],
    ANY: FREE,
}

Words = Mapping[str, Sequence[str]]


def check_services(*, documents: Iterable[Document], words: Sequence[Document]) -> list[Problem]:
    """
    Check the entries of all documents.

    words   : the documents of kind `service_words`
    returns : problems of shape, sources, keys and dates; `word-unknown`, `code-form`, `pause-reason-unknown`,
              `not-yes-or-no`, `public-without-case`, those of terms and parts; `gap`, `overlap` of one code,
              `outer-unknown`
    """
    known: Words = {
        part: known_words(words, part) for part in ("groups", "regimes", "starts", "channels", "doers")
    }
    problems: list[Problem] = []
    turns: dict[str, list[tuple[Document, At, Mapping[str, Any]]]] = {}
    for document in documents:
        shape = list(check_shape(document=document, shape=SHAPE))
        problems += shape or [*check_sources(document), *_check(document, known)]
        for at, entry in [] if shape else document.entries("services"):
            placed = [(document, term_at, term) for term_at, term in document.entries(*at, "terms")]
            turns.setdefault(str(entry.get("code")), []).extend(placed)
    for code, dated in turns.items():
        problems += check_turns(turns=dated, what=f"the service {code}")
        problems += _check_outer(dated, tuple(turns))
    return problems


def _check_outer(
    dated: Iterable[tuple[Document, At, Mapping[str, Any]]], codes: Sequence[str]
) -> Iterator[Problem]:
    for document, at, term in dated:
        named = (term.get("outer") or {}).get("service")
        if named is not None and named not in codes:
            text = f"no service of the catalogue is {named!r}; an outer limit names the one that says it."
            yield document.problem("outer-unknown", text, *at, "outer")


def _check(document: Document, known: Words) -> Iterator[Problem]:
    said = document.content
    needed = {"kind", "source", "sources", "services"}
    yield from check_keys(document=document, at=(), entry=said, needed=needed, allowed=set())
    if said.get("kind") != KIND:
        yield unknown_word(document, "kind", said.get("kind"), (KIND, KIND_OF_WORDS), "kind")
    for at, entry in document.entries("services"):
        yield from check_keys(document=document, at=at, entry=entry, needed=NEEDED, allowed=ALLOWED)
        yield from _check_entry(document, at, entry, known)
        yield from check_terms(document=document, at=at, known=known)
        yield from check_parts(document=document, at=at, entry=entry, doers=known["doers"])


def _check_entry(document: Document, at: At, entry: Mapping[str, Any], known: Words) -> Iterator[Problem]:
    code = str(entry.get("code"))
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        text = f"code {code!r}; expected capitals, digits and _, at most {LONGEST_CODE}: NEW_LV_RES_URBAN."
        yield document.problem("code-form", text, *at, "code")
    for key, words in (("group", known["groups"]), ("responsible", RESPONSIBLE)):
        if entry.get(key) not in words:
            yield unknown_word(document, key, entry.get(key), words, *at, key)
    for channel in entry.get("channels") or ():
        if channel not in known["channels"]:
            yield unknown_word(document, "channels", channel, known["channels"], *at, "channels")
    for reason in entry.get("pause_reasons") or ():
        if reason not in pause_codes():
            text = f"pause reason {reason!r} is none of {', '.join(pause_codes())}; add it to pause_reasons."
            yield document.problem("pause-reason-unknown", text, *at, "pause_reasons")
    yield from _check_yes_no(document, at, entry)


def _check_yes_no(document: Document, at: At, entry: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("takes_cases", "is_public"):
        if not isinstance(entry.get(key), bool):
            yield document.problem("not-yes-or-no", f"`{key}` is true or false.", *at, key)
    if entry.get("is_public") is True and entry.get("takes_cases") is False:
        text = "what takes no cases cannot be chosen on the portal; set `is_public: false`."
        yield document.problem("public-without-case", text, *at, "is_public")
