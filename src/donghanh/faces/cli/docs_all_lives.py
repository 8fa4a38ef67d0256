"""Every life of the house, for the pages that draw them."""

from __future__ import annotations

from donghanh.engines.conduct.moves import LIVES as CONDUCT
from donghanh.engines.notices.moves import LIVES as NOTICES
from donghanh.engines.programmes.moves import LIVES as PROMISED
from donghanh.engines.programmes.suspicions import SUSPICION
from donghanh.engines.requests.moves import CASE
from donghanh.engines.signatures.moves import DOCUMENT
from donghanh.engines.supply.steps import life_of
from donghanh.engines.works.moves import LIVES as WORKS
from donghanh.kernel.lives import Life
from donghanh.lawbook.services import read_services
from donghanh.lawbook.supply_steps import read_chains

SUPPLIES = (
    "NEW_LV_RES_URBAN", "TEMP_SUPPLY_LV", "CHANGE_CAPACITY_URBAN", "METER_MOVE", "METER_CHECK",
    "CONTRACT_TRANSFER", "RECONNECT_ON_REQUEST", "TERMINATE_CONTRACT",
)  # fmt: skip
"""One service of each kind of chain: the others of a kind take the same steps."""


def all_lives() -> tuple[Life, ...]:
    """The lives of programmes, suspicions, works, requests, supplies, messages, conduct, documents."""
    others = (*NOTICES.values(), *CONDUCT.values(), DOCUMENT)
    return (*PROMISED.values(), SUSPICION, *WORKS.values(), CASE, *supply_lives(), *others)


def supply_lives() -> tuple[Life, ...]:
    """The chain of each kind of supply, as its service says it now; named by what it writes."""
    return tuple(
        life_of(
            name=f"supply_{read_chains()[code].writes}",
            chain=[step.code for step in read_services().history(code=code)[-1].steps],
        )
        for code in SUPPLIES
    )
