"""People by what matters, with their keys."""

from __future__ import annotations

import polars as pl

from donghanh.engines.matching.keys import keys_of
from donghanh.engines.matching.people import PEOPLE

Said = dict[str, str | None]


def people(**rows: Said) -> pl.DataFrame:
    """People with their keys; the name of each argument is the id; what is not said is null."""
    said = [{"person_id": name, **row} for name, row in rows.items()]
    return keys_of(people=pl.DataFrame(said, schema=PEOPLE.schema))
