"""`donghanh requests mail` and `partner-key`: letters become cases once; a key is said once and can end."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.adapters.request_mail.messages import simple

from donghanh.faces.cli.main import main


@pytest.fixture
def say(actors, monkeypatch, product_now):
    """Run a command on the product's day; answers the status and what was printed."""
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", product_now.date)

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["requests", *words])
        return done.exit_code, done.output

    return run


def test_the_same_letter_given_twice_is_one_case_and_a_bad_one_is_named_with_status_1(say, tmp_path):
    good, bad = tmp_path / "good.eml", tmp_path / "bad.eml"
    good.write_bytes(simple())
    bad.write_bytes(b"nothing")

    status, told = say("mail", str(good), str(bad), str(good), "--json")

    first, refused, again = json.loads(told)["letters"]
    assert status == 1
    assert refused["problem"] == "mail-unreadable"
    assert again["taken"]["case"] == first["taken"]["case"]
    assert (first["taken"]["is_again"], again["taken"]["is_again"]) == (False, True)


def test_a_letter_from_our_own_address_is_ignored_with_its_sign(say, tmp_path):
    path = tmp_path / "own.eml"
    path.write_bytes(simple())

    assert say("mail", str(path), "--own", "le.minh@a.example") == (0, "own.eml: ignored (own-message)\n")


def test_a_file_that_is_not_there_is_bad_input(say):
    assert say("mail", "/nowhere.eml")[0] == 2


def test_a_key_is_printed_once_listed_without_itself_and_ends(say):
    from donghanh.apps.partners.queries import partner_of

    key = say("partner-key", "make", "do-thi", "--name", "Đô thị")[1].strip()
    known = partner_of(secret=key)
    listed = say("partner-key", "list")[1]
    ended = say("partner-key", "end", "do-thi", "--why", "Hết hợp đồng")

    assert known is not None
    assert "do-thi" in listed
    assert key not in listed
    assert ended[0] == 0
    assert partner_of(secret=key) is None


@pytest.mark.parametrize(
    "words",
    [("make", "Đô thị", "--name", "x"), ("end", "nobody", "--why", "x"), ("make", "a-b", "--name", " ")],
)
def test_what_makes_no_sense_is_bad_input(say, words):
    assert say("partner-key", *words)[0] == 2


def test_a_unit_may_not_make_keys(say, actors):
    actors.unit_head("PA01XT")

    status, told = say("partner-key", "make", "do-thi", "--name", "x", "--as", "unit_head.PA01XT")

    assert (status, "Not allowed" in told) == (2, True)
