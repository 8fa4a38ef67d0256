"""`donghanh requests`: open, show, queue, move, figures; refusals end with status 2 and a sentence."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

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


def opened(say, *more: str) -> dict:
    _, told = say(
        "open", "--service", "BILL_QUERY", "--name", "Hộ thử", "--phone", "0912345678", "--unit", "PA01ND",
        "--json", *more,
    )  # fmt: skip
    return json.loads(told)


def test_a_case_is_opened_shown_moved_and_counted(say):
    code = opened(say)["code"]

    status, shown = say("show", code)
    _, queue = say("queue", "--unit", "PA01ND", "--json")
    moved = json.loads(say("move", code, "answer", "--text", "Xong", "--json")[1])
    _, figures = say("indicators", "--json")
    _, share = say("electronic")

    assert (status, "24 hours" in shown) == (0, True)
    assert [row["code"] for row in json.loads(queue)["rows"]] == [code]
    assert moved["row"]["state"] == "answered"
    assert json.loads(figures)["whole"]["on_time_count"] == 1
    assert "2021-12" in share


def test_the_same_key_is_the_same_case(say):
    assert opened(say, "--key", "a")["code"] == opened(say, "--key", "a")["code"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "YC-21-000009"], "no request"),
        (["open", "--service", "NO_SUCH", "--name", "x"], "no service NO_SUCH"),
        (
            ["open", "--service", "BILL_QUERY", "--name", "x", "--received", "2031-01-01T10:00+07:00"],
            "future",
        ),
        (["open", "--service", "BILL_QUERY", "--name", "x", "--received", "2021-12-01T10:00"], "no zone"),
        (["open", "--service", "BILL_QUERY", "--name", "x", "--received", "soon"], "expected an instant"),
        (["open", "--service", "BILL_QUERY", "--name", "x", "--field", "what"], "NAME=VALUE"),
        (["move", "YC-21-000009", "accept", "--proof", "a=/no/such"], "no file"),
    ],
)
def test_bad_input_ends_with_status_two_and_says_why(say, words, told):
    status, printed = say(*words)

    assert status == 2
    assert told in printed


def test_a_log_of_calls_is_kept_once(say, tmp_path):
    log = tmp_path / "calls.csv"
    log.write_text(
        "call_id,unit,rang_at,answered_at\n"
        "1,,2021-12-19T09:00:00+07:00,2021-12-19T09:00:12+07:00\n"
        "2,,2021-12-19T09:05:00+07:00,\n",
        encoding="utf-8",
    )

    assert json.loads(say("calls", str(log), "--json")[1]) == {"rows": 2, "new": 2}
    assert json.loads(say("calls", str(log), "--json")[1]) == {"rows": 2, "new": 0}
    told = json.loads(say("indicators", "--json")[1])["calls"]
    assert (told["call_count"], told["kept_count"], told["is_met"]) == (2, 1, False)
