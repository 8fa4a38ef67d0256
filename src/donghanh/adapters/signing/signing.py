"""
Signs a PDF: PAdES baseline B-B, one signature, seen on the page; the paper stays PDF/A.

What is seen is set by typst from `papers/signature_stamp.typ` in our own typeface, so that its fonts are
embedded. The signature is an increment: the issued bytes stand unchanged in front of it.
"""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle

from donghanh.adapters.pdf import build_pdf
from donghanh.adapters.signing.keys import SigningKey
from donghanh.adapters.signing.placing import place_of

FIELD = "Signature1"


class CannotSign(ValueError):
    """The file cannot be signed: no readable PDF, or signed already."""


@dataclass(frozen=True)
class Seen:
    """What is seen of the signature on the page; `note` stands in red, for the demo."""

    signed: str
    name: str
    office: str
    day: str
    note: str = ""


def sign_pdf(*, content: bytes, key: SigningKey, at: datetime, seen: Seen, reason: str) -> bytes:
    """
    Sign a PDF as a whole.

    at      : [instant, aware] that the signature says it was made at; no time stamp confirms it
    reason  : what is signed, in words; stands inside of the signed bytes
    returns : the given bytes, and the signature behind them
    raises  : CannotSign
    """
    try:
        writer = _Writer(io.BytesIO(content))
        if writer.prev.embedded_signatures:
            raise CannotSign("found a signature in the file already; a report is signed once.")
        page, box = place_of(writer.prev)
        metadata = PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES,
            name=seen.name, reason=reason,
        )  # fmt: skip
        field = SigFieldSpec(FIELD, on_page=page, box=box)
        signer = _Signer(metadata, signer=key.signer, stamp_style=_stamp(seen, at), new_field_spec=field)
        signer.at = at
        # In a thread of its own: the library runs an event loop, and the caller's may be one already.
        with ThreadPoolExecutor(max_workers=1) as alone:
            return bytes(alone.submit(signer.sign_pdf, writer).result().getbuffer())
    except (PdfError, SigningError) as why:
        raise CannotSign(f"the file cannot be signed: {why}") from why


class _Writer(IncrementalPdfFileWriter):
    """Leaves the paper's metadata as issued: the library would write the machine's own time into them."""

    def _update_meta(self) -> None:
        return None


class _Signer(PdfSigner):
    """Signs at the moment that it is told, not at that of the machine's clock."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session


def _stamp(seen: Seen, at: datetime) -> StaticStampStyle:
    paper = build_pdf(template="signature_stamp", data=vars(seen), at=at)
    whole = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID,
        margins=Margins(0, 0, 0, 0), inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
    )  # fmt: skip
    return StaticStampStyle(
        background=_Page(paper), border_width=0, background_layout=whole, background_opacity=1.0
    )


class _Page(PdfContent):
    """The one page of a PDF in memory, as content of another."""

    def __init__(self, paper: bytes) -> None:
        super().__init__()
        self.paper = paper

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self.paper)))
        self.resources.xobject["/Seen"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Seen Do"
