"""Acts on the facts of reductions and on certificates: one transaction and one audit row each."""

from donghanh.apps.reliefs.operations.certificates import record_certificate
from donghanh.apps.reliefs.operations.deciding import decide_fact, withdraw_fact
from donghanh.apps.reliefs.operations.entering import enter_order, enter_use
from donghanh.apps.reliefs.operations.importing import Imported, import_uses

__all__ = [
    "Imported",
    "decide_fact",
    "enter_order",
    "enter_use",
    "import_uses",
    "record_certificate",
    "withdraw_fact",
]
