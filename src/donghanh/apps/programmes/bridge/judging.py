"""
Judges customers by an activity's rule: everybody for a list, or one alone for "why" and "why not".

One formula for both: the one customer is a frame of length one, compared with the end of the quota that
the list had.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import polars as pl

from donghanh.apps.customers import bridge as customers
from donghanh.apps.programmes.bridge import rules
from donghanh.apps.programmes.models import Activity, Benefit, Draw, SelectionRun
from donghanh.engines.programmes.moves import BENEFIT
from donghanh.engines.selection.arrivals import place_by_arrival
from donghanh.engines.selection.entrants import entrants
from donghanh.engines.selection.high_consumption import select_high_consumption
from donghanh.engines.selection.places import Cut
from donghanh.engines.selection.ranking import rank_by_score
from donghanh.engines.selection.selections import Selection
from donghanh.engines.selection.windows import EnergyWindow

STANDING = ("code", "unit_code", "kind", "contract_from", "contract_until")
ENTRY = (*STANDING, "registered_online_payment_on", "installed_app_on")
REQUEST_COLUMNS = {
    "code": pl.String,
    "service": pl.String,
    "kind": pl.String,
    "holder": pl.String,
    "received_at": pl.Datetime("us", "UTC"),
    "is_withdrawn": pl.Boolean,
}
DAYS_OF_A_YEAR = 365
MOST_KEPT = 1_000
"""Rows kept of those who nearly made it, and of those whom nobody can judge; the chosen are kept all."""
NAMED_BY_PLAN = "named_by_plan"
"""The reason of a customer whom the plan names itself: the rule has no say."""


@dataclass(frozen=True)
class Judged:
    """A selection and the digest of what it was judged from."""

    selection: Selection
    input_digest: str


@dataclass(frozen=True)
class Told:
    """One customer's verdict as plain values."""

    verdict: str
    measure: int | None
    measure_name: str
    reasons: tuple[Mapping[str, object], ...]


class NoSuchRule(ValueError):
    """The activity's rule is not one that selects customers."""


def judge(
    *,
    activity: Activity,
    rule: Mapping[str, Any],
    as_of: date,
    quotas: Mapping[str, int],
    codes: Collection[str] | None = None,
    cuts: Mapping[str, Cut] | None = None,
    excluded: Mapping[str, str] | None = None,
) -> Judged:
    """
    Judge customers (or requests) by a rule on a day.

    quotas   : unit -> places; "" for the company as a whole
    codes    : only these; None for all
    cuts     : the ends of the quotas of an earlier list
    excluded : code -> because
    raises   : NoSuchRule
    """
    judges = {
        "energy_above": _by_energy,
        "exemplary_enterprises": _by_score,
        "requests_in_order_of_arrival": _by_arrival,
    }
    if rule.get("select") not in judges:
        raise NoSuchRule(f"'{activity.code}' does not select by a rule ({rule.get('select')}).")
    return judges[rule["select"]](activity, rule, as_of, quotas, codes, cuts, _listed(excluded))


def judge_entrants(*, draw: Draw, codes: Collection[str] | None = None) -> Selection:
    """
    Judge who enters a draw, by the facts recorded within the window that the draw announced.

    Who holds a prize of an earlier draw of the same activity is left out: one prize a customer.
    """
    found = customers.customers_frame(codes=codes, columns=ENTRY)
    window = {"from": draw.window_from_on, "until": draw.window_until_on}
    rule = rules.entrant_rule(rule={**draw.activity.terms["rule"], "registered": window, "installed": window})
    return entrants(customers=found, rule=rule, as_of=draw.window_until_on, exclusions=_prizes_before(draw))


def reasons_counted(selection: Selection) -> dict[str, int]:
    """How many customers each reason keeps out; a customer with two reasons counts for both."""
    out = selection.spelled(verdicts=("not_eligible", "unknown"))
    counted = out.select(pl.col("reasons").cast(pl.List(pl.String)).explode()).to_series().value_counts()
    return {name: count for name, count in counted.sort("count", descending=True).iter_rows() if name}


def _prizes_before(draw: Draw) -> pl.DataFrame | None:
    held = (
        Benefit.objects.filter(activity=draw.activity_id, origin="draw")
        .exclude(origin_facts__draw=draw.number)
        .exclude(state__in=BENEFIT.exits)
    )
    return _listed(dict(held.values_list("customer_code", "reference")))


def explain(*, run: SelectionRun, code: str) -> Told:
    """
    One customer (or request) judged alone by a run's rule, on the run's day, against the run's cut.

    raises : UnknownCode, when the rule does not judge anything of that code
    """
    quotas = {group: cut["quota"] for group, cut in (run.cut or {}).items()} or {"": run.activity.target}
    judged = judge(
        activity=run.activity, rule=run.rule, as_of=run.as_of, quotas=quotas, codes=[code],
        cuts=rules.read_cuts(run.cut or {}),
    )  # fmt: skip
    return told(selection=judged.selection, code=code)


def energy_by_month(
    *, rule: Mapping[str, Any], as_of: date, codes: Sequence[str]
) -> list[tuple[date, str, int | None]]:
    """The cells of a rule's window for a few codes: month, code, energy [kWh]; None where no reading is."""
    months, _ = rules.months_of(rule=rule, as_of=as_of)
    found = customers.customers_frame(codes=codes, columns=STANDING)
    if not months or found.is_empty():
        return []
    cells = customers.energy_window(customers=found, months=months)
    by_code = dict(zip(found["code"].cast(pl.String), cells.iter_rows(), strict=True))
    return [
        (month, code, by_code[code][place])
        for place, month in enumerate(months)
        for code in codes
        if code in by_code
    ]


def told(*, selection: Selection, code: str) -> Told:
    """What a selection says of one code, as values that JSON can hold."""
    found = selection.why(code=code)
    return Told(
        verdict=str(found.verdict),
        measure=found.measure if isinstance(found.measure, int) else None,
        measure_name=selection.measure,
        reasons=tuple(
            {"name": one.name, "effect": one.effect, "facts": _plain(one.facts)} for one in found.reasons
        ),
    )


def _by_energy(activity, rule, as_of, quotas, codes, cuts, excluded):  # type: ignore[no-untyped-def]
    wanted = high = rules.high_consumption_rule(rule=rule, quota=quotas.get(""))
    months, before = rules.months_of(rule=rule, as_of=as_of)
    found, successions = _with_predecessors(codes)
    energy = customers.energy_window(customers=found, months=months)
    selection = select_high_consumption(
        customers=found, window=EnergyWindow(months, energy), rule=high, as_of=before,
        successions=successions, served=_served(activity), cuts=cuts,
        exclusions=_left_since(found, before, as_of, excluded),
    )  # fmt: skip
    return Judged(selection, _digest(found, energy, str(wanted)))


def _by_score(activity, rule, as_of, quotas, codes, cuts, excluded):  # type: ignore[no-untyped-def]
    scored = rules.ranking_rule(rule=rule, quotas=quotas)
    months, _ = rules.months_of(rule=rule, as_of=as_of)
    found = customers.customers_frame(codes=codes, columns=STANDING)
    energy = customers.energy_window(customers=found, months=months)
    known = pl.sum_horizontal(pl.col(energy.columns), ignore_nulls=False)
    facts = found.with_columns(
        energy.select(energy_kwh=known)["energy_kwh"],
        contract_years=(pl.lit(as_of) - pl.col("contract_from")).dt.total_days() // DAYS_OF_A_YEAR,
    )
    selection = rank_by_score(
        candidates=facts, rule=scored, as_of=as_of, served=_served(activity), exclusions=excluded, cuts=cuts
    )
    return Judged(selection, _digest(found, energy, str(scored)))


def _by_arrival(activity, rule, as_of, quotas, codes, cuts, excluded):  # type: ignore[no-untyped-def]
    wanted = rules.arrival_rule(rule=rule, quota=quotas[""])
    requests = _requests(activity=activity, service=wanted.services[0])
    if codes is not None:
        requests = requests.filter(pl.col("code").is_in(list(codes)))
    return Judged(
        place_by_arrival(requests=requests, rule=wanted, cuts=cuts),
        _digest(requests, pl.DataFrame(), str(wanted)),
    )


def _requests(*, activity: Activity, service: str) -> pl.DataFrame:
    """The activity's nominations that came from requests, by reference."""
    rows = [
        (
            benefit.reference,
            benefit.origin_facts.get("service", service),
            benefit.beneficiary_kind,
            benefit.phone or benefit.customer_code or None,
            _instant(benefit.origin_facts.get("received_at")),
            benefit.state in BENEFIT.exits,
        )
        for benefit in Benefit.objects.filter(activity=activity).order_by("reference")
    ]
    return pl.DataFrame(rows, schema=REQUEST_COLUMNS, orient="row")


def _with_predecessors(codes: Collection[str] | None) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The customers asked for and, where they took over an older code, the older ones with them."""
    successions = customers.successions_frame()
    if codes is None:
        return customers.customers_frame(columns=STANDING), successions
    wanted = set(codes)
    while True:
        older = set(successions.filter(pl.col("new_code").is_in(list(wanted)))["old_code"]) - wanted
        if not older:
            break
        wanted |= older
    mine = successions.filter(pl.col("new_code").is_in(list(wanted)))
    return customers.customers_frame(codes=wanted, columns=STANDING), mine


def _left_since(
    found: pl.DataFrame, before: date, as_of: date, excluded: pl.DataFrame | None
) -> pl.DataFrame | None:
    """Exclude whose contract ended after the window and by the day of the run."""
    gone = found.filter(pl.col("contract_until").is_between(before, as_of, closed="right"))
    left = gone.select(pl.col("code").cast(pl.String), because=pl.lit("contract_ended_since"))
    listed = [frame for frame in (excluded, left) if frame is not None and frame.height]
    return pl.concat(listed) if listed else None


def _served(activity: Activity) -> pl.DataFrame:
    """Who has a living benefit of another activity."""
    rows = (
        Benefit.objects.exclude(customer_code="")
        .exclude(activity=activity)
        .exclude(state__in=BENEFIT.exits)
        .values_list("customer_code", "activity__code")
    )
    return pl.DataFrame(list(rows), schema={"code": pl.String, "activity": pl.String}, orient="row")


def _listed(excluded: Mapping[str, str] | None) -> pl.DataFrame | None:
    if not excluded:
        return None
    return pl.DataFrame({"code": list(excluded), "because": list(excluded.values())})


def _digest(customers_frame: pl.DataFrame, energy: pl.DataFrame, rule: str) -> str:
    """SHA-256 over what was judged: the columns as CSV, the energy as CSV, the rule in words."""
    digest = sha256(rule.encode())
    digest.update(customers_frame.write_csv().encode())
    digest.update(energy.write_csv().encode() if energy.width else b"")
    return digest.hexdigest()


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _plain(value: object) -> object:
    """Facts as JSON can hold them; days and instants as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset | pl.Series):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
