"""`donghanh programmes verify-report FILE`: anybody checks, also without a database; sign-report, costs."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.adapters.signing import papers
from tests.apps.programmes.conftest import CAMPAIGN, house  # noqa: F401
from tests.apps.programmes.test_costs import enter
from tests.apps.programmes.test_signing import issue, key_of, made_by_an_authority, pdf_of, register, sign

from donghanh.faces.cli.programmes import programmes

DAY = date(2021, 12, 20)


@pytest.fixture
def opened(monkeypatch, product_now, house):  # noqa: F811
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", lambda: DAY)
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)
    return house


@pytest.fixture
def closed(monkeypatch):
    """No house can be opened: nothing here may ask for one."""

    def refuse():
        raise AssertionError("a database was asked for")

    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", refuse)


def call(*words):
    return CliRunner().invoke(programmes, [str(word) for word in words])


def document(*words, status=0):
    answer = call(*words, "--json")
    assert answer.exit_code == status, (answer.exit_code, answer.output, answer.exception)
    return json.loads(answer.stdout)


def kept(folder, name: str, content: bytes):
    path = folder / name
    path.write_bytes(content)
    return path


def test_with_a_certificate_anybody_checks_a_file_without_a_database(closed, tmp_path):
    pdf = kept(tmp_path, "r.pdf", papers.signed())
    pem = kept(tmp_path, "c.pem", papers.pem())

    found = document("verify-report", pdf, "--certificate", pem)

    assert (found["holds"], found["rule"], found["signer"]) == (True, "holds", "Trần Văn Giám")
    assert found["signed_at"].startswith("2021-12-20T")


def test_a_tampered_file_another_certificate_and_no_signature_end_with_1(closed, tmp_path):
    pem = kept(tmp_path, "c.pem", papers.pem())
    other = kept(tmp_path, "o.pem", papers.pem("Kẻ giả danh"))
    changed = kept(tmp_path, "x.pdf", papers.signed() + b"\n")
    signed = kept(tmp_path, "r.pdf", papers.signed())
    plain = kept(tmp_path, "i.pdf", papers.issued())

    for file, certificate, rule in (
        (changed, pem, "changed-since-signed"),
        (signed, other, "signed-by-another"),
        (plain, pem, "not-signed"),
        (pem, pem, "not-a-pdf"),
    ):
        assert document("verify-report", file, "--certificate", certificate, status=1)["rule"] == rule
    assert "does NOT hold" in call("verify-report", changed, "--certificate", pem).stdout


def test_what_cannot_be_checked_ends_with_2(closed, tmp_path):
    pdf = kept(tmp_path, "r.pdf", papers.signed())

    for words in (
        ["verify-report", tmp_path / "nothing.pdf", "--certificate", pdf],
        ["verify-report", pdf, "--certificate", pdf],
        ["verify-report", pdf, "--file", pdf],
        ["verify-report"],
        ["verify-report", tmp_path, "--certificate", pdf],
    ):
        assert call(*words).exit_code == 2, words


def test_a_file_is_checked_against_what_was_registered_and_published(opened, tmp_path):
    file = key_of()
    register(opened, file)
    sign(opened, issue(opened), file)
    pdf = kept(tmp_path, "r.pdf", pdf_of())

    found = document("verify-report", pdf)

    assert (found["holds"], found["number"], found["is_published"]) == (True, 1, True)
    assert found["campaign"] == CAMPAIGN
    stranger = kept(tmp_path, "s.pdf", papers.signed())
    assert document("verify-report", stranger, status=1)["rule"] == "signed-by-another"


def test_a_director_signs_from_the_command_line(opened, tmp_path):
    file = key_of()
    register(opened, file)
    number = issue(opened)
    key = kept(tmp_path, "k.p12", file)
    password = kept(tmp_path, "p", "mật khẩu\n".encode())

    wrong = call("sign-report", number, "--as", "office", "--key", key, "--password-file", password)
    told = document("sign-report", number, "--as", "director", "--key", key, "--password-file", password)

    assert wrong.exit_code == 2
    assert told["number"] == number
    assert document("verify-report", kept(tmp_path, "r.pdf", pdf_of()))["holds"]


def test_a_certificate_is_registered_and_listed(opened, tmp_path):
    assert opened.actors.director and opened.actors.office  # noqa: PT018
    pem = kept(tmp_path, "c.pem", made_by_an_authority())

    told = document("register-certificate", pem, "--of", "director", "--as", "office")

    (listed,) = document("certificates")["certificates"]
    assert listed["fingerprint"] == told["fingerprint"]
    assert call("register-certificate", pem, "--of", "director", "--as", "business").exit_code == 2


def test_costs_are_listed_with_what_they_sum_to(opened):
    assert document("costs")["spent_dong"] is None
    enter(opened)

    told = document("costs")

    assert told["spent_dong"] == 11_000_000
    assert "11.000.000 ₫" in call("costs").stdout
    assert document("costs", "--activity", "masks")["entries"] == []
