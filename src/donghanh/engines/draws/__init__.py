"""
Draws that anybody can repeat: an announced list, public sources of chance, a proof.

Answers, for a prize draw: what to announce before (`commit_entrants`), who is picked by the numbers that a
public lottery gave (`build_proof`), whether a proof holds (`verify_proof`), whether I was in
(`build_receipt`, `verify_receipt`), and who comes in for a prize not claimed (`state_unclaimed`). Follows
RFC 3797 and, for millions, a method of our own specified in `docs/reference/draw.md`. Who may enter, when
the list is announced and where salts come from are the caller's.
"""

from donghanh.engines.draws.commitments import BadEntrants, Commitment, commit_entrants, commitment_over
from donghanh.engines.draws.proofs import Source, build_proof, file_text
from donghanh.engines.draws.receipts import BadSalt, NotInList, build_receipt, salt_from, verify_receipt
from donghanh.engines.draws.selection import METHODS, CannotDraw, Pick, draw
from donghanh.engines.draws.shapes import NotAProof
from donghanh.engines.draws.sources import BadSource, key_of, parse_source
from donghanh.engines.draws.statements import CannotState, holders, state_unclaimed
from donghanh.engines.draws.verification import Check, commitment_in, first_breach, verify_proof

__all__ = [
    "METHODS",
    "BadEntrants",
    "BadSalt",
    "BadSource",
    "CannotDraw",
    "CannotState",
    "Check",
    "Commitment",
    "NotAProof",
    "NotInList",
    "Pick",
    "Source",
    "build_proof",
    "build_receipt",
    "commit_entrants",
    "commitment_in",
    "commitment_over",
    "draw",
    "file_text",
    "first_breach",
    "holders",
    "key_of",
    "parse_source",
    "salt_from",
    "state_unclaimed",
    "verify_proof",
    "verify_receipt",
]
