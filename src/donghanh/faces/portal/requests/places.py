"""Communes to choose from, by their district: for finding the unit that serves a place."""

from __future__ import annotations

from donghanh.apps.organisation.queries import places
from donghanh.kernel.text import sort_key_column

Group = tuple[str, list[tuple[str, str]]]


def commune_choices() -> list[tuple[str, str] | Group]:
    """Every commune below its district, in the order of the alphabet, with an empty choice before them."""
    names, district_of, districts = (
        places.commune_names(), places.districts_of_communes(), places.district_names(),
    )  # fmt: skip
    found: dict[str, list[tuple[str, str]]] = {}
    for code in _sorted(names):
        found.setdefault(districts.get(district_of.get(code, ""), ""), []).append((code, names[code]))
    heads = _sorted({name: name for name in found})
    return [("", "—"), *((name, found[name]) for name in heads)]


def _sorted(named: dict[str, str]) -> list[str]:
    """Keys in the order of their names."""
    import polars as pl

    ranks = sort_key_column(pl.Series(list(named.values()), dtype=pl.String)).to_list()
    return [key for _, key in sorted(zip(ranks, named, strict=True))]
