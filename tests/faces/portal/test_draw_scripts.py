"""The browser's verifier, run by node: the same hashes, verdicts and names as the engine."""

import copy
import json
import shutil
import subprocess
from hashlib import md5, sha256
from importlib.resources import files

import polars as pl
import pytest

from donghanh.engines.draws import (
    Source,
    build_proof,
    build_receipt,
    commit_entrants,
    file_text,
    first_breach,
    state_unclaimed,
    verify_proof,
)
from donghanh.engines.draws.proofs import digest_of

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="node is not installed; the browser test covers it too")
PARTS = files("donghanh") / "faces" / "portal" / "static" / "portal"
PROGRAM = """
const fs = require("fs");
const parts = ["draw-hashes.js", "draw-proof.js", "draw-texts.js"];
for (const part of parts) require(process.argv[1] + "/" + part);
const house = globalThis.DonghanhDraw, asked = JSON.parse(fs.readFileSync(0, "utf8"));
const bytes = (hex) => house.fromHex(hex);
const verdict = (file) => {
  try {
    const { document, text } = house.readProof(bytes(file)), checks = [...house.verifyProof(document, text)];
    return checks.every((check) => check.holds) ? null : checks.at(-1).name;
  } catch (problem) { if (problem instanceof house.NotAProof) return "not a proof"; throw problem; }
};
const answers = {
  sha256: (messages) => messages.map((m) => house.hex(house.sha256(bytes(m)))),
  md5: (messages) => messages.map((m) => house.hex(house.md5(bytes(m)))),
  verdicts: (proofs) => proofs.map(verdict),
  receipts: (pairs) => pairs.map(([receipt, root]) => house.verifyReceipt(receipt, root)),
  find: ([proof, entrant, salt]) => house.findEntrant(proof, entrant, house.saltFrom(salt)),
  texts: () => house.texts,
};
console.log(JSON.stringify(answers[asked.what](asked.given)));
"""


def ask(what, given=None):
    done = subprocess.run(
        [NODE, "-e", PROGRAM, str(PARTS)],
        input=json.dumps({"what": what, "given": given}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def entrants_of(count):
    return pl.Series([f"Hộ {k}" for k in range(1, count + 1)])


def salts_of(count):
    return b"".join(sha256(b"%d" % k).digest() for k in range(count))


def proof_of(*, method="sha256", count=200, is_sealed=False):
    entrants = entrants_of(count)
    return build_proof(
        title='Tháng "tri ân"\u2028 \x7f \\',
        method=method,
        commitment=commit_entrants(entrants=entrants, salts=salts_of(count) if is_sealed else None),
        sources=[Source("Xổ số A", "9319"), Source("Xổ số B", "05,2,12")],
        winner_count=10,
        alternate_count=3,
        open_entrants=None if is_sealed else entrants,
    )


def as_file(proof):
    return file_text(proof=proof).encode().hex()


def test_hashes_are_those_of_hashlib_around_every_edge_of_a_block():
    messages = [bytes(range(256))[:size] for size in (0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128)] + [
        b"x" * 100_000
    ]
    given = [m.hex() for m in messages]

    assert ask("sha256", given) == [sha256(m).hexdigest() for m in messages]
    assert ask("md5", given) == [md5(m).hexdigest() for m in messages]


@pytest.mark.parametrize("method", ["rfc3797", "sha256"])
def test_good_proofs_hold(method):
    sealed, opened = proof_of(method=method, is_sealed=True), proof_of(method=method)
    stated = state_unclaimed(proof=opened, rank=opened["winners"][3], reason="vắng", at="2022-01-31")

    assert ask("verdicts", [as_file(p) for p in (sealed, opened, stated)]) == [None, None, None]


def test_a_large_pool_is_drawn_alike():
    assert ask(
        "verdicts", [as_file(proof_of(count=5000)), as_file(proof_of(count=5000, method="rfc3797"))]
    ) == [None, None]


def change(path, value):
    def apply(proof):
        place = proof
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value

    return apply


CHANGES = [
    change(["format"], "other/1"),
    change(["method"], "md4"),
    change(["list", "kind"], "half"),
    change(["list", "count"], 3),
    change(["list", "entrants", 4], ""),
    change(["list", "entrants", 4], "Hộ 1"),
    change(["list", "entrants", 4], "Ai đó"),
    change(["list", "sha256"], "00" * 32),
    change(["list", "merkle_root"], "00" * 32),
    change(["sources", 0, "drawn"], "9318"),
    change(["sources", 0, "drawn"], "mười"),
    change(["key"], "1./"),
    change(["prizes"], 9),
    change(["steps", 2, "hash"], "00"),
    change(["steps", 2, "rank"], 201),
    change(["steps"], []),
    change(["winners", 0], 201),
    change(["alternates", 0], 201),
    change(["title"], "Khác"),
    change(["digest"], "00"),
    change(["statements", 0, "reason"], "khác"),
    change(["statements", 0, "replaced_by"], None),
    change(["statements", 0, "rank"], 0),
    change(["statements"], []),
    change(["unclaimed"], []),
]


@pytest.mark.parametrize("is_sealed", [True, False])
def test_what_is_changed_gets_the_same_name_as_from_the_engine(is_sealed):
    proof = proof_of(is_sealed=is_sealed)
    stated = state_unclaimed(proof=proof, rank=proof["winners"][3], reason="vắng", at="2022-01-31")
    changed = [copy.deepcopy(stated) for _ in CHANGES]
    for apply, one in zip(CHANGES, changed, strict=True):
        apply(one)

    engine = [first_breach(checks=verify_proof(proof=one)).name for one in changed]

    assert ask("verdicts", [as_file(one) for one in changed]) == engine


def test_a_forged_winner_with_a_repaired_digest_is_found():
    proof = copy.deepcopy(proof_of())
    proof["winners"][0] = proof["steps"][0]["rank"] = 7
    proof["digest"] = digest_of(proof=proof)

    assert ask("verdicts", [as_file(proof)]) == ["steps"]


def test_one_byte_anywhere_is_noticed():
    whole = file_text(proof=proof_of(count=14, method="rfc3797")).encode()
    changed = [(whole[:k] + bytes([whole[k] ^ 1]) + whole[k + 1 :]).hex() for k in range(0, len(whole), 7)]

    assert None not in ask("verdicts", [*changed, (whole + b" ").hex(), (b"\xef\xbb\xbf" + whole).hex()])


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"null", b"\xff", b'{"format": 1}'])
def test_other_files_are_not_proofs(content):
    assert ask("verdicts", [content.hex()]) == ["not a proof"]


def test_receipts_get_the_engine_s_verdict():
    commitment = commit_entrants(entrants=entrants_of(200), salts=salts_of(200))
    receipt = build_receipt(commitment=commitment, entrant="Hộ 70", salt=salts_of(200)[69 * 32 : 70 * 32])
    root = commitment.merkle_root
    changed = [{"entrant": "Hộ 71"}, {"rank": 5}, {"rank": 0}, {"format": "x"}, {"path": []}, {"salt": "zz"}]

    answers = ask(
        "receipts", [[receipt, root], [receipt, "00" * 32]] + [[{**receipt, **c}, root] for c in changed]
    )

    names = [
        "receipt_entrant",
        "receipt_path",
        "receipt_rank",
        "receipt_format",
        "receipt_path",
        "receipt_entrant",
    ]
    assert answers == ["", "merkle_root", *names]


def test_am_i_in_gives_rank_and_prize():
    proof = proof_of(is_sealed=True)
    rank = proof["winners"][1]
    salt = salts_of(200)[(rank - 1) * 32 : rank * 32].hex()

    assert ask("find", [proof, f"Hộ {rank}", salt]) == {
        "rank": rank,
        "count": 200,
        "prize": 2,
        "alternate": 0,
    }
    assert ask("find", [proof, f"Hộ {rank}", ""])["rank"] == 0


def test_both_languages_say_the_same_things():
    texts = ask("texts")
    checks = {check.name for check in verify_proof(proof=proof_of(), text="")}

    assert texts["vi"].keys() == texts["en"].keys()
    assert texts["vi"]["checks"].keys() == texts["en"]["checks"].keys()
    assert checks <= texts["vi"]["checks"].keys()
    assert all(texts["vi"].values())
