"""Acts on the billing law: propose a release, publish it, keep one to try."""

from donghanh.apps.tariffs.operations.publishing import publish_law
from donghanh.apps.tariffs.operations.releasing import (
    keep_what_if,
    load_shipped_law,
    propose_law,
    propose_shipped_law,
)

__all__ = ["keep_what_if", "load_shipped_law", "propose_law", "propose_shipped_law", "publish_law"]
