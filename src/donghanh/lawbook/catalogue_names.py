"""
The codes of the catalogue that other documents may name: groups, channels, services.

For the checks of rules that speak of services. Codes are read even from documents that do not pass their own
check, so that one slip is reported once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from donghanh.lawbook.documents import DATA, At, Document, Problem, readable_documents
from donghanh.lawbook.programme_words import unknown_word
from donghanh.lawbook.service_words import known_words
from donghanh.lawbook.shapes import TEXT, Shape

CATALOGUE = DATA / "services"
NAMING: Mapping[str, Shape] = {"groups": [TEXT], "services": [TEXT], "channels": [TEXT]}
"""Keys by which a rule says for which cases it is; one that is left out asks nothing."""


@cache
def catalogue_names(*, folder: Path = CATALOGUE) -> Mapping[str, tuple[str, ...]]:
    """
    List what a rule may name, by the key of NAMING.

    >>> "fault" in catalogue_names()["groups"], "METER_CHECK" in catalogue_names()["services"]
    (True, True)
    """
    documents, _ = readable_documents(folder=folder)
    codes = (str(said.get("code")) for document in documents for _, said in document.entries("services"))
    return {
        "groups": known_words(documents, "groups"),
        "services": tuple(dict.fromkeys(codes)),
        "channels": known_words(documents, "channels"),
    }


def check_naming(*, document: Document, at: At, said: Mapping[str, Any]) -> Iterator[Problem]:
    """Report `word-unknown` for a group, service or channel that the catalogue does not have."""
    for key, known in catalogue_names().items():
        for code in said.get(key) or ():
            if code not in known:
                yield unknown_word(document, key, code, known, *at, key)


def named_in(said: Mapping[str, Any], key: str) -> frozenset[str]:
    """Read what a rule names under a key; empty asks nothing."""
    return frozenset(said.get(key) or ())
