"""
The certificate of a round of reductions: a folder that an auditor checks without the company's database.

`manifest.json` names round, month, equation and the SHA-256 of every other file; the lists hold tokens in
place of customer codes; the text of the law lies beside them, and the amounts are computed from it anew.
"""

from donghanh.adapters.relief_certificate.building import build_certificate, token_of, write_certificate
from donghanh.adapters.relief_certificate.checking import Verdict, verify_certificate
from donghanh.adapters.relief_certificate.recomputing import Bases, CannotRecompute, repriced_reliefs
from donghanh.adapters.relief_certificate.shape import CertificateProblem, NotACertificate

__all__ = [
    "Bases",
    "CannotRecompute",
    "CertificateProblem",
    "NotACertificate",
    "Verdict",
    "build_certificate",
    "repriced_reliefs",
    "token_of",
    "verify_certificate",
    "write_certificate",
]
