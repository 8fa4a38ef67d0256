"""
Where a number or a name comes from, and how sure we are of it.

For every document of the lawbook. A document lists its sources under `sources:`, names the one that
goes for all under `source:`, and any entry may name another. What was recalled and not seen, or is
of low confidence, is shown on the faces as "to be confirmed".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from donghanh.lawbook.documents import At, Document, Problem, check_keys

TYPES = ("regulation", "article", "company", "list", "computed")
EVIDENCE = ("seen", "memory", "derived")
CONFIDENCE = ("high", "medium", "low")


@dataclass(frozen=True)
class Source:
    """
    One source.

    type       : regulation, article (of a newspaper), company, list (official), computed (by us)
    clause     : the clause, when it is a regulation; empty otherwise
    evidence   : seen, memory (recalled, not seen), derived (computed)
    confidence : high, medium, low
    vi         : the text for readers of Vietnamese; empty where it is not written yet
    """

    key: str
    text: str
    type: str
    evidence: str
    confidence: str
    clause: str = ""
    vi: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Whether it may be shown without the words "to be confirmed"."""
        return self.evidence != "memory" and self.confidence != "low"


def sources_of(document: Document) -> dict[str, Source]:
    """Read the sources of a document that has passed its check, by key."""
    return {key: Source(key=key, **said) for key, said in document.content["sources"].items()}


def check_sources(document: Document) -> list[Problem]:
    """
    Check that a document has a source, that each is complete, and that each one named is listed.

    returns : problems `source-missing`, `source-unknown`, `key-missing`, `key-unknown`,
              `word-unknown`, `clause-missing`
    """
    listed = document.content.get("sources")
    if not isinstance(listed, Mapping) or not listed or "source" not in document.content:
        text = "expected `source:` with the key of one of `sources:`, each with text, evidence, confidence."
        return [document.problem("source-missing", text)]
    return [*_check_listed(document, listed), *_check_named(document, listed)]


def _check_listed(document: Document, listed: Mapping[str, Any]) -> Iterator[Problem]:
    needed = {"text", "type", "evidence", "confidence"}
    for key, said in listed.items():
        at: At = ("sources", key)
        if not isinstance(said, Mapping):
            yield document.problem("key-missing", f"source `{key}` is empty; it needs {sorted(needed)}.", *at)
            continue
        yield from check_keys(document=document, at=at, entry=said, needed=needed, allowed={"clause", "vi"})
        yield from _check_words(document, at, said)
        if said.get("type") == "regulation" and not said.get("clause"):
            yield document.problem(
                "clause-missing", f"regulation `{key}` has no `clause`; say which one.", *at
            )


def _check_words(document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    for name, words in (("type", TYPES), ("evidence", EVIDENCE), ("confidence", CONFIDENCE)):
        if name in said and said[name] not in words:
            text = f"`{name}` is {said[name]!r}; expected one of {', '.join(words)}."
            yield document.problem("word-unknown", text, *at, name)


def _check_named(document: Document, listed: Mapping[str, Any]) -> Iterator[Problem]:
    for at, name in _named(document.content, ()):
        if not isinstance(name, str) or name not in listed:
            text = f"source `{name}` is not among those listed: {', '.join(listed)}."
            yield document.problem("source-unknown", text, *at)


def _named(value: Any, at: At) -> Iterator[tuple[At, Any]]:
    """Walk to every `source:` in a document, but for the list of sources itself."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key == "source":
                yield (*at, key), part
            elif (*at, key) != ("sources",):
                yield from _named(part, (*at, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _named(part, (*at, index))
