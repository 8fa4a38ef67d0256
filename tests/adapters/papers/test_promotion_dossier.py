"""The dossier: sums are made and not typed, legal references stay open, the file is PDF/A and repeatable."""

import copy
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from donghanh.adapters.draw_files import UnreadableDrawFile
from donghanh.adapters.papers.promotion_dossier import build_dossier, dossier_values, parse_plan
from donghanh.adapters.pdf import CannotSetPaper, build_pdf
from donghanh.faces.cli.draw import draw

EXAMPLE = Path(__file__).parents[3] / "docs" / "reference" / "promotion_plan.example.json"
COMMITMENT = {"announced_at": "04/01/2022", "count": 1234, "merkle_root": "ab" * 32, "list_sha256": "cd" * 32}


@pytest.fixture
def plan():
    return json.loads(EXAMPLE.read_text(encoding="utf-8"))


def parsed(plan):
    return parse_plan(content=json.dumps(plan).encode(), what="plan.json")


def fonts_of(pdf):
    names = set()
    for page in pdf.pages:
        names |= {str(font.BaseFont) for font in page.Resources.get("/Font", {}).values()}
    return names


def test_amounts_are_multiplied_and_added_up(plan):
    plan["prizes"] = [
        {"name": "Nhất", "count": 1, "value_dong": 5_000_000},
        {"name": "Nhì", "count": 9, "value_dong": 500_000},
    ]

    values = dossier_values(plan=parsed(plan))

    assert [prize["amount"] for prize in values["prizes"]] == ["5.000.000 ₫", "4.500.000 ₫"]
    assert values["prize_total"] == "9.500.000 ₫"


def test_days_are_written_as_in_vietnam(plan):
    assert dossier_values(plan=parsed(plan))["period"] == {"from": "01/12/2021", "last": "31/12/2021"}


@pytest.mark.parametrize("commitment", [None, COMMITMENT])
def test_the_paper_is_pdf_a_2b_in_our_own_typeface(plan, commitment):
    pdf = pikepdf.open(io.BytesIO(build_dossier(plan=parsed({**plan, "commitment": commitment}))))

    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
    assert any("BeVietnamPro" in name for name in fonts_of(pdf))
    assert len(pdf.pages) == 2


def test_the_same_plan_and_instant_give_the_same_bytes(plan):
    at = datetime(2021, 12, 20, 2, 0, tzinfo=UTC)

    assert build_dossier(plan=parsed(plan), at=at) == build_dossier(plan=parsed(plan), at=at)
    assert build_dossier(plan=parsed(plan), at=at) != build_dossier(plan=parsed(plan))


def test_no_instrument_is_cited_and_each_legal_point_is_marked_as_open():
    template = (EXAMPLE.parents[2] / "src/donghanh/adapters/papers/promotion_dossier.typ").read_text(
        encoding="utf-8"
    )

    assert template.count("#open-point") == 3
    assert "cần xác nhận / to be confirmed" in template
    assert not any(word in template for word in ("Nghị định", "Thông tư", "/NĐ-CP", "Điều "))


def without(path):
    def change(plan):
        place = plan
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without(["organiser", "name"]), "at organiser: found no key 'name'"),
        (without(["prizes", 0, "count"]), r"at prizes\[0\]: found no key 'count'"),
        (lambda p: p.update(prizes=[]), "at prizes: found an empty list"),
        (lambda p: p.update(sources=[]), "at sources: found an empty list"),
        (lambda p: p.update(method="dice"), "at method: found 'dice'"),
        (lambda p: p["prizes"][0].update(value_dong=0.5), r"at prizes\[0\].value_dong: found float"),
        (lambda p: p["prizes"][0].update(count=0), r"at prizes\[0\]: found 0"),
        (lambda p: p["period"].update({"from": "2022-01-01"}), "at period: the last day stands before"),
        (lambda p: p.update(commitment={"count": 1}), "at commitment: found no key"),
        (lambda p: p.update(law="?"), "an unknown key 'law'"),
    ],
)
def test_a_plan_that_is_not_one_is_refused_with_its_place(plan, change, words):
    changed = copy.deepcopy(plan)
    change(changed)

    with pytest.raises(UnreadableDrawFile, match=words):
        parsed(changed)


def test_a_day_that_is_none_is_refused(plan):
    plan["claim_until"] = "31/01/2022"

    with pytest.raises(
        UnreadableDrawFile, match="at claim_until: found '31/01/2022'; expected a day such as"
    ):
        dossier_values(plan=parsed(plan))


@pytest.mark.parametrize("content", [b"[]", b"", b"3"])
def test_other_documents_are_no_plan(content):
    with pytest.raises(UnreadableDrawFile):
        parse_plan(content=content)


def test_an_unknown_paper_is_refused_by_name():
    with pytest.raises(CannotSetPaper, match=r"found no paper '\.\./\.\./secret'; expected one of"):
        build_pdf(template="../../secret", data={})


def test_values_that_a_template_misses_are_refused_in_its_words():
    with pytest.raises(CannotSetPaper, match="paper promotion_dossier:"):
        build_pdf(template="promotion_dossier", data={})


def test_text_with_markup_is_set_as_text(plan):
    plan["programme"] = '#read("/etc/passwd") *x* $y$ [z]'

    assert build_dossier(plan=parsed(plan)).startswith(b"%PDF-")


def test_the_command_writes_the_paper(tmp_path):
    out = tmp_path / "dossier.pdf"

    answer = CliRunner().invoke(draw, ["dossier", "--plan", str(EXAMPLE), "--out", str(out)])

    assert answer.exit_code == 0, answer.output
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_command_refuses_another_document(tmp_path):
    (tmp_path / "plan.json").write_text("{}")
    words = ["dossier", "--plan", str(tmp_path / "plan.json"), "--out", str(tmp_path / "dossier.pdf")]

    answer = CliRunner().invoke(draw, words)

    assert answer.exit_code == 2
    assert "found no key" in answer.stderr
    assert not (tmp_path / "dossier.pdf").exists()
