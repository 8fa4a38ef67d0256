"""The desk's signing: the director's page, the demo's button, the office's certificates."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.apps.programmes.conftest import house  # noqa: F401
from tests.apps.programmes.test_signing import issue, key_of, made_by_an_authority, register
from tests.faces.desk.programmes.conftest import seen

pytestmark = pytest.mark.django_db
SIGN = "/ban/bao-cao/1/ky"
CERTIFICATES = "/ban/bao-cao/chung-thu/"


@pytest.fixture(autouse=True)
def signing_folder(settings, tmp_path):
    settings.SIGNING_FOLDER = tmp_path / "signing"


def send(client, file: bytes, password: str = "mật khẩu"):
    given = {"key_file": SimpleUploadedFile("giam-doc.p12", file), "password": password}
    return client.post(SIGN, given, follow=True)


def test_the_director_signs_with_a_file_that_is_handed_in(desk, as_):
    number = issue(desk)
    file = key_of()
    register(desk, file)
    client = as_(desk.actors.director)

    before = seen(client.get(f"/ban/bao-cao/{number}/"))
    after = seen(send(client, file))

    assert "Ký số báo cáo này" in before
    assert "Đã ký số báo cáo số 1." in after
    assert "Trang công khai" in after
    assert "Ký số báo cáo này" not in after


def test_in_the_demo_one_button_signs_and_says_that_it_has_no_legal_value(desk, as_):
    issue(desk)
    client = as_(desk.actors.director)

    assert "không có giá trị pháp lý" in seen(client.get(SIGN))
    assert "Đã ký số báo cáo số 1." in seen(client.post(SIGN, {"at_hand": "1"}, follow=True))
    assert "DEMO – không có giá trị pháp lý" in seen(client.get("/ban/bao-cao/1/"))


def test_a_refusal_is_said_in_words_and_nothing_is_signed(desk, as_):
    from donghanh.apps.programmes.models import SignedReport

    issue(desk)
    file, other = key_of(), key_of("Chưa đăng ký")
    register(desk, file)
    client = as_(desk.actors.director)

    assert "mật khẩu sai" in seen(send(client, file, "sai"))
    assert "Văn phòng chưa đăng ký chứng thư “Chưa đăng ký”" in seen(send(client, other))
    assert "Tệp chứng thư" in seen(client.post(SIGN, {"password": "x"}))
    assert not SignedReport.objects.exists()


def test_the_director_who_issued_is_told_to_ask_another(desk, as_):
    issue(desk, by=desk.actors.director)

    answer = as_(desk.actors.director).post(SIGN, {"at_hand": "1"})

    assert answer.status_code == 422
    assert "nên không ký" in seen(answer)


@pytest.mark.parametrize("role", ["business", "office", "auditor"])
def test_nobody_else_has_the_page(desk, as_, role):
    issue(desk)
    client = as_(getattr(desk.actors, role))

    assert client.get(SIGN).status_code == 403
    assert client.post(SIGN, {"at_hand": "1"}).status_code == 403
    assert "giám đốc ký thì mới công khai" in seen(client.get("/ban/bao-cao/1/"))


def test_a_units_head_sees_no_certificates(desk, as_):
    for actor in (desk.actors.unit_head("PA01ND"), desk.actors.crew("PA01ND")):
        assert as_(actor).get(CERTIFICATES).status_code == 403


def test_the_office_registers_and_revokes_a_certificate(desk, as_):
    assert desk.actors.director
    client = as_(desk.actors.office)
    given = {"username": "director", "certificate": SimpleUploadedFile("a.pem", made_by_an_authority())}

    registered = seen(client.post(CERTIFICATES, given, follow=True))
    assert "Đang có hiệu lực" in registered
    from donghanh.apps.programmes.models import RegisteredCertificate

    fingerprint = RegisteredCertificate.objects.get().fingerprint
    assert "cần có lý do" in seen(client.post(CERTIFICATES, {"fingerprint": fingerprint, "why": ""}))
    revoked = seen(client.post(CERTIFICATES, {"fingerprint": fingerprint, "why": "Mất"}, follow=True))
    assert "Đã thu hồi" in revoked


def test_a_director_and_an_auditor_look_at_certificates_and_change_none(desk, as_):
    for actor in (desk.actors.director, desk.actors.auditor):
        client = as_(actor)
        assert "Đăng ký chứng thư" not in seen(client.get(CERTIFICATES))
        given = {"username": "director", "certificate": SimpleUploadedFile("a.pem", made_by_an_authority())}
        assert client.post(CERTIFICATES, given).status_code == 403


def test_the_certificates_take_few_queries(desk, as_, django_assert_max_num_queries):
    for name in ("Một", "Hai", "Ba"):
        register(desk, key_of(name))
    client = as_(desk.actors.office)

    with django_assert_max_num_queries(20):
        assert client.get(CERTIFICATES).status_code == 200


def test_the_signing_page_is_english_in_english(desk, as_):
    issue(desk)
    client = as_(desk.actors.director)
    client.cookies["ngon_ngu"] = "en"

    assert "Sign with your own certificate file" in seen(client.get(SIGN))
