"""
The words that the catalogue uses: groups, regimes, starts of clocks, channels; each with what people read.

For the readers and checks of `data/services`, and for every list that names a channel or a group. They stand
in one document of kind `service_words`, so that a new regime or channel needs no Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from donghanh.kernel.case_tables import CLOCK_KINDS
from donghanh.lawbook.documents import Document, Problem, check_keys
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape, check_shape
from donghanh.lawbook.sources import check_sources

KIND_OF_WORDS = "service_words"
PARTS = ("groups", "regimes", "starts", "channels", "doers", "clocks", "sayings")
SAYINGS = ("after", "before", "at_once")
_NAMES: Shape = {ANY: {"vi": TEXT, "en": TEXT, "one": TEXT, "electronic": FREE}}
MORE = {"channels": {"electronic"}, "clocks": {"one"}}
SHAPE: Shape = {"source": TEXT, "sources": {ANY: {ANY: TEXT}}, **dict.fromkeys(PARTS, _NAMES), ANY: FREE}


@dataclass(frozen=True)
class Word:
    """A word of the catalogue and what people read for it."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True)
class Channel:
    """A way in which a request arrives; electronic ones count for the share that M7 asks for."""

    code: str
    vi: str
    en: str
    is_electronic: bool


@dataclass(frozen=True)
class ClockWords:
    """How a kind of clock is read: `{amount}` stands for its number, `one` is English of a single one."""

    kind: str
    vi: str
    en: str
    one: str


@dataclass(frozen=True)
class ServiceWords:
    """All words by code, in the order of the document, which is the order of pages."""

    groups: Mapping[str, Word]
    regimes: Mapping[str, Word]
    starts: Mapping[str, Word]
    doers: Mapping[str, Word]
    channels: Mapping[str, Channel]
    clocks: Mapping[str, ClockWords]
    sayings: Mapping[str, Word]

    def clock_text(self, *, clock: tuple[str, int], language: str = "vi") -> str:
        """
        Say a clock for people: "3 ngày làm việc", "1 working day".

        clock : kind and amount
        """
        kind, amount = clock
        said = self.clocks[kind]
        if language != "en":
            return said.vi.format(amount=amount)
        return said.one if amount == 1 else said.en.format(amount=amount)

    def deadline_text(self, *, clock: tuple[str, int], starts: str, counts: str, language: str = "vi") -> str:
        """Say a whole deadline: "3 ngày làm việc, kể từ khi hồ sơ đầy đủ", "5 days before …"."""
        saying = self.sayings["at_once" if clock[0] == "immediate" else counts]
        said: str = getattr(saying, language)
        start = getattr(self.starts[starts], language)
        return said.format(clock=self.clock_text(clock=clock, language=language), start=start)


def words_of(documents: Iterable[Document]) -> ServiceWords:
    """Read documents that have passed their check."""
    found: dict[str, dict[str, Mapping[str, Any]]] = {part: {} for part in PARTS}
    for document in documents:
        for part in PARTS:
            found[part].update(document.content[part])
    named = {
        part: {code: Word(code, said["vi"], said["en"]) for code, said in found[part].items()}
        for part in PARTS
    }
    channels = {
        code: Channel(code, said["vi"], said["en"], said["electronic"])
        for code, said in found["channels"].items()
    }
    clocks = {
        kind: ClockWords(kind, said["vi"], said["en"], said["one"]) for kind, said in found["clocks"].items()
    }
    return ServiceWords(
        groups=named["groups"],
        regimes=named["regimes"],
        starts=named["starts"],
        doers=named["doers"],
        channels=channels,
        clocks=clocks,
        sayings=named["sayings"],
    )


def known_words(documents: Iterable[Document], part: str) -> tuple[str, ...]:
    """List the codes of a part, for a check; what is no mapping has none."""
    parts = (document.content.get(part) for document in documents)
    return tuple(str(code) for said in parts if isinstance(said, Mapping) for code in said)


def check_words(documents: Iterable[Document]) -> Iterator[Problem]:
    """Report `shape-wrong`, problems of sources and keys, `not-yes-or-no`, `word-without-text`."""
    for document in documents:
        shape = list(check_shape(document=document, shape=SHAPE))
        yield from shape or [*check_sources(document), *_check(document)]


def _check(document: Document) -> Iterator[Problem]:
    needed = {"kind", "source", "sources", *PARTS}
    yield from check_keys(document=document, at=(), entry=document.content, needed=needed, allowed=set())
    for part in PARTS:
        needed = {"vi", "en"} | MORE.get(part, set())
        for code, said in (document.content.get(part) or {}).items():
            at = (part, code)
            yield from check_keys(document=document, at=at, entry=said or {}, needed=needed, allowed=set())
            if part == "channels" and not isinstance((said or {}).get("electronic"), bool):
                yield document.problem("not-yes-or-no", "`electronic` is true or false.", *at)
    for part, words in (("clocks", CLOCK_KINDS), ("sayings", SAYINGS)):
        for word in words:
            if word not in (document.content.get(part) or {}):
                text = f"nobody can read {word}; write its words."
                yield document.problem("word-without-text", text, part)
