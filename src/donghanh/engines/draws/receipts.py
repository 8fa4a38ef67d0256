"""
"Am I in?": a receipt that an entrant keeps, and the answer that it gives against an announced root.

A receipt holds the entrant, their salt and rank, the 64 hashes of their leaf and the path to the root.
Whoever has it can show, with no help from the organiser, that they stood in the list before the sources
were drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from donghanh.engines.draws.commitments import SALT_BYTES, Commitment, entrant_hash
from donghanh.engines.draws.merkle import HASH_BYTES, LEAF_ENTRANTS, climb, leaves_of, path_of
from donghanh.engines.draws.proofs import hex_rows
from donghanh.engines.draws.shapes import RECEIPT_SHAPE, check_shape
from donghanh.engines.draws.verification import Check

RECEIPT_FORMAT = "donghanh-draw-receipt/1"
Receipt = dict[str, Any]


class BadSalt(ValueError):
    """Not 64 hexadecimal digits."""


class NotInList(LookupError):
    """No row of the announced list is this entrant with this salt."""


def salt_from(*, text: str) -> bytes:
    """
    A salt as people hand it on, 64 hexadecimal digits; empty means an open list's zeros.

    raises : BadSalt

    >>> len(salt_from(text=""))
    32
    """
    try:
        salt = bytes.fromhex(text) if text else bytes(SALT_BYTES)
    except ValueError:
        salt = b""
    if len(salt) != SALT_BYTES:
        raise BadSalt(f"found salt {text!r}; expected {2 * SALT_BYTES} hexadecimal digits.")
    return salt


def rank_of(*, commitment: Commitment, entrant: str, salt: bytes) -> int:
    """
    The rank, from 1, at which this entrant stands.

    raises : NotInList
    """
    wanted, start = entrant_hash(entrant=entrant, salt=salt), 0
    while (found := commitment.hashes.find(wanted, start)) >= 0:
        if found % HASH_BYTES == 0:
            return found // HASH_BYTES + 1
        start = found + 1
    raise NotInList(
        f"no row of the list is {entrant!r} with this salt. Check the spelling and the salt; "
        "if both are right, the entrant was not in the announced list: ask the organiser why."
    )


def build_receipt(*, commitment: Commitment, entrant: str, salt: bytes) -> Receipt:
    """
    Write the receipt of one entrant.

    salt    : [32 bytes] that the entrant was committed with
    returns : plain values for JSON: entrant, salt, rank, row (the leaf's hashes), path, merkle_root
    raises  : NotInList
    """
    rank = rank_of(commitment=commitment, entrant=entrant, salt=salt)
    place, wide = (rank - 1) // LEAF_ENTRANTS, LEAF_ENTRANTS * HASH_BYTES
    path = path_of(leaves=leaves_of(hashes=commitment.hashes), place=place)
    return {
        "format": RECEIPT_FORMAT,
        "entrant": entrant,
        "salt": salt.hex(),
        "rank": rank,
        "count": commitment.count,
        "row": hex_rows(hashes=commitment.hashes[place * wide : (place + 1) * wide]),
        "path": [{"side": side, "hash": neighbour.hex()} for side, neighbour in path],
        "merkle_root": commitment.merkle_root,
    }


def _path_sides(rank: int, count: int) -> list[str]:
    """Which side each neighbour stands on is given by rank and count, not by whoever writes the receipt."""
    place, width = (rank - 1) // LEAF_ENTRANTS, -(-count // LEAF_ENTRANTS)
    sides = []
    while width > 1:
        if place ^ 1 < width:
            sides.append("left" if place & 1 else "right")
        place, width = place // 2, -(-width // 2)
    return sides


def _row_check(receipt: Mapping[str, Any]) -> Check:
    expected = entrant_hash(entrant=receipt["entrant"], salt=salt_from(text=receipt["salt"])).hex()
    place = (receipt["rank"] - 1) % LEAF_ENTRANTS
    found = receipt["row"][place] if place < len(receipt["row"]) else "no hash"
    return Check("receipt_entrant", found == expected, found, expected)


def _root_reached(receipt: Mapping[str, Any]) -> str:
    leaf = leaves_of(hashes=bytes.fromhex("".join(receipt["row"])))
    path = [(step["side"], bytes.fromhex(step["hash"])) for step in receipt["path"]]
    return climb(leaf=leaf[0], path=path).hex() if len(leaf) == 1 else "more than one leaf"


def verify_receipt(*, receipt: object, merkle_root: str) -> Check:
    """
    Say whether a receipt shows that its entrant stood, at its rank, in the list announced under a root.

    merkle_root : [hex], as announced by the organiser before the draw
    returns     : the first check that does not hold, or the last one, which does
    raises      : NotAProof, when it is not a receipt
    """
    check_shape(value=receipt, shape=RECEIPT_SHAPE)
    assert isinstance(receipt, dict)
    if receipt["format"] != RECEIPT_FORMAT:
        return Check("receipt_format", False, receipt["format"], RECEIPT_FORMAT)
    if not 1 <= receipt["rank"] <= receipt["count"]:
        return Check("receipt_rank", False, str(receipt["rank"]), f"1 to {receipt['count']}")
    sides = _path_sides(receipt["rank"], receipt["count"])
    if [step["side"] for step in receipt["path"]] != sides:
        return Check("receipt_path", False, f"{len(receipt['path'])} steps", f"sides {sides}")
    try:
        row, reached = _row_check(receipt), _root_reached(receipt)
    except ValueError as refusal:
        return Check("receipt_entrant", False, str(refusal), "hexadecimal digits")
    return row if not row.holds else Check("merkle_root", reached == merkle_root, reached, merkle_root)
