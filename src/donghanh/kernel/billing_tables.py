"""
The columns in which bills travel through the house: what was used, the law, and what is owed.

For meter readings (which make BILLS and USAGE), the lawbook (which makes PRICES, VAT, REACTIVE and
RELIEFS), rating (which turns the one by the other into LINES and TOTALS), the billing run and the
certificates of reductions. Days are half-open; energy is whole kWh; money is whole đồng.
"""

from __future__ import annotations

import polars as pl

from donghanh.kernel.tables import Column, Table

CATEGORIES = (
    "residential", "residential_prepaid", "production", "business",
    "hospital_school", "public_office", "tourist_lodging",
)  # fmt: skip
VOLTAGES = ("under_6kv", "6_to_22kv", "22_to_110kv", "from_110kv")
REGISTERS = ("all", "normal", "peak", "off_peak")
"""KT, BT, CD, TD of the trade: one register for all hours, or one each for the three times of use."""
QUOTA_ROUNDINGS = ("whole", "exact")
LINE_KINDS = ("energy", "reactive", "relief")
RELIEF_EFFECTS = ("percent_of_amount", "percent_of_tiers", "as_category")
ANY_VOLTAGE = "any"
QUARTERS = 4
"""A quota counts in quarters of a household: one household is 4, three tenants are 3."""

_FROM = Column("from_on", "day", pl.Date, "first day")
_UNTIL = Column("until_on", "day", pl.Date, "first day after")
_OPEN = Column("until_on", "day", pl.Date, "first day after; null while no end is known", is_nullable=True)
_SOURCE = Column(
    "source", "", pl.String, "key under which the law's sources name instrument, clause, confidence"
)

BILLS = Table(
    "bills",
    (
        Column("bill", "", pl.Int64, "number by which the caller knows the bill", is_key=True),
        Column("category", "", pl.String, "price group", words=CATEGORIES),
        Column("voltage", "", pl.String, "voltage of supply", words=VOLTAGES),
        _FROM,
        _UNTIL,
        Column("read_on", "day", pl.Date, "day of the reading, which is the tax point"),
        Column("quota_quarters", "1/4 household", pl.Int32, "households that share the meter, in quarters"),
        Column(
            "quota_rounding", "", pl.String, "whether tier limits round to whole kWh", words=QUOTA_ROUNDINGS
        ),
        Column("is_tenants_undeclared", "", pl.Boolean, "let to tenants whose number was not declared"),
        Column("cos_phi_percent", "1/100", pl.Int32, "power factor; null when not metered", is_nullable=True),
        Column(
            "relief", "", pl.String, "group of a reduction, RELIEFS.relief; null for none", is_nullable=True
        ),
        Column(
            "instrument", "", pl.String, "price list to force; null for that of each day", is_nullable=True
        ),
    ),
)

USAGE = Table(
    "usage",
    (
        Column("bill", "", pl.Int64, "BILLS.bill", is_key=True),
        Column("from_on", "day", pl.Date, "first day of this stretch between two readings", is_key=True),
        _UNTIL,
        Column("register", "", pl.String, "register of the meter", words=REGISTERS, is_key=True),
        Column("kwh", "kWh", pl.Int64, "energy of the stretch, after multiplier and roll-over"),
    ),
)
"""Stretches of a register follow one another without gap from BILLS.from_on until BILLS.until_on; a meter
swap or a reading on the day of a price change begins a new one."""

QUOTAS = Table(
    "quotas",
    (
        Column("bill", "", pl.Int64, "BILLS.bill", is_key=True),
        Column("from_on", "day", pl.Date, "first day of this number of households", is_key=True),
        _UNTIL,
        Column("quota_quarters", "1/4 household", pl.Int32, "households that share the meter, in quarters"),
    ),
)
"""Only for bills in whose period the number of households changes; these then ignore BILLS.quota_quarters."""

PRICES = Table(
    "prices",
    (
        Column("instrument", "", pl.String, "the decision, QĐ 648/QĐ-BCT"),
        _FROM,
        _OPEN,
        Column("category", "", pl.String, "price group", words=CATEGORIES),
        Column("voltage", "", pl.String, "voltage, or any", words=(*VOLTAGES, ANY_VOLTAGE)),
        Column("register", "", pl.String, "register", words=REGISTERS),
        Column("tier", "", pl.Int32, "tier from 1; 1 alone for a flat price"),
        Column("tier_until_kwh", "kWh", pl.Int64, "a month's upper limit of one household", is_nullable=True),
        Column("price", "đồng/kWh", pl.Int64, "without VAT"),
        _SOURCE,
    ),
)
VAT = Table("vat", (_FROM, _OPEN, Column("percent", "%", pl.Int32, "rate on electricity"), _SOURCE))
TENANTS = Table(
    "tenants",
    (
        _FROM,
        _OPEN,
        Column("tier", "", pl.Int32, "whose price all energy takes when tenants were not declared"),
        _SOURCE,
    ),
)
REACTIVE = Table(
    "reactive",
    (
        _FROM,
        _OPEN,
        Column("cos_phi_percent", "1/100", pl.Int32, "power factor"),
        Column("percent_hundredths", "1/100 %", pl.Int32, "charge on the active amount"),
        _SOURCE,
    ),
)
RELIEFS = Table(
    "reliefs",
    (
        Column("relief", "", pl.String, "covid-4/households: round and group"),
        Column("round", "", pl.String, "covid-1 to covid-5"),
        Column("from_month", "day", pl.Date, "first day of the first bill month"),
        Column("until_month", "day", pl.Date, "first day of the first bill month after"),
        Column("category", "", pl.String, "price group to which it may apply", words=CATEGORIES),
        Column("effect", "", pl.String, "what it does", words=RELIEF_EFFECTS),
        Column("percent_hundredths", "1/100 %", pl.Int32, "up to the threshold, or of all", is_nullable=True),
        Column("threshold_kwh", "kWh", pl.Int64, "a month's limit of one household", is_nullable=True),
        Column("percent_hundredths_above", "1/100 %", pl.Int32, "above the threshold", is_nullable=True),
        Column("upto_tier", "", pl.Int32, "for percent_of_tiers: last tier reduced", is_nullable=True),
        Column("as_category", "", pl.String, "for as_category: whose prices hold", is_nullable=True),
        Column("is_enabled", "", pl.Boolean, "false while its rate is not known"),
        _SOURCE,
    ),
)

LINES = Table(
    "lines",
    (
        Column("bill", "", pl.Int64, "BILLS.bill", is_key=True),
        Column("line", "", pl.Int32, "place on the bill, from 1", is_key=True),
        Column("kind", "", pl.String, "what the line is", words=LINE_KINDS),
        _FROM,
        _UNTIL,
        Column("register", "", pl.String, "register; null but for energy", is_nullable=True),
        Column("tier", "", pl.Int32, "tier; null but for energy", is_nullable=True),
        Column("kwh_scaled", "kWh / kwh_scale", pl.Int64, "energy, times kwh_scale", is_nullable=True),
        Column("kwh_scale", "", pl.Int64, "1 but for exact fractional quotas", is_nullable=True),
        Column("price", "đồng/kWh", pl.Int64, "price; null but for energy", is_nullable=True),
        Column("basis_amount", "đồng", pl.Int64, "of what the percentage is taken", is_nullable=True),
        Column("percent_hundredths", "1/100 %", pl.Int32, "percentage of the basis", is_nullable=True),
        Column("amount", "đồng", pl.Int64, "amount; a relief is negative"),
        _SOURCE,
    ),
)
TOTALS = Table(
    "totals",
    (
        Column("bill", "", pl.Int64, "BILLS.bill", is_key=True),
        Column("kwh", "kWh", pl.Int64, "energy billed"),
        Column("gross_amount", "đồng", pl.Int64, "energy and reactive power before any reduction"),
        Column("relief_amount", "đồng", pl.Int64, "reduction, a positive number"),
        Column("net_amount", "đồng", pl.Int64, "gross less reduction: before VAT"),
        Column("vat_percent", "%", pl.Int32, "rate on the day of the reading"),
        Column("vat_amount", "đồng", pl.Int64, "VAT"),
        Column("total_amount", "đồng", pl.Int64, "to be paid"),
    ),
)
REFUSED = Table(
    "refused",
    (
        Column("bill", "", pl.Int64, "BILLS.bill", is_key=True),
        Column("rule", "", pl.String, "why it cannot be rated: price-missing, usage-gap, relief-disabled"),
        Column("facts", "", pl.String, "what was found and expected, as JSON"),
    ),
)

RELIEFS_PAID = Table(
    "reliefs_paid",
    (
        Column("invoice", "", pl.String, "series and number, or the code of an adjustment line", is_key=True),
        Column("code", "", pl.String, "customer code"),
        Column("unit_code", "", pl.String, "power unit"),
        Column("category", "", pl.String, "price group", words=CATEGORIES),
        Column("month", "day", pl.Date, "first day of the bill month"),
        Column("relief", "", pl.String, "RELIEFS.relief"),
        Column("kwh", "kWh", pl.Int64, "energy billed"),
        Column("gross_amount", "đồng", pl.Int64, "before the reduction"),
        Column("relief_amount", "đồng", pl.Int64, "reduction given, a positive number"),
    ),
)
"""What was really given, as the invoices say it: one side of a round's certificate."""
