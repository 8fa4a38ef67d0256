"""
The frame of customers put together from its parts: who, where, since when, reached how, consenting to what.

Columns as in the kernel's table of customers, search and sort keys among them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from donghanh.kernel.text import fold_column, sort_key_column
from donghanh.world import energy, identity, people, signing_up
from donghanh.world.addresses import addresses
from donghanh.world.dice import Flags, Indexes, Strings, chosen, flags
from donghanh.world.places import Places
from donghanh.world.reference import reference


def customers_frame(
    *,
    rolls: np.random.Generator,
    names: Strings,
    groups: list[dict[str, Any]],
    classes: Strings,
    places: Places,
    place_at: Indexes,
    numbers: Indexes,
    begins: energy.Days,
    ends: energy.Days,
    code_units: Strings | None = None,
) -> pl.DataFrame:
    """The frame from its parts, row for row; `code_units` gave the codes, if others than serve today."""
    kinds = [group["kind"] for group in groups]
    units = chosen(words=places.units, at=place_at)
    not_home = np.array([kind != "household" for kind in kinds])
    has_email = _has(rolls=rolls, what="has_email", kinds=kinds)
    pays, app = signing_up.sign_ups(rolls=rolls, kinds=kinds, begins=begins)
    frame = pl.DataFrame(
        {
            "code": identity.customer_codes(
                units=units if code_units is None else code_units, numbers=numbers
            ),
            "unit_code": units.tolist(),
            "kind": kinds,
            "name": names.tolist(),
            "address": addresses(rolls=rolls, places=places, at=place_at),
            "commune_code": chosen(words=places.codes, at=place_at).tolist(),
            "phone": people.phones(rolls=rolls, present=_has(rolls=rolls, what="has_phone", kinds=kinds)),
            "email": people.emails(numbers=numbers, present=has_email),
            "tax_code": people.tax_codes(numbers=numbers, present=not_home),
            "contract_from": begins,
            "contract_until": ends,
            "price_group": [group["price_group"] for group in groups],
            "social_class": classes.tolist(),
            **_consents(rolls=rolls, has_email=has_email),
            "registered_online_payment_on": pays,
            "installed_app_on": app,
        },
        schema_overrides=dict.fromkeys(("phone", "email", "tax_code"), pl.String),
    )
    return with_keys(customers=frame)


def with_keys(*, customers: pl.DataFrame) -> pl.DataFrame:
    """The same customers with the keys by which they are searched and sorted."""
    said = customers.select(
        pl.concat_str("code", "name", "address", "phone", separator=" ", ignore_nulls=True)
    )
    return customers.with_columns(
        search_key=fold_column(said.to_series()), sort_key=sort_key_column(customers["name"])
    )


def _has(*, rolls: np.random.Generator, what: str, kinds: list[str]) -> Flags:
    chances = reference("mix")[what]
    return flags(rolls=rolls, chances=np.array([chances[kind] for kind in kinds]), count=len(kinds))


def _consents(*, rolls: np.random.Generator, has_email: Flags) -> dict[str, Flags]:
    chances = reference("mix")["consents"]
    given = {
        f"consent_{name}": flags(rolls=rolls, chances=chance, count=len(has_email))
        for name, chance in chances.items()
    }
    return {**given, "consent_email": given["consent_email"] & has_email}
