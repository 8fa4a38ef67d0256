"""Customers, readings and moves for the tests of selection: handwritten ones and generated ones."""

import itertools
from datetime import date, timedelta

import polars as pl
from hypothesis import strategies as st

from donghanh.engines.selection.high_consumption import HighConsumptionRule, select_high_consumption
from donghanh.engines.selection.standing import Standing
from donghanh.engines.selection.windows import lay_out, window_before

AS_OF = date(2021, 12, 20)
MONTHS = window_before(as_of=AS_OF)
LARGE = Standing(kinds=("enterprise", "public_body"))
TWO_MILLION = 2_000_000
CUSTOMER_SCHEMA = {
    "code": pl.String, "unit_code": pl.String, "kind": pl.String, "contract_from": pl.Date,
    "contract_until": pl.Date,
}  # fmt: skip
ENERGY_SCHEMA = {"code": pl.String, "month": pl.Date, "energy_kwh": pl.Int64}


def enterprise(code: str = "PA01XT0000001", **changes: object) -> dict:
    """An enterprise with a contract of ten years, in the unit that its code names."""
    plain = {"code": code, "unit_code": code[:6], "kind": "enterprise"}
    return {**plain, "contract_from": date(2011, 1, 1), "contract_until": None, **changes}


def customers_of(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=CUSTOMER_SCHEMA)


def each_month(code: str, energy_kwh: int | None, **other_months: int | None) -> list[dict]:
    """The same energy in each month of the window; `m2021_06=None` for another month."""
    others = {date(int(name[1:5]), int(name[6:]), 1): value for name, value in other_months.items()}
    return [{"code": code, "month": month, "energy_kwh": others.get(month, energy_kwh)} for month in MONTHS]


def in_all(code: str, energy_kwh: int) -> list[dict]:
    """A year's energy, spread over twelve months so that it adds up exactly."""
    rest = {"m2021_11": energy_kwh - 11 * (energy_kwh // 12)}
    return each_month(code, energy_kwh // 12, **rest)


def select(customers, readings, *, moves=None, as_of=AS_OF, shuffle=None, cuts=None, quota=80, **given):
    """Lay out and select, by the article's rule where nothing else is said."""
    lists = {name: given.pop(name) for name in ("served", "exclusions") if name in given}
    rule = HighConsumptionRule(**{"threshold_kwh": TWO_MILLION, "quota": quota, "standing": LARGE, **given})
    people = customers if isinstance(customers, pl.DataFrame) else customers_of(*customers)
    energy = pl.DataFrame(readings, schema=ENERGY_SCHEMA)
    if shuffle is not None:
        people = people.sample(fraction=1, shuffle=True, seed=shuffle)
        energy = energy.sample(fraction=1, shuffle=True, seed=shuffle)
    window = lay_out(energy=energy, customers=people, months=window_before(as_of=as_of))
    return select_high_consumption(
        customers=people, window=window, rule=rule, as_of=as_of, cuts=cuts,
        successions=None if moves is None else moved(*moves), **lists,
    )  # fmt: skip


def moved(*moves: tuple[str, str, date]) -> pl.DataFrame:
    schema = {"old_code": pl.String, "new_code": pl.String, "day": pl.Date}
    return pl.DataFrame(list(moves), schema=schema, orient="row")


def names_of(selection, code: str) -> set[str]:
    return {told.name for told in selection.why(code=code).reasons}


def facts_of(selection, code: str, reason: str) -> dict:
    return next(dict(t.facts) for t in selection.why(code=code).reasons if t.name == reason)


@st.composite
def provinces(draw):
    """Some customers, readings with gaps, moves in chains, few enough values that ties are frequent."""
    size = draw(st.integers(1, 9))
    units = st.sampled_from(["PA01XT", "PA01ND", "PB02AA"])
    days = st.integers(0, 400).map(lambda back: AS_OF - timedelta(days=back))
    old = st.sampled_from([date(2010, 1, 1), date(2015, 6, 1)])
    people = [
        enterprise(
            f"{draw(units)}{number:07d}",
            kind=draw(st.sampled_from(["enterprise", "enterprise", "public_body", "household"])),
            contract_from=draw(st.one_of(old, old, days, st.just(AS_OF + timedelta(days=3)))),
            contract_until=draw(st.one_of(st.none(), st.none(), days)),
        )
        for number in range(size)
    ]
    amounts = st.one_of(st.sampled_from([0, 100, 150, 200]), st.none())
    readings = {
        (person["code"], month): draw(amounts)
        for person in people
        for month in MONTHS
        if draw(st.integers(0, 20)) > 0
    }
    return people, readings, draw(_moves([person["code"] for person in people]))


@st.composite
def _moves(draw, codes):
    """Some codes follow one another, forwards in the list and in time."""
    moves, start = [], draw(st.integers(0, 300))
    for old, new in itertools.pairwise(codes):
        start = max(0, start - draw(st.integers(0, 90)))
        if draw(st.booleans()) and start:
            moves.append((old, new, AS_OF - timedelta(days=start)))
    return moves


def readings_of(readings: dict) -> list[dict]:
    return [
        {"code": code, "month": month, "energy_kwh": energy} for (code, month), energy in readings.items()
    ]
