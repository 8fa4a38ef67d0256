"""
A commune's list of which the truth is known: persons of the register written by another hand, and others who
only look like them.

For judging a search for duplicates: `same_as` says who a row is, `who` and `hand` what was done. Strangers
are meant to be hard: a relative of the same house and telephone, a twin by name, the house next door,
somebody who is reached by another's telephone. Shares stand in data/hands.yaml.
"""

from __future__ import annotations

import re
from dataclasses import asdict, replace

import polars as pl

from donghanh.world import people
from donghanh.world.addresses import addresses
from donghanh.world.dice import dice, flags
from donghanh.world.misspellings import Rolls
from donghanh.world.places import Places
from donghanh.world.reference import reference, weighted
from donghanh.world.rewriting import Hands, Person

COMMON_OF = 3_000
"""A name is common, and so has twins, when one in this many customers bears it."""


def nominated_again(*, seed: int, places: Places, customers: pl.DataFrame, count: int) -> pl.DataFrame:
    """
    Write a list of `count` nominations of which the truth is known.

    customers : households of the register; code, name, address, commune_code, phone
    returns   : person_id ["N000001" and on], name, address [null: left out], commune_code, phone,
                customer_code [null: not given], same_as [code; null: nobody of the register], who, hand
    raises    : ValueError, when there are fewer customers than nominations
    """
    if customers.height < count:
        raise ValueError(f"{count} nominations are asked for of {customers.height} customers; ask for fewer.")
    rolls = dice(seed=seed, subject="nominated again")
    meant = _meant(rolls=rolls, places=places, customers=customers, count=count)
    others = _fresh(rolls=rolls, places=places, count=count)
    communes = dict(zip(places.codes, places.names, strict=True))
    hands = Hands(rolls=rolls, count=count, others=others, communes=communes)
    rows = [asdict(hands.write(person=person, at=at)) for at, person in enumerate(meant)]
    texts = dict.fromkeys(("address", "phone", "customer_code", "same_as"), pl.String)
    ids = pl.Series("person_id", [f"N{number:06d}" for number in range(1, count + 1)])
    return pl.DataFrame(rows, schema_overrides=texts).insert_column(0, ids)


def _meant(*, rolls: Rolls, places: Places, customers: pl.DataFrame, count: int) -> list[Person]:
    """Deal who stands on the list, before any hand has written it."""
    known = _known(rolls=rolls, customers=customers, count=count)
    fresh = _fresh(rolls=rolls, places=places, count=count)
    common = customers.filter(pl.len().over("name") * COMMON_OF >= customers.height)
    twins = common.sample(count, with_replacement=True, seed=int(rolls.integers(2**31)))["name"].to_list()
    kinds = weighted("hands", "who").pick(rolls=rolls, count=count).tolist()
    moved = flags(rolls=rolls, chances=reference("hands")["moved"], count=count).tolist()
    return [
        _one("moved" if kind == "known" and away else kind, one, other, twin)
        for kind, away, one, other, twin in zip(kinds, moved, known, fresh, twins, strict=True)
    ]


def _one(kind: str, known: Person, other: Person, twin: str) -> Person:
    """Somebody of this kind: `known` of the register, `other` whom nobody knows."""
    here = replace(other, who=kind, commune_code=known.commune_code)
    surname, rest = known.name.split(" ")[0], other.name.split(" ")[1:]
    as_kind = {
        "known": known,
        "moved": replace(known, who=kind, commune_code=other.commune_code, address=other.address),
        "stranger": other,
        "relative": replace(here, name=" ".join([surname, *rest]), address=known.address, phone=known.phone),
        "twin": replace(here, name=twin),
        "neighbour": replace(here, address=_next_door(known.address)),
        "deputised": replace(here, phone=known.phone),
    }
    return as_kind[kind]


def _next_door(address: str | None) -> str | None:
    return address and re.sub(r"\d+", lambda number: str(int(number[0]) + 2), address, count=1)


def _known(*, rolls: Rolls, customers: pl.DataFrame, count: int) -> list[Person]:
    rows = rolls.choice(customers.height, size=count, replace=False)
    columns = ("name", "address", "commune_code", "phone", "code")
    return [
        Person(name, address, commune, phone, same_as=code)
        for name, address, commune, phone, code in customers[rows].select(columns).rows()
    ]


def _fresh(*, rolls: Rolls, places: Places, count: int) -> list[Person]:
    """People whom nobody knows, in the communes by their weight; nine in ten have a telephone."""
    at = places.weights.pick_indexes(rolls=rolls, count=count)
    names = people.person_names(rolls=rolls, count=count).tolist()
    phones = people.phones(rolls=rolls, present=flags(rolls=rolls, chances=0.9, count=count))
    where = addresses(rolls=rolls, places=places, at=at)
    rows = zip(names, where, at.tolist(), phones, strict=True)
    return [
        Person(name, address, places.codes[row], phone, who="stranger") for name, address, row, phone in rows
    ]
