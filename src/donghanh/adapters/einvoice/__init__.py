"""
Electronic invoices as XML by Decree 123/2020/NĐ-CP and Circular 78/2021/TT-BTC, without a tax office's code.

Built from and read back into `adapters.invoice_paper.InvoicePaper`, signed and checked (XMLDSig). The
official schema (QĐ 1450/QĐ-TCT, QĐ 1510/QĐ-TCT) was not at hand: what follows from that stands in
`docs/how-to/send-an-e-invoice.md`.
"""

from donghanh.adapters.einvoice.building import build_einvoice
from donghanh.adapters.einvoice.checking import EInvoiceVerdict, check_einvoice
from donghanh.adapters.einvoice.parsing import parse_einvoice
from donghanh.adapters.einvoice.reading import CannotReadEInvoice
from donghanh.adapters.einvoice.signing import sign_einvoice

__all__ = [
    "CannotReadEInvoice",
    "EInvoiceVerdict",
    "build_einvoice",
    "check_einvoice",
    "parse_einvoice",
    "sign_einvoice",
]
