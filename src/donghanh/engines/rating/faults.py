"""
Why a bill cannot be rated: rules with stable names, and the number under which the formula says each.

For `formula`, `packing` and whoever shows refusals.
"""

from __future__ import annotations

FAULTS = {
    "period-backwards": "the period ends before it has begun",
    "usage-missing": "no energy was handed over for the bill",
    "usage-backwards": "a stretch of energy ends before it has begun",
    "usage-gap": "stretches of a register leave days out, overlap, or do not fill the period",
    "kwh-negative": "a stretch has negative energy",
    "kwh-too-large": "more energy than one bill can hold",
    "quota-not-positive": "fewer than a quarter of a household, or more than can be",
    "quota-gap": "numbers of households leave days out, overlap, or do not fill the period",
    "price-missing": "no price for this category, voltage, register on a day of the period",
    "vat-missing": "no VAT rate on the day of the reading",
    "cos-phi-out-of-range": "the power factor is not between 0 and 1",
    "reactive-missing": "no table of reactive power on the last day of the period",
    "instrument-unknown": "no price list of this name",
    "relief-unknown": "no reduction of this name",
    "relief-category": "the reduction is not for this category",
    "relief-disabled": "the rule of the reduction stands, but its rate is not known",
    "tenants-missing": "no rule, or no price, for the tier of undeclared tenants on a day of the period",
}
RULES = tuple(FAULTS)
(
    PERIOD_BACKWARDS, USAGE_MISSING, USAGE_BACKWARDS, USAGE_GAP, KWH_NEGATIVE, KWH_TOO_LARGE,
    QUOTA_NOT_POSITIVE, QUOTA_GAP, PRICE_MISSING, VAT_MISSING, COS_PHI_OUT_OF_RANGE, REACTIVE_MISSING,
    INSTRUMENT_UNKNOWN, RELIEF_UNKNOWN, RELIEF_CATEGORY, RELIEF_DISABLED,
    TENANTS_MISSING,
) = range(1, len(RULES) + 1)  # fmt: skip
"""Zero is no fault; these are places in RULES, from 1."""

MOST_KWH = 10**9
"""A thousand GWh on one bill: above, it is a slip, and sums could run over 64 bits."""
MOST_QUARTERS = 4 * 10**5
