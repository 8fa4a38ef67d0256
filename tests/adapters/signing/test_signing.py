"""A signed report is told from every file that only looks like it; signing keeps it PDF/A."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata
from pyhanko.sign.signers import sign_pdf as sign_again
from tests.adapters.signing.papers import AT, FROM, REASON, SEEN, issued, key, pem, signed

from donghanh.adapters.signing import (
    CannotOpenKey,
    CannotReadCertificate,
    CannotSign,
    check_signature,
    make_demo_key,
    open_key,
    read_certificate,
    sign_pdf,
)


def verdict(content: bytes, *pinned: bytes):
    return check_signature(content=content, pinned=pinned or (pem(),))


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def incremented(content: bytes, change) -> bytes:
    """The file with something appended the way that editors do, its signed bytes untouched."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(content)
    return out.getvalue()


def test_what_was_signed_holds_and_says_who_when_and_what():
    found = verdict(signed())

    assert found.holds
    assert (found.signer, found.signed_at, found.reason) == ("Trần Văn Giám", AT, REASON)
    assert found.fingerprint == key().certificate.fingerprint
    assert found.is_demo


def test_the_issued_bytes_stand_unchanged_in_front_of_the_signature():
    assert signed().startswith(issued())


def test_a_byte_changed_anywhere_is_detected():
    content = signed()

    for place in range(20, len(content), len(content) // 60):
        forged = bytearray(content)
        forged[place] ^= 1
        assert not verdict(bytes(forged)).holds, place


def test_a_number_changed_to_another_is_detected():
    content = signed()
    begin = content.index(b"/Reason")

    forged = content[: begin + 40] + bytes([content[begin + 40] ^ 1]) + content[begin + 41 :]

    assert verdict(forged).rule == "changed-since-signed"


@pytest.mark.parametrize("more", [b"\n", b"%", b"\0" * 16, b"\n%%EOF\n"])
def test_bytes_appended_to_the_file_are_detected(more):
    assert verdict(signed() + more).rule in ("changed-since-signed", "signature-broken")


def test_an_incremental_update_is_detected():
    def retitle(writer):
        writer.root["/Lang"] = writer.root["/Lang"].__class__("en")
        writer.update_root()

    assert verdict(incremented(signed(), retitle)).rule == "changed-since-signed"


def test_a_page_removed_is_detected():
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        del pdf.pages[1]
        forged = saved(pdf)

    assert not verdict(forged).holds


def test_a_signature_stripped_is_not_a_signed_report():
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        del pdf.Root.AcroForm
        del pdf.pages[-1].Annots
        stripped = saved(pdf)

    assert verdict(issued()).rule == "not-signed"
    assert verdict(stripped).rule == "not-signed"
    assert verdict(signed()[: len(issued())]).rule == "not-signed"


def test_a_signature_put_on_another_report_is_detected():
    content = signed()
    other = issued().replace(b"/Count 4", b"/Count 3", 1)
    assert other != issued()

    assert verdict(other + content[len(issued()) :]).rule == "changed-since-signed"


def test_a_signature_by_another_certificate_is_told_apart():
    other = sign_pdf(content=issued(), key=key("Kẻ giả danh"), at=AT, seen=SEEN, reason=REASON)

    assert verdict(other).rule == "signed-by-another"
    assert verdict(other, pem("Kẻ giả danh")).holds
    assert check_signature(content=signed(), pinned=()).rule == "signed-by-another"


def test_the_same_name_in_another_certificate_is_another_certificate():
    forger = open_key(
        content=make_demo_key(name="Trần Văn Giám", office="Công ty", from_at=FROM, password="x"),
        password="x",
    )

    forged = sign_pdf(content=issued(), key=forger, at=AT, seen=SEEN, reason=REASON)

    assert verdict(forged).rule == "signed-by-another"


def test_a_second_signature_over_the_first_is_detected():
    out = io.BytesIO()
    apart(
        sign_again,
        IncrementalPdfFileWriter(io.BytesIO(signed())),
        PdfSignatureMetadata(field_name="Second"),
        signer=key("Kẻ giả danh").signer,
        output=out,
    )

    assert verdict(out.getvalue()).rule == "signed-more-than-once"


@pytest.mark.parametrize("at", [FROM - timedelta(seconds=1), datetime(2040, 1, 1, tzinfo=UTC)])
def test_a_time_outside_of_the_certificates_validity_is_told(at):
    content = sign_pdf(content=issued(), key=key(), at=at, seen=SEEN, reason=REASON)

    assert verdict(content).rule == "outside-validity"


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\xff" * 4_000])
def test_what_is_no_signed_pdf_gets_a_verdict_and_no_error(content):
    assert verdict(content).rule in ("not-a-pdf", "signature-broken")


def test_a_report_is_signed_once():
    with pytest.raises(CannotSign, match="already"):
        sign_pdf(content=signed(), key=key(), at=AT, seen=SEEN, reason=REASON)


def test_the_signed_paper_is_still_pdf_a_2b_in_our_own_typeface():
    pdf = pikepdf.open(io.BytesIO(signed()))

    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert str(metadata["xmp:ModifyDate"]) == "2021-12-20T02:05:00+00:00"
    (field,) = pdf.Root.AcroForm.Fields
    assert int(field.F) & 4  # printed
    seen = field.AP.N
    fonts = list(_fonts(seen))
    assert fonts
    for font in fonts:
        assert "BeVietnamPro" in str(font.BaseFont)
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor or "/FontFile3" in (
            font.DescendantFonts[0].FontDescriptor
        )


def _fonts(form):
    resources = form.Resources
    yield from resources.get("/Font", {}).values()
    for inner in resources.get("/XObject", {}).values():
        yield from _fonts(inner)


def test_the_signature_is_seen_below_the_directors_name_plate():
    pdf = pikepdf.open(io.BytesIO(signed()))
    pages = [number for number, page in enumerate(pdf.pages) if "/Annots" in page]
    marked = dict(zip(pdf.Root.Names.Dests.Names[::2], pdf.Root.Names.Dests.Names[1::2], strict=True))
    place = next(value for name, value in marked.items() if str(name) == "signature-place")
    left, bottom, right, top = [int(value) for value in pdf.pages[pages[0]].Annots[0].Rect]

    assert len(pages) == 1
    assert place[0].objgen == pdf.pages[pages[0]].obj.objgen
    assert 0 < float(place[3]) - top < 60
    assert bottom > 76
    assert right <= 595 - 34
    assert left >= 45


def test_a_paper_without_the_mark_is_signed_on_its_last_page():
    from donghanh.adapters.pdf import build_pdf

    plain = build_pdf(template="signature_stamp", data=vars(SEEN))

    content = sign_pdf(content=plain, key=key(), at=AT, seen=SEEN, reason=REASON)

    assert verdict(content).holds


def test_a_wrong_password_and_a_wrong_file_do_not_open():
    content = make_demo_key(name="A", office="B", from_at=FROM, password="đúng")

    for given, password in ((content, "sai"), (content, ""), (b"", ""), (b"PK", "đúng"), (pem(), "đúng")):
        with pytest.raises(CannotOpenKey) as refusal:
            open_key(content=given, password=password)
        assert refusal.value.rule == "key-does-not-open"


def test_a_weak_key_is_refused():
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Yếu")])
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(weak.public_key())
        .serial_number(1).not_valid_before(FROM).not_valid_after(AT).sign(weak, SHA256())
    )  # fmt: skip
    content = pkcs12.serialize_key_and_certificates(b"x", weak, certificate, None, NoEncryption())

    with pytest.raises(CannotOpenKey) as refusal:
        open_key(content=content, password="")
    assert refusal.value.rule in ("key-too-weak", "key-does-not-open")


def test_an_rsa_certificate_signs_as_well():
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Người ký RSA")])
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
        .serial_number(1).not_valid_before(FROM).not_valid_after(AT + timedelta(days=9))
        .sign(private, SHA256())
    )  # fmt: skip
    file = pkcs12.serialize_key_and_certificates(
        b"x", private, certificate, None, BestAvailableEncryption(b"x")
    )
    opened = open_key(content=file, password="x")

    content = sign_pdf(content=issued(), key=opened, at=AT, seen=SEEN, reason=REASON)

    assert verdict(content, opened.certificate.pem.encode()).holds


def test_the_demo_certificate_says_that_it_has_no_legal_value():
    assert key().certificate.issuer == "DEMO – không có giá trị pháp lý"


def test_a_private_key_is_no_certificate_to_pin():
    with pytest.raises(CannotReadCertificate, match="private"):
        read_certificate(content=b"-----BEGIN PRIVATE KEY-----\n" + pem())
    with pytest.raises(CannotReadCertificate):
        read_certificate(content=b"nothing")


def test_signing_works_also_where_an_event_loop_runs():
    import asyncio

    async def signed_inside() -> bytes:
        return sign_pdf(content=issued(), key=key(), at=AT, seen=SEEN, reason=REASON)

    assert verdict(apart(asyncio.run, signed_inside())).holds


def apart(work, *given, **named):
    """Run in a thread of its own: a browser test before this one may have left an event loop in ours."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work, *given, **named).result()
