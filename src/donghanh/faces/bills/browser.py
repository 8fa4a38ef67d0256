"""
What a browser needs to make the simple bills itself: prices, VAT, reductions, sources, and the sentences.

Only numbers and texts of the law, nothing about anybody. `portal/bill-rating.js` reads it; what it cannot do
(a price change inside the period, odd periods, reactive power, other prices for lodging) it asks the server.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from donghanh.engines.rating.law import Law
from donghanh.faces.bills.choosing import SITE_USES
from donghanh.faces.bills.sources import notes_of, source_told
from donghanh.faces.bills.values import MOST_HOUSEHOLDS, MOST_KWH
from donghanh.faces.bills.words import LANGUAGES, SUBJECTS, Language
from donghanh.kernel.billing_tables import PRICES, RELIEFS, TENANTS, VAT

SPOKEN = ("categories", "registers", "labels", "sums", "groups", "formulas", "notes", "table")


def browser_data(law: Law, *, language: Language) -> dict[str, Any]:
    """
    Write the law and the sentences of one language as plain values.

    returns : release, prices, vat, reliefs, tenants (objects by column, days as text), sources
              {key: {named, is_confirmed, note}}, words {subject: {key: sentence}}, limits of what is read
    """
    return {
        "release": law.release,
        "prices": _rows(law.prices, PRICES.schema),
        "vat": _rows(law.vat, VAT.schema),
        "reliefs": _rows(law.reliefs, RELIEFS.schema),
        "tenants": _rows(law.tenants, TENANTS.schema),
        "sources": {key: _source(law, key, language) for key in law.sources},
        "words": {subject: _spoken(subject, language) for subject in SPOKEN},
        "site_uses": list(SITE_USES),
        "most_kwh": MOST_KWH,
        "most_households": MOST_HOUSEHOLDS,
    }


def _rows(frame: pl.DataFrame, schema: pl.Schema) -> list[dict[str, Any]]:
    days = [pl.col(name).dt.to_string("%Y-%m-%d") for name, kind in schema.items() if kind == pl.Date]
    return frame.with_columns(days).to_dicts()


def _source(law: Law, key: str, language: Language) -> dict[str, Any]:
    told = source_told(law, key)
    note = notes_of([told], language=language)
    return {"named": told.named, "is_confirmed": told.is_confirmed, "note": note[0] if note else ""}


def _spoken(subject: str, language: Language) -> dict[str, str]:
    place = LANGUAGES.index(language)
    return {key: pair[place] for key, pair in SUBJECTS[subject].items()}
