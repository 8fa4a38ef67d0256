"""Acts on the facts of reductions and on certificates: one transaction and one audit row each."""

from donghanh.apps.reliefs.operations.certificates import Certificate, make_certificate
from donghanh.apps.reliefs.operations.deciding import decide_fact, withdraw_fact
from donghanh.apps.reliefs.operations.entering import enter_order, enter_use
from donghanh.apps.reliefs.operations.illustrating import load_illustration
from donghanh.apps.reliefs.operations.importing import Imported, import_uses
from donghanh.apps.reliefs.operations.rerating import apply_rerate, digest_of_rerate

__all__ = [
    "Certificate",
    "Imported",
    "apply_rerate",
    "decide_fact",
    "digest_of_rerate",
    "enter_order",
    "enter_use",
    "import_uses",
    "load_illustration",
    "make_certificate",
    "withdraw_fact",
]
