"""`donghanh draw` as somebody types it: answers, exit statuses, refusals; without database or Django."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from donghanh.faces.cli.draw import draw

VOLUNTEERS = """
John Mary Bashful Dopey Sleepy Grouchy Doc Sneazy Handsome Cassandra Pollyanna Pendragon Pandora
Faith Hope Charity Lee Longsuffering Chastity Smith Pride Sloth Envy Anger Kasczynski
""".split()  # noqa: SIM905 (easier to read)
SOURCES = ["--source", "9319", "--source", "2,5,12,8,10", "--source", "9,18,26,34,41,45"]
RFC_WINNERS = [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4]


@pytest.fixture
def entries(tmp_path):
    path = tmp_path / "entries.csv"
    path.write_text("\n".join(["entrant", *VOLUNTEERS]) + "\n")
    return path


def call(*words):
    return CliRunner().invoke(draw, [str(word) for word in words])


def run(entries, *more, winners=16, method="rfc3797", sources=SOURCES):
    return call("run", "--entries", entries, *sources, "--winners", winners, "--method", method, *more)


@pytest.fixture
def proof(entries, tmp_path):
    path = tmp_path / "proof.json"
    assert run(entries, "--out", path, "--alternates", 3).exit_code == 0
    return path


def test_the_rfc_s_example_prints_its_winners_as_one_json_document(entries, tmp_path):
    answer = run(entries, "--out", tmp_path / "proof.json", "--json")

    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["winners"] == RFC_WINNERS
    assert json.loads((tmp_path / "proof.json").read_text())["winners"] == RFC_WINNERS


def test_a_proof_verifies(proof):
    answer = call("verify", proof)

    assert (answer.exit_code, answer.stdout) == (0, "Holds: 17 checks.\n")


def test_alternates_follow_the_winners(proof):
    assert json.loads(proof.read_text())["alternates"] == [12, 15, 20]


def test_a_changed_winner_is_named_with_exit_status_1(proof):
    proof.write_text(proof.read_text().replace('"Sloth"', '"Slath"'))

    answer = call("verify", proof, "--json")

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["breach"]["name"] == "list_sha256"


def test_a_blank_added_is_a_byte_changed(proof):
    proof.write_text(proof.read_text() + " ")

    answer = call("verify", proof)

    assert answer.exit_code == 1
    assert answer.stdout.startswith("Does not hold: canonical_form.")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not JSON at line 1, column 1"),
        ("{}", "at the top: found no key"),
        ('{"winners": [1]}', "at the top: found no key"),
        ("[1]", "expected an object"),
    ],
)
def test_a_file_that_is_no_proof_ends_with_exit_status_2(tmp_path, content, words):
    path = tmp_path / "other.json"
    path.write_text(content)

    answer = call("verify", path)

    assert answer.exit_code == 2
    assert words in answer.stderr


def test_a_missing_file_ends_with_exit_status_2(tmp_path):
    assert call("verify", tmp_path / "none.json").exit_code == 2


def test_the_announced_root_is_compared(proof):
    root = json.loads(proof.read_text())["list"]["merkle_root"]

    assert call("verify", proof, "--root", root.upper()).exit_code == 0
    other = call("verify", proof, "--root", "00" * 32)
    assert other.exit_code == 1
    assert "announced_root" in other.stdout


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"entrant\n", "found no entrants"),
        (b"name\nLan\n", "expected one column entrant"),
        (b"entrant\nLan\nLan\n", "row 2: 'Lan' already stands in row 1"),
        ("entrant\nLan\n".encode("utf-16"), "found UTF-16"),
        (b"entrant\nLan\nMinh\n", "asked for 16 picks"),
    ],
)
def test_lists_that_cannot_be_drawn_from_end_with_exit_status_2_and_no_proof(tmp_path, content, words):
    path = tmp_path / "entries.csv"
    path.write_bytes(content)

    answer = run(path, "--out", tmp_path / "proof.json")

    assert answer.exit_code == 2
    assert words in answer.stderr
    assert answer.stdout == ""
    assert not (tmp_path / "proof.json").exists()


def test_a_byte_order_mark_changes_nothing(entries):
    entries.write_bytes(b"\xef\xbb\xbf" + entries.read_bytes())

    assert json.loads(run(entries, "--json").stdout)["winners"] == RFC_WINNERS


@pytest.mark.parametrize("winners", [0, -1, 26])
def test_impossible_numbers_of_winners_are_refused(entries, winners):
    assert run(entries, winners=winners).exit_code == 2


def test_a_source_that_is_no_number_is_refused_with_its_place(entries):
    answer = run(entries, sources=["--source", "9319", "--source", "mười hai"])

    assert answer.exit_code == 2
    assert "source 2" in answer.stderr


def test_announced_names_must_be_one_a_source(entries):
    answer = run(entries, "--announced", "Xổ số miền Bắc")

    assert answer.exit_code == 2
    assert "found 1 announced names for 3 sources" in answer.stderr


def test_another_proof_is_not_overwritten_without_force(entries, proof):
    before = proof.read_bytes()

    refused = run(entries, "--out", proof, winners=3)
    assert refused.exit_code == 2
    assert "another file of that name" in refused.stderr
    assert proof.read_bytes() == before

    assert run(entries, "--out", proof, "--force", winners=3).exit_code == 0
    assert proof.read_bytes() != before


def test_the_same_draw_again_is_no_conflict(entries, proof):
    assert run(entries, "--out", proof, "--alternates", 3).exit_code == 0


def test_a_receipt_answers_am_i_in_and_verifies(proof, tmp_path):
    receipt = tmp_path / "receipt.json"

    answer = call("receipt", proof, "--entrant", "Lee", "--out", receipt)

    assert answer.exit_code == 0
    assert "rank 17 of 25" in answer.stdout
    assert call("verify", proof, "--receipt", receipt).exit_code == 0
    receipt.write_text(receipt.read_text().replace('"Lee"', '"Leo"'))
    assert call("verify", proof, "--receipt", receipt).exit_code == 1


def test_who_is_not_in_gets_no_and_the_next_step(proof):
    answer = call("receipt", proof, "--entrant", "Nobody", "--json")

    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["in_list"] is False
    assert "ask the organiser" in json.loads(answer.stdout)["why"]


def test_a_salt_that_is_none_is_refused(proof):
    assert call("receipt", proof, "--entrant", "Lee", "--salt", "12").exit_code == 2


def test_no_receipt_is_made_from_a_proof_that_does_not_hold(proof):
    proof.write_text(proof.read_text().replace('"Sloth"', '"Slath"'))

    answer = call("receipt", proof, "--entrant", "Lee")

    assert answer.exit_code == 2
    assert "does not hold (list_sha256)" in answer.stderr


def test_a_sealed_list_is_drawn_without_its_names_and_each_salt_gives_a_receipt(entries, tmp_path):
    sealed, proof = tmp_path / "sealed.csv", tmp_path / "sealed.json"
    announced = json.loads(call("seal", "--entries", entries, "--out", sealed, "--json").stdout)

    assert run(sealed, "--out", proof, method="sha256", winners=3).exit_code == 0

    assert sealed.stat().st_mode & 0o077 == 0
    assert "Lee" not in proof.read_text()
    assert call("verify", proof, "--root", announced["merkle_root"]).exit_code == 0
    salt = sealed.read_text().splitlines()[17].split(",")[1]
    assert "rank 17" in call("receipt", proof, "--entrant", "Lee", "--salt", salt).stdout
    assert call("receipt", proof, "--entrant", "Lee").exit_code == 1


def test_two_sealings_of_one_list_have_different_roots(entries, tmp_path):
    roots = {call("seal", "--entries", entries, "--out", tmp_path / name).stdout for name in ("a", "b")}

    assert len(roots) == 2


def test_an_unclaimed_prize_goes_to_the_next_alternate(proof, tmp_path):
    longer = tmp_path / "longer.json"
    words = ["--rank", 7, "--reason", "không đến nhận", "--at", "2022-01-31T17:00:00+07:00", "--json"]

    answer = call("unclaimed", proof, *words, "--out", longer)

    assert json.loads(answer.stdout)["replaced_by"] == 12
    assert json.loads(longer.read_text())["winners"] == RFC_WINNERS
    assert call("verify", longer).exit_code == 0
    assert call("unclaimed", longer, *words, "--out", tmp_path / "third.json").exit_code == 2


PLAIN = "import sys; from donghanh.faces.cli.main import main; main()"


def test_draws_need_no_django_and_no_database(entries):
    told = (
        "\nimport atexit; atexit.register(lambda: print('django' in sys.modules, 'psycopg' in sys.modules))"
    )
    words = ["draw", "run", "--entries", str(entries), *SOURCES, "--winners", "1"]
    program = PLAIN.replace("; main()", told + "\nmain()")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "DATABASE"))}

    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, env=environment, check=True
    )

    assert done.stdout.endswith("False False\n")


@pytest.mark.parametrize("moment", [0.0, 0.3, 0.6, 0.9, 1.2])
def test_killed_in_the_middle_a_draw_leaves_a_whole_proof_or_none(tmp_path, moment):
    entries, proof = tmp_path / "entries.csv", tmp_path / "proof.json"
    entries.write_text("entrant\n" + "".join(f"PA01ND{k:07d}\n" for k in range(60_000)))
    words = ["draw", "run", "--entries", str(entries), *SOURCES, "--winners", "10", "--out", str(proof)]

    process = subprocess.Popen([sys.executable, "-c", PLAIN, *words], stdout=subprocess.DEVNULL)
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert not proof.exists() or call("verify", proof).exit_code == 0
    assert run(entries, "--out", proof, method="sha256", winners=10).exit_code == 0
