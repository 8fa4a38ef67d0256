"""Numbers of a series: given in blocks while its row is locked, committed with the rows they name."""

from __future__ import annotations

import secrets
from datetime import date

from django.db.models import F

from donghanh.apps.billing.models import InvoiceSeries
from donghanh.apps.billing.models.series import LARGEST_NUMBER
from donghanh.apps.billing.refusals import CannotRun
from donghanh.lawbook.invoice_series import NoInvoiceSeries, series_terms


def series_for(*, unit_code: str, month: date) -> InvoiceSeries:
    """
    Answer a unit's series of a month; the first time it is made, with a secret of its own.

    raises : CannotRun `series-missing`
    """
    try:
        terms = series_terms(unit_code=unit_code, month=month)
    except NoInvoiceSeries as error:
        raise CannotRun("series-missing", str(error), unit=unit_code) from error
    series, _ = InvoiceSeries.objects.get_or_create(
        template=terms.template,
        symbol=terms.symbol,
        defaults={"unit_code": unit_code, "year": terms.year, "secret": secrets.token_bytes(32)},
    )
    return series


def take_numbers(*, series_id: int, count: int) -> int:
    """
    Take the next numbers, inside the caller's transaction; who comes second waits until it ends.

    returns : the first of them
    raises  : CannotRun `series-full`
    """
    series = InvoiceSeries.objects.select_for_update().get(pk=series_id)
    if series.last_number + count > LARGEST_NUMBER:
        left = LARGEST_NUMBER - series.last_number
        raise CannotRun(
            "series-full",
            f"The series {series} has {left} numbers left; {count} are needed.",
            series=str(series),
        )
    InvoiceSeries.objects.filter(pk=series_id).update(last_number=F("last_number") + count)
    return int(series.last_number) + 1
