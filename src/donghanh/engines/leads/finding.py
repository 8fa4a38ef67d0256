"""Which households show which signs, how much they weigh together, and who is a lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from donghanh.engines.leads.places import area_of, house_number_of
from donghanh.kernel.tables import Column, Table

LEADS = Table(
    "leads",
    (
        Column("code", "", pl.String, "customer code of the household", is_key=True),
        Column("unit_code", "", pl.String, "unit that serves it"),
        Column("commune_code", "", pl.String, "its commune"),
        Column("weight", "", pl.Int64, "weights of its signs together"),
        Column("signs", "", pl.List(pl.String), "its signs, in the rule's order"),
        Column("use_kwh", "kWh", pl.Int64, "energy of the window, where it is a sign", is_nullable=True),
        Column("recorded_on", "day", pl.Date, "last day of arrears or damage recorded", is_nullable=True),
        Column("near_code", "", pl.String, "the nominated household near by", is_nullable=True),
    ),
)
RECORDED = ("arrears", "storm_damage")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTerms:
    """
    weights      : sign -> weight, in the order in which signs are told; a sign that is not named is not used
    limits       : sign -> name of limit -> value
    least_weight : what makes a lead
    """

    weights: Mapping[str, int]
    limits: Mapping[str, Mapping[str, int]]
    least_weight: int


def find_leads(
    *,
    households: pl.DataFrame,
    energy: pl.DataFrame,
    recorded: pl.DataFrame,
    named: pl.DataFrame,
    terms: LeadTerms,
    as_of: date,
) -> pl.DataFrame:
    """
    Find the households that show signs of need and that nobody has named.

    households : code, unit_code, commune_code, address, contract_from [day], contract_until [day, null: runs]
    energy     : code, energy_kwh [kWh of a month, null: not read]; the months of the window, a row each
    recorded   : code, sign [arrears, storm_damage], on [day]
    named      : code [null: no customer], commune_code, address; households of living nominations
    returns    : table LEADS; heaviest first, then by code

    >>> terms = LeadTerms(weights={"storm_damage": 3}, limits={"storm_damage": {"days": 30}}, least_weight=2)
    >>> find_leads(..., terms=terms, as_of=date(2021, 12, 20))  # doctest: +SKIP
    """
    running = households.filter(
        (pl.col("contract_from") <= as_of)
        & (pl.col("contract_until").is_null() | (pl.col("contract_until") > as_of))
    )
    open_ones = running.join(
        named.filter(pl.col("code").is_not_null()).select("code").unique(), on="code", how="anti"
    )
    found = (
        open_ones.join(_low_use(energy, terms), on="code", how="left")
        .join(_recorded(recorded, terms, as_of), on="code", how="left")
        .join(_near(open_ones, named, terms), on="code", how="left")
    )
    return _weighed(found, terms)


def _low_use(energy: pl.DataFrame, terms: LeadTerms) -> pl.DataFrame:
    """Code and energy of those whose every month was read, was lived in, and who stay below together."""
    limits = terms.limits.get("very_low_use", {"months": 1, "least_kwh_a_month": 1, "most_kwh_a_month": 0})
    months = limits["months"]
    used = energy.group_by("code").agg(
        use_kwh=pl.col("energy_kwh").sum(),
        read=pl.col("energy_kwh").is_not_null().sum(),
        least=pl.col("energy_kwh").min(),
    )
    return used.filter(
        (pl.col("read") == months)
        & (pl.col("least") >= limits["least_kwh_a_month"])
        & (pl.col("use_kwh") <= limits["most_kwh_a_month"] * months)
    ).select("code", "use_kwh")


def _recorded(recorded: pl.DataFrame, terms: LeadTerms, as_of: date) -> pl.DataFrame:
    """Code, each recorded sign as yes or no, and the last day, of what was recorded within the limits."""
    parts = [
        recorded.filter(
            (pl.col("sign") == sign)
            & (pl.col("on") <= as_of)
            & (pl.col("on") > as_of - timedelta(days=terms.limits[sign]["days"]))
        )
        for sign in RECORDED
        if sign in terms.weights
    ]
    within = pl.concat([recorded.clear(), *parts])
    return within.group_by("code").agg(
        recorded_on=pl.col("on").max(), **{sign: (pl.col("sign") == sign).any() for sign in RECORDED}
    )


def _near(households: pl.DataFrame, named: pl.DataFrame, terms: LeadTerms) -> pl.DataFrame:
    """Code, and the first named household whose number in the same street or hamlet is close enough."""
    apart = terms.limits.get("near_nominated", {"houses_apart": -1})["houses_apart"]
    pairs = _placed(households).join(_placed(named), on=["commune_code", "area"], suffix="_named")
    close = pairs.filter((pl.col("house") - pl.col("house_named")).abs() <= apart)
    return (
        close.filter(pl.col("code_named").is_not_null())
        .sort("code", "code_named")
        .group_by("code", maintain_order=True)
        .agg(near_code=pl.col("code_named").first())
        .join(close.select("code").unique(), on="code", how="right")
        .with_columns(near_nominated=pl.lit(value=True))
    )


def _placed(frame: pl.DataFrame) -> pl.DataFrame:
    placed = frame.select(
        "code", "commune_code", area=area_of(frame["address"]), house=house_number_of(frame["address"])
    )
    return placed.filter(pl.col("area").is_not_null() & pl.col("house").is_not_null())


def _weighed(found: pl.DataFrame, terms: LeadTerms) -> pl.DataFrame:
    shows = {
        "very_low_use": pl.col("use_kwh").is_not_null(),
        **{sign: pl.col(sign).fill_null(value=False) for sign in (*RECORDED, "near_nominated")},
    }
    used = {sign: shows[sign] for sign in terms.weights}
    weight = pl.sum_horizontal(
        pl.when(holds).then(terms.weights[sign]).otherwise(0) for sign, holds in used.items()
    )
    names = pl.concat_list(pl.when(holds).then(pl.lit(sign)) for sign, holds in used.items())
    weighed = found.with_columns(weight=weight.cast(pl.Int64), signs=names.list.drop_nulls())
    return (
        weighed.filter(pl.col("weight") >= terms.least_weight)
        .sort(["weight", "code"], descending=[True, False])
        .select(LEADS.schema.names())
    )
