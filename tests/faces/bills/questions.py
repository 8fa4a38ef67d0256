"""Many questions for a bill, as the page sends them: edges of tiers, quotas, VAT and reductions."""

from __future__ import annotations

from itertools import product

EDGES = ("0", "1", "50", "51", "100", "101", "200", "201", "300", "301", "400", "401", "999", "123456")
DAYS = ("2021-08-15", "2021-09-15", "2021-12-15", "2022-01-31", "2022-02-01", "2022-02-15", "2023-06-30")
BASE = {"category": "residential", "kwh": "250", "read_on": "2021-12-15", "households": "1", "relief": "none"}


def questions() -> list[dict[str, str]]:
    """List them; each is a form's fields, those left out being empty."""
    return [
        *(BASE | {"kwh": kwh} for kwh in EDGES),
        *(BASE | {"read_on": day, "kwh": kwh} for day, kwh in product(DAYS, ("180", "201"))),
        *(
            BASE | {"households": many, "kwh": kwh}
            for many, kwh in product(("0.25", "1.25", "1.75", "2", "7"), ("62", "63", "126", "350", "877"))
        ),
        *(BASE | {"households": "1", "tenants": many, "kwh": "120"} for many in ("1", "3", "4", "5", "9")),
        *(BASE | {"tenants_undeclared": "on", "kwh": kwh} for kwh in ("1", "120", "500")),
        *(
            BASE | {"relief": relief, "read_on": day, "kwh": kwh}
            for (relief, day), kwh in product(
                (
                    ("covid-1", "2020-05-15"),
                    ("covid-2", "2020-11-15"),
                    ("covid-3", "2021-08-15"),
                    ("covid-4", "2021-08-15"),
                    ("covid-4", "2021-12-15"),
                    ("covid-5", "2021-10-15"),
                ),
                ("180", "200", "201", "250", "350", "450"),
            )
        ),
        *(
            BASE | {"category": category, "voltage": voltage, "kwh": "1000", "read_on": day}
            for category, voltage, day in product(
                (
                    "residential_prepaid",
                    "production",
                    "business",
                    "hospital_school",
                    "public_office",
                    "tourist_lodging",
                ),
                ("under_6kv", "6_to_22kv", "22_to_110kv", "from_110kv"),
                ("2021-12-15", "2025-12-15"),
            )
        ),
        *(
            BASE | {"category": category, "kwh": "", "normal": "100", "off_peak": "50", "peak": "10"}
            for category in ("production", "business", "residential")
        ),
        BASE | {"category": "production", "kwh": "", "peak": "7"},
        *(BASE | {"instrument": name} for name in ("QĐ 1279/QĐ-BCT", "QĐ 2256/QĐ-BCT")),
        BASE | {"read_on": "2023-05-15"},
        *(BASE | {"read_on": day} for day in ("2024-02-29", "2021-12-30", "2021-03-28", "2021-03-31")),
        BASE | {"from_on": "2021-11-01", "to_on": "2021-11-30"},
        BASE | {"cos_phi": "0.83", "category": "production"},
        BASE | {"quota_rounding": "exact", "households": "1.25"},
        BASE | {"kwh": "12,5"},
        BASE | {"read_on": "2021-02-30"},
        BASE | {"kwh": "1000000000"},
        BASE | {"kwh": "1000000001"},
    ]
