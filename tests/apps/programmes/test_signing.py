"""A report is signed by the director, with a certificate that the office knows, once; tampering is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.apps.programmes.conftest import CAMPAIGN

from donghanh.adapters.signing import make_demo_key, open_key
from donghanh.engines.programmes.lives import CannotMove

DAY = date(2021, 12, 20)
FROM = datetime(2021, 1, 1, tzinfo=UTC)


def issue(house, *, by=None, name: str = "") -> int:
    from donghanh.apps.programmes.operations.reporting import issue_report

    if name:
        house.nominate("household-repairs", name=name)
    return issue_report(actor=by or house.actors.office, campaign_code=CAMPAIGN, as_of=DAY, at=house.now)


def key_of(name: str = "Giám đốc", *, from_at: datetime = FROM) -> bytes:
    return make_demo_key(name=name, office="Công ty", from_at=from_at, password="mật khẩu")


def register(house, file: bytes, *, username: str = "director", monkeypatch=None) -> str:
    """Register as the office would; test keys are made by the demo's maker, so its mark is taken off."""
    from donghanh.apps.programmes.operations import certificates

    found = open_key(content=file, password="mật khẩu").certificate
    holder = house.actors.of("director", name=username)
    office = house.actors.office
    certificates.keep(
        found=found, holder_id=holder.staff_id, actor=office, staff_id=office.staff_id, at=house.now
    )
    return found.fingerprint


def sign(house, number: int, file: bytes, *, by=None, password: str = "mật khẩu", at=None) -> str:
    from donghanh.apps.programmes.operations.signing import sign_report

    return sign_report(
        actor=by or house.actors.director, campaign_code=CAMPAIGN, number=number, key_file=file,
        password=password, at=at or house.now,
    )  # fmt: skip


def pdf_of(number: int = 1) -> bytes:
    from donghanh.apps.programmes.queries.signatures import signed_pdf

    return signed_pdf(campaign_code=CAMPAIGN, number=number)


def told(content: bytes):
    from donghanh.apps.programmes.queries.signatures import told_of_file

    return told_of_file(content=content)


@pytest.fixture
def file(house) -> bytes:
    found = key_of()
    register(house, found)
    return found


@pytest.fixture
def signed(house, file) -> bytes:
    sign(house, issue(house), file)
    return pdf_of()


def refused(house, number, file, **more) -> str:
    from donghanh.apps.programmes.models import SignedReport
    from donghanh.apps.programmes.refusals import CannotSign

    before = SignedReport.objects.count()
    with pytest.raises(CannotSign) as refusal:
        sign(house, number, file, **more)
    assert SignedReport.objects.count() == before
    return refusal.value.rule


def test_the_director_signs_an_issued_report_and_anybody_can_check_it(house, signed):
    found = told(signed)

    assert (found.rule, found.is_published) == ("holds", True)
    assert found.card.number == 1
    assert found.card.digest == found.digest
    assert found.card.by == house.actors.director.full_name
    assert found.signature.signed_at == house.now


def test_the_issued_paper_stays_as_it_was_and_still_verifies(house, file):
    from donghanh.apps.programmes.models import IssuedReport
    from donghanh.apps.programmes.queries.reports import verify_report

    number = issue(house)
    before = bytes(IssuedReport.objects.get().pdf)
    sign(house, number, file)

    assert bytes(IssuedReport.objects.get().pdf) == before
    assert pdf_of().startswith(before)
    assert verify_report(actor=house.actors.auditor, campaign_code=CAMPAIGN, number=number).holds


def test_a_double_click_makes_one_signature(house, file):
    from donghanh.apps.organisation.models import Act
    from donghanh.apps.programmes.models import SignedReport

    number = issue(house)

    assert sign(house, number, file) == sign(house, number, file)
    assert SignedReport.objects.count() == 1
    assert Act.objects.filter(act="report.sign").count() == 1


@pytest.mark.parametrize("role", ["business", "office", "auditor"])
def test_nobody_but_a_director_signs(house, file, role):
    from donghanh.apps.organisation.permissions import Forbidden

    number = issue(house, by=house.actors.business)

    with pytest.raises(Forbidden):
        sign(house, number, file, by=getattr(house.actors, role))


def test_a_units_head_and_the_console_do_not_sign(house, file):
    from donghanh.apps.organisation.permissions import Forbidden

    number = issue(house)

    for actor in (house.actors.unit_head("PA01ND"), house.actors.console):
        with pytest.raises(Forbidden):
            sign(house, number, file, by=actor)


def test_who_issued_a_report_does_not_sign_it(house, file):
    number = issue(house, by=house.actors.director)

    with pytest.raises(CannotMove) as refusal:
        sign(house, number, file)
    assert refusal.value.rule == "duties-not-apart"


def test_what_stands_against_a_certificate_is_said_by_name(house, file):
    from donghanh.apps.programmes.operations.certificates import revoke_certificate

    number = issue(house)
    other, revoked, young = (
        key_of("Người khác"),
        key_of("Thu hồi"),
        key_of("Mới", from_at=house.now + timedelta(1)),
    )
    register(house, other, username="director.two")
    gone = register(house, revoked)
    register(house, young)
    revoke_certificate(actor=house.actors.office, fingerprint=gone, why="Mất thiết bị", at=house.now)

    assert refused(house, number, file, password="sai") == "key-does-not-open"
    assert refused(house, number, b"nothing") == "key-does-not-open"
    assert refused(house, number, key_of("Chưa đăng ký")) == "certificate-unknown"
    assert refused(house, number, other) == "certificate-of-another"
    assert refused(house, number, revoked) == "certificate-revoked"
    assert refused(house, number, young) == "certificate-not-valid"
    assert refused(house, number, file, at=datetime(2040, 1, 1, tzinfo=UTC)) == "certificate-not-valid"
    assert sign(house, number, file)


def test_a_report_that_is_not_there_cannot_be_signed(house, file):
    from donghanh.apps.programmes.refusals import NotFound

    with pytest.raises(NotFound):
        sign(house, 9, file)


def test_a_later_number_signed_supersedes_the_earlier_and_closes_those_before(house, file):
    from donghanh.apps.programmes.queries.signatures import signed_reports

    first, between, last = issue(house), issue(house, name="Hai"), issue(house, name="Ba")
    sign(house, first, file)
    sign(house, last, file)

    assert {one.number: one.state for one in signed_reports()} == {first: "superseded", last: "signed"}
    assert refused(house, between, file) == "later-signed"
    assert told(pdf_of(first)).rule == "holds"


def test_every_change_of_a_signed_report_is_told(house, signed):
    forged = bytearray(signed)
    forged[len(forged) // 2] ^= 1

    assert told(bytes(forged)).rule == "changed-since-signed"
    assert told(signed + b"\n").rule == "changed-since-signed"
    assert told(signed[:-40]).rule in ("changed-since-signed", "signature-broken", "not-signed")
    assert told(b"%PDF-1.7").rule in ("not-signed", "signature-broken")


def test_another_file_signed_with_the_same_key_is_not_the_published_report(house, file, signed):
    from donghanh.adapters.signing import Seen, sign_pdf
    from donghanh.apps.programmes.models import IssuedReport

    key = open_key(content=file, password="mật khẩu")
    row = IssuedReport.objects.get()
    seen = Seen("Đã ký số", "A", "B", "C")

    def made(reason: str) -> bytes:
        return sign_pdf(content=bytes(row.pdf), key=key, at=house.now, seen=seen, reason=reason)

    said = f"Báo cáo {CAMPAIGN} số 1; SHA-256 "
    assert told(made("Giấy mời")).rule == "not-of-a-report"
    assert told(made(said + "0" * 64)).rule == "digest-is-another"
    assert told(made(said + row.digest)).rule == "another-file"
    assert told(made(said.replace("số 1", "số 7") + row.digest)).rule == "not-published"


def test_a_signature_made_after_the_revocation_does_not_count_and_one_before_does(house, file, signed):
    from donghanh.apps.programmes.operations.certificates import revoke_certificate

    office = house.actors.office
    fingerprint = open_key(content=file, password="mật khẩu").certificate.fingerprint
    later = house.now + timedelta(hours=1)
    revoke_certificate(actor=office, fingerprint=fingerprint, why="Nghỉ hưu", at=later)

    assert told(signed).rule == "holds"
    assert refused(house, issue(house, name="Sau"), file, at=later) == "certificate-revoked"


def test_signed_reports_and_certificates_are_never_edited(house, signed):
    from donghanh.apps.programmes.models import RegisteredCertificate, SignedReport

    for model, change in ((SignedReport, {"pdf": b""}), (RegisteredCertificate, {"pem": ""})):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


def test_neither_key_nor_password_is_written_anywhere(house, file, signed):
    from django.db import connection

    from donghanh.apps.organisation.models import Act

    assert "mật khẩu" not in str(list(Act.objects.values_list("facts", flat=True)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM programmes_registeredcertificate WHERE pem LIKE '%PRIVATE%'")
        assert cursor.fetchone() == (0,)


def test_the_demo_signs_with_a_certificate_of_its_own_made_once(house, settings, tmp_path):
    from donghanh.apps.programmes.models import RegisteredCertificate
    from donghanh.apps.programmes.operations.signing import sign_report_with_key_at_hand

    settings.DEMO, settings.SIGNING_FOLDER = True, tmp_path / "signing"
    wanted = {"actor": house.actors.director, "campaign_code": CAMPAIGN, "at": house.now}
    for name in ("Một", "Hai"):
        sign_report_with_key_at_hand(number=issue(house, name=name), **wanted)

    (row,) = RegisteredCertificate.objects.all()
    assert row.is_demo
    assert "không có giá trị pháp lý" in row.issuer
    assert told(pdf_of(2)).rule == "holds"
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "signing").iterdir())


def test_outside_of_the_demo_a_key_has_to_be_named_or_handed_in(house, settings, tmp_path):
    from donghanh.apps.programmes.operations.signing import sign_report_with_key_at_hand
    from donghanh.apps.programmes.refusals import CannotSign

    number, file = issue(house), key_of("Có tệp")
    wanted = {"actor": house.actors.director, "campaign_code": CAMPAIGN, "at": house.now, "number": number}
    settings.DEMO, settings.SIGNING_CERTIFICATE = False, None
    with pytest.raises(CannotSign) as refusal:
        sign_report_with_key_at_hand(**wanted)
    assert refusal.value.rule == "no-key-at-hand"
    settings.SIGNING_CERTIFICATE = tmp_path / "giam-doc.p12"
    with pytest.raises(CannotSign) as refusal:
        sign_report_with_key_at_hand(**wanted)
    assert refusal.value.rule == "key-file-missing"

    settings.SIGNING_CERTIFICATE.write_bytes(file)
    settings.SIGNING_PASSWORD_FILE = tmp_path / "password"
    settings.SIGNING_PASSWORD_FILE.write_text("mật khẩu\n", encoding="utf-8")
    register(house, file)
    assert sign_report_with_key_at_hand(**wanted)


def test_the_office_registers_a_directors_certificate_and_nobody_else_does(house):
    from donghanh.apps.organisation.permissions import Forbidden
    from donghanh.apps.programmes.operations.certificates import register_certificate
    from donghanh.apps.programmes.queries.signatures import certificates
    from donghanh.apps.programmes.refusals import CannotRegister

    assert house.actors.director and house.actors.business  # noqa: PT018
    pem = made_by_an_authority()
    wanted = {"content": pem, "at": house.now}
    for actor in (house.actors.director, house.actors.auditor, house.actors.unit_head("PA01ND")):
        with pytest.raises(Forbidden):
            register_certificate(actor=actor, username="director", **wanted)
    office = {"actor": house.actors.office}
    for username, content, rule in (
        ("business", pem, "holder-is-no-director"),
        ("nobody", pem, "holder-is-no-director"),
        ("director", b"x", "certificate-unreadable"),
        (
            "director",
            open_key(content=key_of(), password="mật khẩu").certificate.pem.encode(),
            "certificate-of-the-demo",
        ),
    ):
        with pytest.raises(CannotRegister) as refusal:
            register_certificate(username=username, content=content, at=house.now, **office)
        assert refusal.value.rule == rule
    first = register_certificate(username="director", **wanted, **office)
    assert first == register_certificate(username="director", **wanted, **office)
    (card,) = certificates(actor=house.actors.auditor, at=house.now)
    assert (card.fingerprint, card.state) == (first, "valid")
    assert certificates(actor=house.actors.unit_head("PA01ND"), at=house.now) == ()


def made_by_an_authority() -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Tổ chức chứng thực thử")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(7).not_valid_before(FROM).not_valid_after(datetime(2023, 1, 1, tzinfo=UTC))
        .sign(key, SHA256())
    )  # fmt: skip
    return made.public_bytes(Encoding.PEM)
