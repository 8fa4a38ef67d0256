"""The law for everybody who asks over the site: the release in force, else that of the product."""

from __future__ import annotations

from datetime import datetime

from donghanh.apps.tariffs import queries
from donghanh.apps.tariffs.refusals import NoLawInForce
from donghanh.engines.rating.law import Law
from donghanh.faces.bills.law import shipped_law


def published_law(*, on_moment: datetime) -> Law:
    """
    Answer the law that two officers put in force; before the first release, that of the lawbook.

    on_moment : aware
    """
    try:
        return queries.law_in_force(on_moment=on_moment)
    except NoLawInForce:
        return shipped_law()
