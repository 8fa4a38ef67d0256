"""
The slow, obvious twin of rating: one bill at a time, day by day where it can, in fractions, from the facts.

Shares no line with the engine. A bill is a dictionary of BILLS' columns with `usage` [(from, until, register,
kwh)] and `quotas` [(from, until, quarters)]; the law is a dictionary of lists of rows as dictionaries.
"""

from calendar import monthrange
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

DAY = timedelta(days=1)


def rounded(number):
    """Half up to a whole number, by Decimal's own rule on enough digits to hold the fraction's half."""
    fraction = Fraction(number)
    with localcontext() as context:
        context.prec = 60
        twice = Decimal(2 * fraction.numerator // fraction.denominator)
        return int((twice / 2).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def days(start, until):
    while start < until:
        yield start
        start += DAY


def holds(row, day):
    return row["from_on"] <= day and (row["until_on"] is None or day < row["until_on"])


def list_of(law, bill, category, day):
    """The rows of the price list for a category and voltage on a day."""
    rows = [
        row
        for row in law["prices"]
        if row["category"] == category
        and row["voltage"] in (bill["voltage"], "any")
        and (row["instrument"] == bill["instrument"] if bill["instrument"] else holds(row, day))
    ]
    return rows[0]["instrument"], rows


def quarters_on(bill, day):
    for start, until, quarters in bill["quotas"]:
        if start <= day < until:
            return quarters
    return bill["quota_quarters"]


def parts_of(law, bill, category):
    """Runs of days with one price list, number of households, tier of tenants: [first day, day after, …]."""
    parts = []
    for day in days(bill["from_on"], bill["until_on"]):
        name, rows = list_of(law, bill, category, day)
        quarters = quarters_on(bill, day)
        tier = tenants_tier(law, bill, rows, day)
        if parts and parts[-1][2:4] == [name, quarters] and parts[-1][5] == tier:
            parts[-1][1] = day + DAY
        else:
            parts.append([day, day + DAY, name, quarters, rows, tier])
    return parts


class Refused(Exception):
    """A bill that cannot be made: the engine's rule, and the day found."""


def tenants_tier(law, bill, rows, day):
    """The tier whose price undeclared tenants pay for all on a day; None where tiers are taken in turn."""
    if not bill["is_tenants_undeclared"] or len({row["tier"] for row in rows}) == 1:
        return None
    tiers = [row["tier"] for row in law["tenants"] if holds(row, day)]
    if not tiers or tiers[0] not in {row["tier"] for row in rows}:
        raise Refused("tenants-missing", day)
    return tiers[0]


def used_before(stretch, day):
    """kWh of a stretch before a day, each day alike."""
    start, until, _, kwh = stretch
    over = min(max((day - start).days, 0), (until - start).days)
    return rounded(Fraction(kwh * over, (until - start).days))


def is_month_end(day):
    return day.day == monthrange(day.year, day.month)[1]


def months_of(bill):
    """How many whole months the period is, or None."""
    start, until = bill["from_on"], bill["until_on"]
    months = (until.year - start.year) * 12 + until.month - start.month
    same = start.day == until.day
    clamped = start.day > until.day and is_month_end(until)
    both = is_month_end(start) and is_month_end(until)
    return months if months > 0 and (same or clamped or both) else None


def limit_of(bill, width, part):
    """Mq / T' x N x h."""
    start, until, _, quarters, _, _ = part
    months, count = months_of(bill), (until - start).days
    if months:
        month = Fraction((bill["until_on"] - bill["from_on"]).days, months)
    else:
        month = (bill["until_on"].replace(day=1) - DAY).day
    limit = Fraction(width) / month * count * Fraction(quarters, 4)
    return limit if bill["quota_rounding"] == "exact" else rounded(limit)


def energy_lines(law, bill, category):
    lines = []
    for part in parts_of(law, bill, category):
        for register in ("all", "normal", "peak", "off_peak"):
            kwh = sum(
                used_before(stretch, part[1]) - used_before(stretch, part[0])
                for stretch in bill["usage"]
                if stretch[2] == register
            )
            tiers = sorted(
                (row for row in part[4] if row["register"] == register), key=lambda row: row["tier"]
            )
            lines += tier_lines(law, bill, part, register, kwh, tiers)
    return lines


def tier_lines(law, bill, part, register, kwh, tiers):
    lines, left, below = [], Fraction(kwh), 0
    if part[5] is not None:
        tiers = [dict(row, tier_until_kwh=None) for row in tiers if row["tier"] == part[5]]
    for row in tiers:
        taken = left
        if row["tier_until_kwh"] is not None:
            taken = min(left, Fraction(limit_of(bill, row["tier_until_kwh"] - below, part)))
            below = row["tier_until_kwh"]
        if taken > 0:
            lines.append(
                {
                    "kind": "energy", "from_on": part[0], "until_on": part[1], "register": register,
                    "tier": row["tier"], "kwh": taken, "price": row["price"],
                    "amount": rounded(taken * row["price"]),
                }
            )  # fmt: skip
        left -= taken
    assert left == 0, (bill, left)
    return lines


def reactive_of(law, bill, lines):
    if bill["cos_phi_percent"] is None:
        return 0
    last = bill["until_on"] - DAY
    table = {row["cos_phi_percent"]: row["percent_hundredths"] for row in law["reactive"] if holds(row, last)}
    cos = min(max(bill["cos_phi_percent"], min(table)), max(table))
    return rounded(Fraction(sum(line["amount"] for line in lines) * table[cos], 10_000))


def relief_of(law, bill, lines, gross):
    if bill["relief"] is None:
        return 0
    row = next(
        one
        for one in law["reliefs"]
        if (one["relief"], one["category"]) == (bill["relief"], bill["category"])
    )
    if row["effect"] == "as_category":
        others = energy_lines(law, bill, row["as_category"])
        other = sum(line["amount"] for line in others) + reactive_of(law, bill, others)
        return max(0, gross - other)
    if row["effect"] == "percent_of_tiers":
        basis = sum(line["amount"] for line in lines if line["tier"] <= row["upto_tier"])
        return rounded(Fraction(basis * row["percent_hundredths"], 10_000))
    percent = row["percent_hundredths"]
    all_days = list(days(bill["from_on"], bill["until_on"]))
    households = Fraction(sum(quarters_on(bill, day) for day in all_days), 4 * len(all_days))
    kwh = sum(stretch[3] for stretch in bill["usage"])
    if row["threshold_kwh"] is not None and kwh > row["threshold_kwh"] * households:
        percent = row["percent_hundredths_above"]
    return rounded(Fraction(gross * percent, 10_000))


def rate_slowly(law, bill):
    """Answer (lines of energy, reactive, relief, totals as in TOTALS without the number)."""
    lines = energy_lines(law, bill, bill["category"])
    energy = sum(line["amount"] for line in lines)
    reactive = reactive_of(law, bill, lines)
    gross = energy + reactive
    relief = relief_of(law, bill, lines, gross)
    percent = next(row["percent"] for row in law["vat"] if holds(row, bill["read_on"]))
    net = gross - relief
    vat = rounded(Fraction(net * percent, 100))
    kwh = sum(stretch[3] for stretch in bill["usage"])
    return lines, reactive, relief, (kwh, gross, relief, net, percent, vat, net + vat)


def law_as_rows(law):
    """The law of the engine as plain rows."""
    tables = ("prices", "vat", "reactive", "reliefs", "tenants")
    return {name: getattr(law, name).to_dicts() for name in tables}
