"""`donghanh nominations` as somebody types it: template, check, import, files, and their exit status."""

import json

import pytest
from click.testing import CliRunner
from tests.apps.programmes.conftest import house  # noqa: F401
from tests.apps.programmes.filled import filled
from tests.apps.programmes.sheets_of_nominations import MY_HUNG, person, sheet

from donghanh.faces.cli.nominations import nominations


@pytest.fixture(autouse=True)
def the_product_stands_at_its_day(monkeypatch, product_now, product_day):
    monkeypatch.setattr("donghanh.faces.clock.now", lambda: product_now)
    monkeypatch.setattr("donghanh.faces.clock.today", lambda: product_day)
    monkeypatch.setattr("donghanh.faces.cli.programmes_asking.open_house", lambda: None)


@pytest.fixture
def partner(house) -> str:  # noqa: F811
    return house.actors.partner_officer(MY_HUNG).username


def call(*words, who: str):
    return CliRunner().invoke(nominations, [*(str(word) for word in words), "--as", who, "--json"])


def test_a_template_is_written_filled_checked_and_imported_once(tmp_path, partner):
    path = tmp_path / "mau.xlsx"
    given = ["--commune", MY_HUNG]
    assert call("template", path, *given, who=partner).exit_code == 0
    path.write_bytes(filled(path.read_bytes(), [person("Trần Một"), person("Lê Hai")]))

    checked = call("check", path, *given, who=partner)
    first, second = (call("import", path, *given, who=partner) for _ in range(2))

    assert (checked.exit_code, first.exit_code, second.exit_code) == (0, 0, 0)
    assert [row["name"] for row in json.loads(checked.stdout)["rows"]] == ["Trần Một", "Lê Hai"]
    assert json.loads(first.stdout)["references"] == {"6": "M19-21-00001", "7": "M19-21-00002"}
    assert json.loads(second.stdout)["is_again"] is True
    assert [one["named_count"] for one in json.loads(call("files", who=partner).stdout)["files"]] == [2]


def test_errors_end_with_one_and_nobody_is_named(tmp_path, partner):
    from donghanh.apps.programmes.models import Benefit

    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet(person("Trần Một"), person(social_class="Sang")))

    for word in ("check", "import"):
        answer = call(word, path, "--commune", MY_HUNG, who=partner)
        assert answer.exit_code == 1
        assert json.loads(answer.stdout)["findings"][0]["rule"] == "word-unknown"
    assert not Benefit.objects.exists()
    assert call("import", path, "--commune", MY_HUNG, "--partial", who=partner).exit_code == 0
    assert Benefit.objects.count() == 1


@pytest.mark.parametrize("commune", ["13732", "99999", "x"])
def test_a_commune_that_is_not_ones_own_is_bad_input(tmp_path, partner, commune):
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet(person()))

    assert call("check", path, "--commune", commune, who=partner).exit_code == 2
    assert call("template", tmp_path / "b.xlsx", "--commune", commune, who=partner).exit_code == 2


def test_a_file_that_is_not_there_is_bad_input(tmp_path, partner):
    assert call("check", tmp_path / "none.xlsx", "--commune", MY_HUNG, who=partner).exit_code == 2
    assert call("template", tmp_path / "no" / "a.xlsx", "--commune", MY_HUNG, who=partner).exit_code == 2
