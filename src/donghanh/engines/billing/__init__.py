"""
Billing: proofs that an invoice's lines can be made again unchanged, and codes by which its holder finds it.

For the billing run, which keeps one row an invoice, and for whoever reads such a row later.
"""

from donghanh.engines.billing.digests import digest_of_frame, digest_of_results
from donghanh.engines.billing.lookup import code_of, folded_code, is_code_of, parse_code

__all__ = [
    "code_of",
    "digest_of_frame",
    "digest_of_results",
    "folded_code",
    "is_code_of",
    "parse_code",
]
