"""`donghanh staff token`: a token that the API takes, made for an account that is there."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.test import Client

from donghanh.faces.cli.main import main

pytestmark = pytest.mark.django_db


def token(*words):
    return CliRunner().invoke(main, ["staff", "token", *words])


def test_the_token_opens_the_api_in_the_name_of_its_owner(actors):
    answer = token(actors.director.username)

    headers = {"Authorization": f"Bearer {answer.stdout.strip()}"}
    assert answer.exit_code == 0
    assert Client().get("/api/v1/campaigns", headers=headers).status_code == 200


def test_the_token_is_one_json_document(actors):
    document = json.loads(token(actors.director.username, "--json").stdout)

    assert (document["username"], document["days"]) == (actors.director.username, 90)
    assert document["token"]


def test_for_nobody_there_is_no_token(actors):
    answer = token("nobody")

    assert answer.exit_code == 2
    assert "donghanh staff list" in answer.stderr
