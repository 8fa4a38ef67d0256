"""
Who looks like whom: benefits and customers as people for the matching engine, by the blocks that they share.

The blocks of a benefit are made once, at intake, and kept in `BenefitKey`. Customers have no such table:
their own indexes over telephone and commune find the few thousand that could be meant. When a whole campaign
is compared, a customer's present record stands beside what was nominated: who moved is found, too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import polars as pl
from django.db.models import QuerySet

from donghanh.apps.customers import bridge as customers
from donghanh.apps.programmes.models import Benefit, BenefitKey, Suspicion
from donghanh.engines.matching.keys import keys_of
from donghanh.engines.matching.pairs import find_pairs, find_pairs_within
from donghanh.engines.programmes.moves import BENEFIT

PEOPLE_KINDS = ("household", "pupil")
PEOPLE = {
    "person_id": pl.String,
    "name": pl.String,
    "address": pl.String,
    "commune_code": pl.String,
    "phone": pl.String,
    "customer_code": pl.String,
}
CUSTOMERS_AT_MOST = 3
NOW = "+"
OF_CUSTOMER = "c"
ENDED = tuple(BENEFIT.exits)
TOGETHER = ("same_household", "allowed_both")
FACTS = ("pk", "beneficiary_name", "address", "commune_code", "phone", "customer_code")


@dataclass(frozen=True)
class Likeness:
    """Two that look alike: a benefit, and an earlier benefit or a customer, by their numbers."""

    benefit_id: int
    other_id: int | None
    customer_id: int | None
    score: int
    reasons: tuple[str, ...]


def living_people() -> QuerySet[Benefit]:
    """Benefits of people that still stand; places, schools and enterprises are no duplicates of people."""
    return Benefit.objects.filter(beneficiary_kind__in=PEOPLE_KINDS).exclude(state__in=ENDED)


def keep_keys(*, benefits: Collection[Benefit]) -> None:
    """Make and keep the blocks of benefits that have none yet."""
    _keep_blocks(_keyed(_people(rows=_facts(benefits))))


def _keep_blocks(people: pl.DataFrame) -> None:
    rows = people.select("person_id", "blocks").explode("blocks").drop_nulls().unique()
    BenefitKey.objects.bulk_create(
        [BenefitKey(benefit_id=int(number), key=key) for number, key in rows.sort(rows.columns).iter_rows()],
        ignore_conflicts=True,
        batch_size=5_000,
    )


def likenesses_of(*, benefit: Benefit) -> list[Likeness]:
    """Keep the blocks of one new benefit, and find whom it looks like and nobody knows to be the same yet."""
    alike = _keyed(_people(rows=_facts([benefit])))
    _keep_blocks(alike)
    near = BenefitKey.objects.filter(key__in=alike["blocks"].explode().drop_nulls().to_list())
    others = list(living_people().filter(pk__in=near.values("benefit_id"), pk__lt=benefit.pk))
    known = _people(rows=_facts(others))
    if not benefit.customer_id:
        known = known.vstack(_customers_near(people=alike, facts=[benefit], mark=OF_CUSTOMER))
    if known.is_empty():
        return []
    found = find_pairs(left=alike, right=_keyed(known)).to_dicts()
    customers_of = _customers_of([benefit, *others])
    of_customers = [row for row in found if str(row["right_id"]).startswith(OF_CUSTOMER)]
    told = _undecided([_of_benefits(row) for row in found if row not in of_customers], customers_of)
    best = [_of_customer(row) for row in of_customers[:CUSTOMERS_AT_MOST]]
    return [*told, *_not_told_yet(best, told, customers_of)]


def likenesses_of_many(*, benefits: Collection[Benefit]) -> list[Likeness]:
    """Find whom benefits that were named together look like: each other, and every earlier one near them."""
    new = {row.pk for row in benefits}
    keys = BenefitKey.objects.filter(benefit_id__in=new).values("key")
    near = BenefitKey.objects.filter(key__in=keys).values("benefit_id")
    around = list(living_people().filter(pk__in=near).exclude(pk__in=new))
    return [one for one in likenesses_among(benefits=[*around, *benefits]) if one.benefit_id in new]


def likenesses_among(*, benefits: Collection[Benefit]) -> list[Likeness]:
    """Find all who look alike among living benefits, each with every earlier one, and with customers."""
    rows = list(benefits)
    people = _people(rows=_facts(rows))
    found = find_pairs_within(people=_keyed(pl.concat([people, _as_recorded_now(people)])))
    best: dict[tuple[int, int], Likeness] = {}
    for one in map(_of_benefits, found.to_dicts()):
        best.setdefault((one.benefit_id, one.other_id or 0), one)
    customers_of = _customers_of(rows)
    told = _undecided(best.values(), customers_of)
    unknown = [row for row in rows if not row.customer_id]
    strangers = _keyed(_people(rows=_facts(unknown)))
    return [*told, *_not_told_yet(_customers_like(people=strangers, facts=unknown), told, customers_of)]


def _customers_of(benefits: Collection[Benefit]) -> dict[int, set[int]]:
    """The customers that each benefit is for: by its code, or because a person said so."""
    told = {row.pk: {row.customer_id} - {None} for row in benefits}
    claims = Suspicion.objects.filter(benefit_id__in=told, customer__isnull=False, state__in=TOGETHER)
    for benefit_id, customer_id in claims.values_list("benefit_id", "customer_id"):
        told[benefit_id].add(customer_id)
    return told


def _undecided(found: Iterable[Likeness], customers_of: dict[int, set[int]]) -> list[Likeness]:
    """Without the same benefit at its former and its present address, and without the same customer twice."""
    return [
        one
        for one in found
        if one.benefit_id != one.other_id
        and not customers_of[one.benefit_id] & customers_of[one.other_id or 0]
    ]


def _not_told_yet(
    found: Iterable[Likeness], pairs: list[Likeness], customers_of: dict[int, set[int]]
) -> list[Likeness]:
    """Without customers who stand beside an earlier benefit of theirs already: one question is enough."""
    asked = {(one.benefit_id, known) for one in pairs for known in customers_of[one.other_id or 0]}
    return [one for one in found if (one.benefit_id, one.customer_id) not in asked]


def _as_recorded_now(people: pl.DataFrame) -> pl.DataFrame:
    """The same benefits with what their customers' records say today, where that has changed."""
    codes = people["customer_code"].drop_nulls().unique().to_list()
    now = customers.customers_frame(codes=codes, columns=("code", "name", "address", "commune_code", "phone"))
    told = people.select("person_id", "customer_code").join(
        now.select(*list(PEOPLE)[1:-1], customer_code="code"), on="customer_code", maintain_order="left"
    )
    changed = told.select(list(PEOPLE)).join(people, on=list(PEOPLE), how="anti", nulls_equal=True)
    return changed.with_columns(pl.col("person_id") + NOW)


def _customers_like(*, people: pl.DataFrame, facts: Collection[Benefit]) -> list[Likeness]:
    """The few customers who look most like each of these."""
    near = _customers_near(people=people, facts=facts, mark="")
    if near.is_empty() or people.is_empty():
        return []
    found = find_pairs(left=people, right=_keyed(near))
    best = found.filter(pl.int_range(pl.len()).over("left_id") < CUSTOMERS_AT_MOST)
    return [_of_customer(row) for row in best.to_dicts()]


def _customers_near(*, people: pl.DataFrame, facts: Collection[Benefit], mark: str) -> pl.DataFrame:
    """Customers of the same communes and telephones as people; `mark` stands before their numbers."""
    phones = {f"0{key}" for key in people["phone_key"].drop_nulls()}
    near = customers.households_near(
        phones=phones, commune_codes={row.commune_code for row in facts if row.commune_code}
    )
    numbered = pl.concat_str(pl.lit(mark), pl.col("customer_id").cast(pl.String)).alias("person_id")
    return near.select(numbered, *list(PEOPLE)[1:])


def _of_customer(row: dict[str, object]) -> Likeness:
    number = int(str(row["right_id"]).removeprefix(OF_CUSTOMER))
    return Likeness(int(str(row["left_id"])), None, number, int(str(row["score"])), tuple(row["reasons"]))  # type: ignore[arg-type]


def _of_benefits(row: dict[str, object]) -> Likeness:
    """The later benefit is the one that is suspected."""
    first, second = sorted(int(str(row[side]).removesuffix(NOW)) for side in ("left_id", "right_id"))
    return Likeness(second, first, None, int(str(row["score"])), tuple(row["reasons"]))  # type: ignore[arg-type]


def _keyed(people: pl.DataFrame) -> pl.DataFrame:
    return keys_of(people=people)


def _facts(benefits: Iterable[Benefit]) -> list[tuple[object, ...]]:
    return [tuple(getattr(row, name) for name in FACTS) for row in benefits]


def _people(*, rows: Iterable[tuple[object, ...]]) -> pl.DataFrame:
    """Lay benefits out as the engine's people; what is empty is not known."""
    told = [(str(row[0]), *(value or None for value in row[1:])) for row in rows]
    return pl.DataFrame(told, schema=PEOPLE, orient="row")
