"""
Names of generated people, and what reaches them: phones, e-mail, tax codes. None of them leads to anybody.

Names follow the frequencies of data/names.yaml; the given names of the people whom the newspaper names are
not in it, so no combination can give them (tests/world shows it over all combinations).
"""

from __future__ import annotations

import numpy as np

from donghanh.world.dice import Flags, Indexes, Strings, Weighted, chosen, flags
from donghanh.world.reference import reference, weighted

TAX_CODE_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def person_names(*, rolls: np.random.Generator, count: int, only_women: Flags | None = None) -> Strings:
    """`count` full names: surname, middle and given name of one gender; women in the rows of `only_women`."""
    surnames = weighted("names", "surnames").pick(rolls=rolls, count=count)
    men = flags(rolls=rolls, chances=reference("names")["share_of_men"], count=count)
    men &= True if only_women is None else ~only_women
    middle = _by_gender(rolls=rolls, men=men, part="middle")
    given = _by_gender(rolls=rolls, men=men, part="given")
    return np.asarray(surnames + " " + middle + " " + given)


def _by_gender(*, rolls: np.random.Generator, men: Flags, part: str) -> Strings:
    of_men: Weighted = weighted("names", "men", part)
    of_women: Weighted = weighted("names", "women", part)
    points = rolls.random(len(men))
    man = chosen(words=of_men.things, at=of_men.indexes_at(points=points))
    woman = chosen(words=of_women.things, at=of_women.indexes_at(points=points))
    return np.where(men, man, woman)


def phones(*, rolls: np.random.Generator, present: Flags) -> list[str | None]:
    """A fictional mobile number, ten digits, where `present`; null elsewhere."""
    prefixes = reference("words")["phone_prefixes"]
    picks = rolls.integers(len(prefixes), size=len(present)).tolist()
    numbers = rolls.integers(10**7, size=len(present)).tolist()
    rows = zip(present.tolist(), picks, numbers, strict=True)
    return [f"{prefixes[pick]}{number:07d}" if has else None for has, pick, number in rows]


def emails(*, numbers: Indexes, present: Flags) -> list[str | None]:
    """An address in a reserved domain where `present`; `numbers` make it unique."""
    domain = reference("words")["email_domain"]
    rows = zip(present.tolist(), numbers.tolist(), strict=True)
    return [f"kh{number:07d}@{domain}" if has else None for has, number in rows]


def tax_codes(*, numbers: Indexes, present: Flags) -> list[str | None]:
    """A tax code of ten digits with its check digit where `present`, in a series nobody has."""
    rows = zip(present.tolist(), numbers.tolist(), strict=True)
    return [_tax_code(number) if has else None for has, number in rows]


def _tax_code(number: int) -> str:
    # A check of 10 has no digit, so the number is moved on; five digits of series are enough for a
    # province's firms.
    while True:
        nine = f"{reference('words')['tax_code_series']}{number % 100_000:05d}"
        check = 10 - sum(int(d) * w for d, w in zip(nine, TAX_CODE_WEIGHTS, strict=True)) % 11
        if check < 10:
            return f"{nine}{check}"
        number += 1
