"""
Who may be a beneficiary at all: the kind of customer, the company, the contract on the day asked about.

Shared by every rule about customers. The two lists that a programme keeps by hand or from its own
benefits, "excluded, because" and "already served by an activity that excludes this one", are here too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from donghanh.engines.selection.lookups import rows_of
from donghanh.engines.selection.reasons import Reason

STANDING_REASONS = (
    Reason("kind_not_included", "bars", "The rule is not for this kind of customer.", ("kind",)),
    Reason("other_company", "bars", "The customer's unit belongs to another company.", ("unit_code",)),
    Reason(
        "contract_not_begun", "bars", "The contract begins after the day asked about.", ("contract_from",)
    ),
    Reason("contract_ended", "bars", "The contract had ended on the day asked about.", ("contract_until",)),
    Reason("already_served", "bars", "An activity that excludes this one has served the customer."),
    Reason("excluded_by_list", "bars", "Somebody has excluded the customer, with a written reason."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """
    kinds    : kinds of customer that the rule is for
    company  : code of the company, with which its units' codes begin
    not_with : codes of the activities that exclude this one
    """

    kinds: tuple[str, ...]
    company: str = "PA01"
    not_with: tuple[str, ...] = ()


def standing_conditions(*, customers: pl.DataFrame, standing: Standing, as_of: date) -> dict[str, pl.Expr]:
    """
    Say when each of the first four standing reasons holds, over the columns of `customers`.

    customers : unit_code, kind, contract_from [day], contract_until [day, null: runs]
    """
    ours = [unit for unit in _values(customers["unit_code"]) if unit.startswith(standing.company)]
    kinds = [kind for kind in _values(customers["kind"]) if kind in standing.kinds]
    return {
        "kind_not_included": ~_is_one_of("kind", kinds),
        "other_company": ~_is_one_of("unit_code", ours),
        "contract_not_begun": pl.col("contract_from") > as_of,
        "contract_ended": pl.col("contract_until") <= as_of,
    }


def listed_rows(
    *,
    codes: pl.Series,
    standing: Standing,
    served: pl.DataFrame | None,
    exclusions: pl.DataFrame | None,
) -> tuple[dict[str, pl.Series], dict[str, pl.DataFrame]]:
    """
    Find those on the two lists; codes that are not among `codes` concern nobody here.

    served     : code, activity; only activities in `standing.not_with` count
    exclusions : code, because [text]
    returns    : name of the reason -> rows [index into `codes`]; and -> the rows of the list, one a code
    """
    details: dict[str, pl.DataFrame] = {}
    if served is not None:
        details["already_served"] = served.filter(pl.col("activity").is_in(list(standing.not_with)))
    if exclusions is not None:
        details["excluded_by_list"] = exclusions
    details = {
        name: listed.unique("code", keep="first", maintain_order=True) for name, listed in details.items()
    }
    rows = {name: rows_of(codes=listed["code"], among=codes).drop_nulls() for name, listed in details.items()}
    return rows, details


def _is_one_of(column: str, values: Sequence[str]) -> pl.Expr:
    """Compare with each value: for a few values of a coded column this is quicker than a set."""
    found = pl.lit(value=False)
    for value in values:
        found = found | (pl.col(column) == value)
    return found.fill_null(value=False)


def _values(column: pl.Series) -> list[str]:
    """List the values a column can have; for a coded column without reading its rows."""
    if isinstance(column.dtype, pl.Enum):
        return column.dtype.categories.to_list()
    return [value for value in column.unique().to_list() if value is not None]


def given_standing(standing: Standing) -> Mapping[str, object]:
    """The facts of a standing that hold for all rows."""
    return {"kinds": standing.kinds, "company": standing.company, "not_with": standing.not_with}
