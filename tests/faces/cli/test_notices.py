"""`donghanh notices`: what waits is said, what is sent is counted."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.apps.notices.conftest import post  # noqa: F401 -- the fixture of these tests
from tests.faces.api.conftest import stand_on_product_day

from donghanh.faces.cli.main import main

pytestmark = pytest.mark.usefixtures("db")


def run(*words: str):
    return CliRunner().invoke(main, ["notices", *words])


def test_what_waits_for_a_channel_is_said_and_what_is_due_is_sent(post, actors, settings):  # noqa: F811
    stand_on_product_day(actors=actors, settings=settings)
    code = post.queue()
    post.queue(channel="email", to="khach@example.vn")

    sent = run("send")

    assert sent.exit_code == 0, sent.output
    assert "accepted 1" in sent.output
    assert "1 wait for a channel that is not set" in sent.output
    listed = json.loads(run("list", "--state", "sent", "--json").output)
    assert [row["code"] for row in listed["rows"]] == [code]
    assert "accept: sent" in run("show", code).output
    assert run("show", "TN-0").exit_code == 2


def test_a_failure_is_a_negative_verdict(post, actors, settings):  # noqa: F811
    from donghanh.apps.notices.values import REFUSED, Outcome

    stand_on_product_day(actors=actors, settings=settings)
    post.queue()
    post.sms.answers = [Outcome(REFUSED, why="address-unknown")]

    assert run("send").exit_code == 1
