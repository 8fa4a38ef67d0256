"""The seller's signature holds for every byte of the invoice, for us and for xmlsec1; nothing else passes."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

import pytest
from tests.adapters.einvoice.papers import household, key, reduced

from donghanh.adapters.einvoice import (
    CannotReadEInvoice,
    build_einvoice,
    check_einvoice,
    parse_einvoice,
    sign_einvoice,
)


@cache
def signed() -> bytes:
    return sign_einvoice(content=build_einvoice(household()), key=key())


def rule_of(content: bytes, *, pinned: str = "CÔNG TY ĐIỆN LỰC NAM ĐỊNH") -> str:
    return check_einvoice(content=content, pinned=[key(pinned).certificate.pem.encode()]).rule


def test_a_signed_invoice_holds_and_reads_back_the_same():
    told = check_einvoice(content=signed(), pinned=[key().certificate.pem.encode()])

    assert told.holds
    assert told.is_demo
    assert parse_einvoice(signed()) == household()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<SHDon>1234<", b"<SHDon>1235<"),
        (b"<TgTTTBSo>548680<", b"<TgTTTBSo>548681<"),
        ("Nguyễn Thị Mẫu".encode(), "Nguyễn Thị Mậu".encode()),
        (b"7F3K9Q2M", b"7F3K9Q2N"),
        (b"K22TAA-1234", b"K22TAA-1235"),
        (b"<ds:DigestValue>", b"<ds:DigestValue>A"),
        (b"<ds:SignatureValue>", b"<ds:SignatureValue>A"),
        (b"<NBan><Ten>", b"<NBan> <Ten>"),
    ],
)
def test_a_changed_byte_is_refused(old, new):
    assert old in signed()

    assert rule_of(signed().replace(old, new, 1)) in ("changed-since-signed", "signature-broken")


def test_each_single_byte_of_the_data_counts():
    content = signed()
    begin, end = content.index(b"<DLHDon"), content.index(b"</DLHDon>")

    for place in range(begin, end, 97):
        spoiled = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        assert rule_of(spoiled) != "holds", content[place - 20 : place + 20]


def test_an_unsigned_invoice_and_one_signed_by_another_are_refused():
    assert rule_of(build_einvoice(household())) == "not-signed"
    assert rule_of(signed(), pinned="Người khác") == "signed-by-another"


def test_the_signature_of_another_invoice_does_not_pass():
    other = sign_einvoice(content=build_einvoice(reduced()), key=key())
    begin, end = b"<DSCKS>", b"</DSCKS>"
    moved = (
        signed()[: signed().index(begin)] + other[other.index(begin) : other.index(end)] + b"</DSCKS></HDon>"
    )

    assert rule_of(moved) == "changed-since-signed"


def test_an_invoice_is_signed_once():
    with pytest.raises(CannotReadEInvoice) as told:
        sign_einvoice(content=signed(), key=key())

    assert told.value.rule == "signed-already"


@pytest.fixture
def xmlsec(tmp_path):
    """Verify a file by the command xmlsec1 with the pinned certificate."""
    command = shutil.which("xmlsec1")
    if command is None:
        pytest.skip("xmlsec1 is not installed (apt-get install xmlsec1)")
    certificate, file = tmp_path / "seller.pem", tmp_path / "invoice.xml"
    certificate.write_text(key().certificate.pem)

    def verify(content: bytes) -> bool:
        file.write_bytes(content)
        asked = [command, "--verify", "--pubkey-cert-pem", certificate, "--id-attr:Id", "DLHDon", file]
        return subprocess.run(asked, capture_output=True, check=False).returncode == 0

    return verify


def test_xmlsec1_says_the_same_as_we_do(xmlsec):
    assert xmlsec(signed())
    assert not xmlsec(signed().replace(b"<SHDon>1234<", b"<SHDon>1235<"))
