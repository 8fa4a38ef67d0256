"""
Names of enterprises and public bodies, composed from generic words and a number.

The number says that the name is generated; a real firm of the same words is not meant.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from donghanh.world.dice import Indexes, Strings, chosen
from donghanh.world.places import Places
from donghanh.world.reference import reference, weighted


def firm_names(*, rolls: np.random.Generator, group: str, places: Places, at: Indexes) -> Strings:
    """
    One name for each row of `at` (index into the communes).

    group  : a group of data/mix.yaml other than household, or for large customers factory, trade,
             hospital, centre
    raises : KeyError, when the group is not known
    """
    number = rolls.integers(1, 100, size=len(at)).astype(str).astype(object)
    local = chosen(words=places.bare_names, at=at)
    return NAMING[group](rolls, local, number)


def _any_of(rolls: np.random.Generator, words: str, count: int) -> Strings:
    listed = reference("words")[words]
    return chosen(words=listed, at=rolls.integers(len(listed), size=count))


def _drawn(rolls: np.random.Generator, words: str, count: int) -> Strings:
    return weighted("words", words).pick(rolls=rolls, count=count)


def _workshop(rolls: np.random.Generator, local: Strings, number: Strings) -> Strings:
    form, trade = _drawn(rolls, "legal_forms", len(local)), _drawn(rolls, "trades", len(local))
    return np.asarray(form + " " + trade + " " + _any_of(rolls, "luck", len(local)) + " " + number)


def _lucky(words: str) -> Callable[[np.random.Generator, Strings, Strings], Strings]:
    def name(rolls: np.random.Generator, local: Strings, number: Strings) -> Strings:
        word = _drawn(rolls, words, len(local))
        return np.asarray(word + " " + _any_of(rolls, "luck", len(local)) + " " + number)

    return name


def _school_or_clinic(rolls: np.random.Generator, local: Strings, number: Strings) -> Strings:
    return np.asarray(
        _drawn(rolls, "schools_and_clinics", len(local)) + " " + local + " (điểm " + number + ")"
    )


def _office(rolls: np.random.Generator, local: Strings, number: Strings) -> Strings:
    return np.asarray(_drawn(rolls, "offices", len(local)) + " " + local + " số " + number)


def _numbered(words: str) -> Callable[[np.random.Generator, Strings, Strings], Strings]:
    def name(rolls: np.random.Generator, local: Strings, number: Strings) -> Strings:
        return np.asarray(_any_of(rolls, words, len(local)) + " số " + number)

    return name


NAMING: dict[str, Callable[[np.random.Generator, Strings, Strings], Strings]] = {
    "workshop": _workshop,
    "shop": _lucky("shops"),
    "lodging": _lucky("lodgings"),
    "school_or_clinic": _school_or_clinic,
    "office": _office,
    "factory": _workshop,
    "trade": _lucky("trade_of_large"),
    "hospital": _numbered("large_public"),
    "centre": _numbered("large_offices"),
}
