"""
The law by which reductions are judged: groups and conditions as a published release keeps them.

A release was published by a second officer and never changes; a condition that holds for a bill can be read
under its digest for ever. While none was published, the documents that come with the product hold: their
digest is told, and that nobody published it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from donghanh.apps.tariffs.queries import digest_published_last, text_of
from donghanh.apps.tariffs.refusals import NotFound
from donghanh.lawbook.law_texts import (
    Texts,
    canonical,
    digest_of,
    parse_canonical,
    readable_texts,
    shipped_texts,
)
from donghanh.lawbook.reliefs import ReliefGroup, relief_groups


@dataclass(frozen=True)
class ReliefLaw:
    """
    The rounds of a release.

    release      : its digest
    is_published : whether two officers published it; else it came with the product
    texts        : of the round's document, by round
    """

    release: str
    is_published: bool
    groups: tuple[ReliefGroup, ...]
    texts: Mapping[str, str]


def relief_law(*, release: str = "") -> ReliefLaw:
    """
    Answer the rounds of a release; of the one published last, when none is named.

    raises : NotFound, for a release that is neither kept nor that of the product
    """
    digest = release or digest_published_last()
    if not digest:
        return _shipped()
    try:
        return _kept(digest)
    except NotFound:
        if _shipped().release == digest:
            return _shipped()
        raise


@lru_cache(maxsize=32)
def _kept(digest: str) -> ReliefLaw:
    return _law(parse_canonical(text_of(digest=digest)), digest, is_published=True)


@lru_cache(maxsize=1)
def _shipped() -> ReliefLaw:
    texts = shipped_texts()
    return _law(texts, digest_of(canonical(texts)), is_published=False)


def _law(texts: Texts, digest: str, *, is_published: bool) -> ReliefLaw:
    documents = readable_texts(texts)[0]["reliefs"]
    of_round = {one.content["round"]: texts[one.path.as_posix()] for one in documents}
    return ReliefLaw(digest, is_published, relief_groups(documents), of_round)
