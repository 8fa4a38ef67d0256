"""Questions about supplies, answered with plain values and scoped to who asks."""

from donghanh.apps.supply.queries.contracts import contract_draft, contract_link, contract_of_tracking
from donghanh.apps.supply.queries.counts import customers_opened
from donghanh.apps.supply.queries.lists import supply_list
from donghanh.apps.supply.queries.pages import last_shown, supply_page
from donghanh.apps.supply.queries.wiring import has_supply, track_supply, wiring_of_case, wiring_of_tracking

__all__ = [
    "contract_draft",
    "contract_link",
    "contract_of_tracking",
    "customers_opened",
    "has_supply",
    "last_shown",
    "supply_list",
    "supply_page",
    "track_supply",
    "wiring_of_case",
    "wiring_of_tracking",
]
