"""
First come, first served: places in the order in which requests arrived.

For the free wiring of new home supplies asked for in December 2021 (activity M15): 90 places and never a
91st. The order is the instant at which a request was received, then its code. A request outside the
window has no place number; a second request of the same holder waits behind nobody, because the first
has the place. Holding the last place against two clerks at once is the register's work, not this file's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from donghanh.engines.selection.cuts import Cut
from donghanh.engines.selection.giving import PLACE_REASONS, give_places
from donghanh.engines.selection.places import Key
from donghanh.engines.selection.reasons import Reason, mark, mark_rows, rows_clear_of
from donghanh.engines.selection.selections import Selection, selection_of
from donghanh.kernel.spans import Span

ORDER = (Key("received_at"), Key("code"))
INSTANT = pl.Datetime("us", "Asia/Ho_Chi_Minh")

REASONS = (
    Reason("service_not_included", "bars", "The rule is for another service.", ("service", "services")),
    Reason("kind_not_included", "bars", "The rule is not for this kind of customer.", ("kind", "kinds")),
    Reason("received_before_window", "bars", "Received too early.", ("received_at", "window_from")),
    Reason("received_after_window", "bars", "Received too late.", ("received_at", "window_until")),
    Reason("withdrawn", "bars", "The request was withdrawn; its place goes to the next."),
    Reason("asked_before", "bars", "An earlier request of the same holder counts.", ("holder",)),
    Reason("receipt_unknown", "leaves_open", "When the request was received is not recorded."),
    *PLACE_REASONS,
)


class NotAnInstant(TypeError):
    """A column of times that does not say in which zone they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalRule:
    """
    quota    : places
    window   : instants in which a request must have been received, half-open
    services : services that the rule is for
    kinds    : kinds of customer that the rule is for
    """

    quota: int
    window: Span[datetime]
    services: tuple[str, ...]
    kinds: tuple[str, ...] = ("household",)


def place_by_arrival(
    *, requests: pl.DataFrame, rule: ArrivalRule, cuts: Mapping[str, Cut] | None = None
) -> Selection:
    """
    Give the places to the requests that came first.

    requests : code [of the request], service, kind, holder [who asks: customer, identity or phone; null
               counts as somebody else each time], received_at [aware instant, null: not recorded],
               is_withdrawn
    cuts     : of an earlier selection, to judge a few requests alone
    returns  : verdicts with received_at as measure and rank as number of the place; a rank above the quota is
               the number that the request would have had
    raises   : NotAnInstant
    """
    requests = requests.with_columns(_instants(requests["received_at"]))
    bits = mark(frame=requests, conditions=_conditions(rule), reasons=REASONS)
    bits = _mark_second_requests(bits, requests)
    given = give_places(
        bits=bits, columns=requests, reasons=REASONS, order=ORDER, quotas={"": rule.quota}, cuts=cuts
    )
    return selection_of(
        columns=requests.select("code", "received_at", "service", "kind", "holder"),
        bits=given.bits,
        rank=given.rank,
        measure="received_at",
        reasons=REASONS,
        given={
            "window_from": rule.window.start,
            "window_until": rule.window.until,
            "services": rule.services,
            "kinds": rule.kinds,
        },
        details=given.details,
        cuts=given.cuts,
    )


def _instants(received_at: pl.Series) -> pl.Series:
    """Write the instants in the zone of the house; refuse times that do not say their zone."""
    if isinstance(received_at.dtype, pl.Datetime) and received_at.dtype.time_zone:
        return received_at.cast(INSTANT)
    raise NotAnInstant(f"received_at is {received_at.dtype}; hand in instants with their zone, as {INSTANT}.")


def _conditions(rule: ArrivalRule) -> dict[str, pl.Expr]:
    received = pl.col("received_at")
    start, until = (pl.lit(moment, dtype=INSTANT) for moment in (rule.window.start, rule.window.until))
    return {
        "service_not_included": ~pl.col("service").cast(pl.String).is_in(list(rule.services)),
        "kind_not_included": ~pl.col("kind").cast(pl.String).is_in(list(rule.kinds)),
        "received_before_window": received < start,
        "received_after_window": received >= until,
        "withdrawn": pl.col("is_withdrawn"),
        "receipt_unknown": received.is_null(),
    }


def _mark_second_requests(bits: pl.Series, requests: pl.DataFrame) -> pl.Series:
    """Let only the first request of a holder compete, among those that nothing else bars."""
    rows = rows_clear_of(bits=bits, reasons=REASONS)
    competing = requests.select("holder", "received_at", "code")[rows].with_columns(row=rows)
    later = competing.filter(pl.col("holder").is_not_null()).sort("received_at", "code")
    seconds = later.filter(~pl.col("holder").is_first_distinct())
    return mark_rows(bits=bits, rows={"asked_before": seconds["row"]}, reasons=REASONS)
