"""The kept page of the verifier, opened from disk in a real browser with no server and no network."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from donghanh.faces.cli.draw import draw

pytest.importorskip("playwright.sync_api")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="Debian's Chromium is not installed (apt install chromium)"
)


def call(*words):
    answer = CliRunner().invoke(draw, [str(word) for word in words])
    assert answer.exit_code == 0, answer.output
    return answer.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("draw")
    (folder / "entries.csv").write_text("entrant\n" + "".join(f"PA01ND{k:07d}\n" for k in range(1, 201)))
    call("seal", "--entries", folder / "entries.csv", "--out", folder / "sealed.csv")
    sealed = ["--entries", folder / "sealed.csv", "--source", "9319", "--source", "2,5,12"]
    call("run", *sealed, "--winners", 10, "--alternates", 2, "--out", folder / "proof.json")
    call("verifier", "--out", folder / "vi.html")
    call("verifier", "--language", "en", "--out", folder / "en.html")
    return folder


@pytest.fixture
def page(browser, folder):
    page = browser.new_page()
    troubles = []
    page.on("pageerror", lambda trouble: troubles.append(str(trouble)))
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    page.on(
        "request",
        lambda request: troubles.append(request.url) if not request.url.startswith("file:") else None,
    )
    page.goto((folder / "vi.html").as_uri())
    yield page
    page.close()
    assert troubles == []


def choose(page, path):
    page.set_input_files("#draw-file", str(path))
    page.wait_for_selector("#draw-verdict.draw-ok, #draw-verdict.draw-bad")
    return page.inner_text("#draw-verdict")


def asked(page, entrant, salt):
    page.fill("#draw-entrant", entrant)
    page.fill("#draw-salt", salt)
    page.click("#draw-ask button")
    page.wait_for_selector("#draw-answer.draw-ok, #draw-answer.draw-bad")
    return page.inner_text("#draw-answer")


def test_a_good_proof_holds_step_by_step(page, folder):
    assert choose(page, folder / "proof.json").startswith("Đúng")
    assert page.locator("#draw-steps li.draw-ok").count() == 17
    winners = ", ".join(map(str, json.loads((folder / "proof.json").read_text())["winners"]))
    assert winners in page.inner_text("#draw-facts")


def test_one_byte_changed_is_caught_and_named(page, folder, tmp_path):
    proof = (folder / "proof.json").read_text()
    root = json.loads(proof)["list"]["merkle_root"]
    changed = tmp_path / "changed.json"
    changed.write_text(proof.replace(root, ("0" if root[0] != "0" else "1") + root[1:]))

    assert choose(page, changed) == "KHÔNG đúng tại bước: Mã gốc của danh sách"
    assert page.locator("#draw-steps li.draw-bad").get_attribute("data-check") == "merkle_root"


def test_a_blank_more_is_caught_too(page, folder, tmp_path):
    changed = tmp_path / "changed.json"
    changed.write_text((folder / "proof.json").read_text() + "\n")

    assert "Không một ký tự nào của tệp bị đổi" in choose(page, changed)


def test_another_file_is_said_to_be_none(page, folder):
    assert "không phải là tệp chứng minh" in choose(page, folder / "entries.csv")


def test_the_announced_root_is_compared_with_the_file_s(page, folder):
    page.fill("#draw-root", "00" * 32)

    assert "Mã gốc đúng như đã công bố" in choose(page, folder / "proof.json")
    assert page.locator("li.draw-bad").get_attribute("data-check") == "announced_root"


def test_am_i_in_is_answered_by_code_and_salt(page, folder):
    entrant, salt = (folder / "sealed.csv").read_text().splitlines()[42].split(",")
    choose(page, folder / "proof.json")

    assert "CÓ trong danh sách đã công bố, số thứ tự 42 / 200" in asked(page, entrant, salt)
    assert "KHÔNG có trong danh sách" in asked(page, entrant, "00" * 32)
    assert "64 ký tự" in asked(page, entrant, "12")


def test_am_i_in_is_answered_by_a_receipt_file(page, folder, tmp_path):
    entrant, salt = (folder / "sealed.csv").read_text().splitlines()[42].split(",")
    words = ["--entrant", entrant, "--salt", salt, "--out", tmp_path / "receipt.json"]
    call("receipt", folder / "proof.json", *words)
    choose(page, folder / "proof.json")

    page.set_input_files("#draw-receipt", str(tmp_path / "receipt.json"))
    page.click("#draw-ask button")
    page.wait_for_selector("#draw-answer.draw-ok")

    assert "số thứ tự 42 / 200" in page.inner_text("#draw-answer")


def test_the_question_waits_for_a_proof(page):
    assert "Hãy chọn một tệp chứng minh" in asked(page, "PA01ND0000001", "")


def test_the_page_speaks_english_too(page, folder):
    page.goto((folder / "en.html").as_uri())

    assert choose(page, folder / "proof.json").startswith("Holds")


def test_every_control_has_a_name_and_the_order_of_headings_holds(page, folder):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    choose(page, folder / "proof.json")

    serious = [
        v["id"] for v in axe.Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")
    ]

    assert serious == []
