"""Every life of the house, for the pages that draw them."""

from __future__ import annotations

from donghanh.engines.conduct.moves import LIVES as CONDUCT
from donghanh.engines.notices.moves import LIVES as NOTICES
from donghanh.engines.programmes.moves import LIVES as PROMISED
from donghanh.engines.programmes.suspicions import SUSPICION
from donghanh.engines.requests.moves import CASE
from donghanh.engines.signatures.moves import DOCUMENT
from donghanh.engines.works.moves import LIVES as WORKS
from donghanh.kernel.lives import Life


def all_lives() -> tuple[Life, ...]:
    """The lives of programmes, suspicions, works, requests, messages, conduct and documents, in this order."""
    others = (*NOTICES.values(), *CONDUCT.values(), DOCUMENT)
    return (*PROMISED.values(), SUSPICION, *WORKS.values(), CASE, *others)
