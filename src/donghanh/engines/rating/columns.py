"""
The columns over which the formula runs, as plain arrays, and the numbers that stand for words.

`NONE` stands for what is not there: no instrument, no relief, no upper limit of the last tier.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from donghanh.kernel import billing_tables

Numbers = npt.NDArray[np.int64]

NONE = -1
FOREVER = 2**40
QUARTERS = billing_tables.QUARTERS
REGISTERS = len(billing_tables.REGISTERS)
ALL = 0
HUNDREDTHS = 10_000
COS_PHIS = 101
KWH_LIMIT = 1_000_000_000
"""More energy than this in one stretch of one meter is a slip of the pen; no amount can overflow below it."""

KINDS_ENERGY, KINDS_REACTIVE, KINDS_RELIEF = range(3)
PERCENT_OF_AMOUNT, PERCENT_OF_TIERS, AS_CATEGORY = range(3)

RULES = (
    "", "period-backwards", "quota-not-positive", "cos-phi-out-of-range", "usage-missing", "usage-gap",
    "kwh-negative", "kwh-too-large", "price-missing", "relief-category", "relief-disabled", "vat-missing",
    "instrument-unknown", "relief-unknown",
)  # fmt: skip
"""Why a bill cannot be rated, by its number."""
(
    FINE, BACKWARDS, QUOTA, COS_PHI, USAGE_MISSING, USAGE_GAP, NEGATIVE, TOO_LARGE, PRICE_MISSING,
    RELIEF_CATEGORY, RELIEF_DISABLED, VAT_MISSING, INSTRUMENT_UNKNOWN, RELIEF_UNKNOWN,
) = range(14)  # fmt: skip


class LawColumns(NamedTuple):
    """
    The law as flat tables.

    period_from, instrument : the days on which some price changes; the price list of each category then
    dated                   : how many periods go by date; the others can only be forced
    price, width, source    : by period, category, voltage, register, tier; width is a tier's own kWh
    tier_count              : by period, category, voltage, register
    relief_…                : by row of RELIEFS; reactive_row: by table and power factor from 0 to 100
    """

    categories: int
    voltages: int
    tiers: int
    dated: int
    tenants_tier: int
    period_from: Numbers
    instrument: Numbers
    price: Numbers
    width: Numbers
    source: Numbers
    tier_count: Numbers
    vat_from: Numbers
    vat_until: Numbers
    vat_percent: Numbers
    reactive_from: Numbers
    reactive_until: Numbers
    reactive_row: Numbers
    reactive_percent: Numbers
    reactive_source: Numbers
    relief_effect: Numbers
    relief_percent: Numbers
    relief_threshold: Numbers
    relief_percent_above: Numbers
    relief_upto_tier: Numbers
    relief_as_category: Numbers
    relief_enabled: Numbers
    relief_source: Numbers


class BillColumns(NamedTuple):
    """
    BILLS as numbers.

    months, month_days : the factor of tier limits a day: months / month_days
    forced             : period of a forced price list; relief: row of RELIEFS
    """

    category: Numbers
    voltage: Numbers
    from_on: Numbers
    until_on: Numbers
    read_on: Numbers
    quota_quarters: Numbers
    is_exact: Numbers
    is_tenants_undeclared: Numbers
    cos_phi_percent: Numbers
    relief: Numbers
    forced: Numbers
    months: Numbers
    month_days: Numbers


class UsageColumns(NamedTuple):
    """USAGE as numbers; rows of bill `at` stand from first[at] to first[at + 1], in order of days."""

    first: Numbers
    from_on: Numbers
    until_on: Numbers
    register: Numbers
    kwh: Numbers


class QuotaColumns(NamedTuple):
    """QUOTAS as numbers; rows of bill `at` stand from first[at] to first[at + 1]."""

    first: Numbers
    from_on: Numbers
    until_on: Numbers
    quota_quarters: Numbers


class LineColumns(NamedTuple):
    """Room for lines; `kept` is 0 when only their number is wanted."""

    kept: int
    written: Numbers
    bill: Numbers
    kind: Numbers
    from_on: Numbers
    until_on: Numbers
    register: Numbers
    tier: Numbers
    scaled: Numbers
    scale: Numbers
    price: Numbers
    basis: Numbers
    percent: Numbers
    amount: Numbers
    source: Numbers


class TotalColumns(NamedTuple):
    """What the formula answers for each bill; `status` is the number of a word of RULES."""

    status: Numbers
    kwh: Numbers
    gross: Numbers
    relief: Numbers
    vat_percent: Numbers
    vat: Numbers
