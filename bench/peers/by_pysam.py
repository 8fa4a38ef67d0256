"""
Peer: PySAM's utilityrate5, a year of one household a run, in memory and in floats.

It knows tiers, but neither quotas nor reliefs nor VAT, so it prices the energy of plain households only.
"""

import numpy as np
from peers.price_lists import BENDS, FlatLaw

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FIRST_LIST = 0


def tiers_of(law: FlatLaw) -> list[tuple[float, float]]:
    """Upper limit and price of each tier of a household under the first list."""
    row = law.lists.filter(category="residential", voltage="under_6kv", list=FIRST_LIST).row(0, named=True)
    ends = [*np.cumsum([row[f"width_{number}"] for number in range(1, BENDS + 1)]), 1e38]
    prices = np.cumsum([row["price"], *(row[f"bend_{number}"] for number in range(1, BENDS + 1))])
    return [(float(end), float(price)) for end, price in zip(ends, prices, strict=True)]


def year_amount(tiers: list[tuple[float, float]], kwh_by_month: list[int]) -> int:
    """What the energy of twelve months costs one household."""
    from PySAM import Utilityrate5

    load = [
        kwh / (24 * days) for kwh, days in zip(kwh_by_month, LENGTHS, strict=True) for _ in range(24 * days)
    ]
    table = [[1, number, end, 0, price, 0.0] for number, (end, price) in enumerate(tiers, start=1)]
    model = Utilityrate5.new()
    model.assign({
        "Lifetime": {"analysis_period": 1, "system_use_lifetime_output": 0, "inflation_rate": 0},
        "SystemOutput": {"gen": [0.0] * 8760, "degradation": [0.0]},
        "Load": {"load": load, "load_escalation": [0.0]},
        "ElectricityRates": {
            "en_electricity_rates": 1, "rate_escalation": [0.0], "ur_metering_option": 4,
            "ur_ec_sched_weekday": [[1] * 24] * 12, "ur_ec_sched_weekend": [[1] * 24] * 12,
            "ur_ec_tou_mat": table, "ur_dc_enable": 0, "ur_monthly_fixed_charge": 0,
            "ur_monthly_min_charge": 0, "ur_annual_min_charge": 0, "ur_nm_yearend_sell_rate": 0,
            "ur_en_ts_sell_rate": 0, "ur_en_ts_buy_rate": 0, "ur_sell_eq_buy": 0,
        },
    })  # fmt: skip
    model.execute()
    return round(sum(model.Outputs.utility_bill_wo_sys_ym[1]))
