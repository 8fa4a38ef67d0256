"""What a record of the field must look like, kind by kind, before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from donghanh.apps.works import bridge
from donghanh.apps.works.refusals import CannotReceive
from donghanh.engines.works.moves import NEXT_STEPS
from donghanh.kernel.billing_tables import REGISTERS
from donghanh.kernel.digests import NoCanonicalForm, digest_of_rows

FILES = frozenset({"photo_before", "photo_after", "photo", "signature"})
LONGEST_TEXT = 2000
LARGEST_INDEX = 999_999_999


def payload_digest(record: Any) -> str:
    """
    SHA-256 of everything that counts of a record: what it is of, what it says, the bytes it brings.

    raises : CannotReceive `facts-wrong`, for facts that have no single spelling
    """
    if record.taken_at.tzinfo is None:
        raise CannotReceive("facts-wrong", "`taken_at` has no zone. Send +07:00 or Z.", field="taken_at")
    said = {
        "order": record.order, "kind": record.kind, "taken_at": record.taken_at, "facts": dict(record.facts),
        "content": sha256(record.content).hexdigest(),
    }  # fmt: skip
    try:
        return digest_of_rows([said])
    except NoCanonicalForm as reason:
        raise CannotReceive("facts-wrong", f"The facts cannot be kept: {reason}", field="facts") from reason


def check_record(*, record: Any, kept: Mapping[str, Any]) -> None:
    """
    Refuse a record that is not one of its kind.

    kept   : the method as the order keeps it
    raises : CannotReceive `kind-unknown`, `step-unknown`, `reason-unknown`, `facts-wrong`, `file-is-empty`,
             `answer-missing`
    """
    if record.kind not in CHECKS:
        raise CannotReceive(
            "kind-unknown",
            f"No record of kind '{record.kind[:40]}'; expected one of {', '.join(CHECKS)}.",
            kind=record.kind[:40],
        )
    if record.kind in FILES and not record.content:
        raise CannotReceive(
            "file-is-empty", f"The {record.kind} has 0 bytes. Take it again.", kind=record.kind
        )
    CHECKS[record.kind](record.facts, kept)


def _nothing(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """Whatever it says is kept."""


def _step(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    _text(facts, "step")
    _known_step(facts, kept)


def _photo(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    if facts.get("step"):
        _known_step(facts, kept)


def _known_step(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    known = bridge.known_steps(kept=kept)
    if facts["step"] not in known:
        raise CannotReceive(
            "step-unknown",
            f"The order has no step '{str(facts['step'])[:40]}'; its steps: {', '.join(sorted(known))}.",
            step=str(facts["step"])[:40],
        )


def _material(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    _text(facts, "item", longest=60)
    quantity = facts.get("quantity")
    if not isinstance(quantity, int) or isinstance(quantity, bool) or not 1 <= quantity <= 1_000_000:
        raise CannotReceive("facts-wrong", "`quantity` is a whole number from 1.", field="quantity")
    if facts.get("serial"):
        _text(facts, "serial", longest=60)


def _reading(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    if facts.get("register") not in REGISTERS:
        told = f"`register` is one of {', '.join(REGISTERS)}."
        raise CannotReceive("facts-wrong", told, field="register", expected=list(REGISTERS))
    index = facts.get("index")
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index <= LARGEST_INDEX:
        told = f"`index` is a whole number from 0 to {LARGEST_INDEX}: the digits before the comma."
        raise CannotReceive("facts-wrong", told, field="index", expected=LARGEST_INDEX)


def _signature(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    _text(facts, "signer", longest=120)


def _note(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    _text(facts, "text")


def _not_possible(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    if facts.get("reason") not in NEXT_STEPS:
        raise CannotReceive(
            "reason-unknown", f"`reason` is one of {', '.join(NEXT_STEPS)}.",
            expected=list(NEXT_STEPS),
        )  # fmt: skip


def _finished(facts: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """Every answer that the order needs is there; whether it is right is said by what the order is for."""
    for one in bridge.asks_of(kept=kept):
        if one["required"] and not str(facts.get(one["code"], "")).strip():
            raise CannotReceive(
                "answer-missing", f"'{one['code']}' is missing.", field=one["code"], vi=one["vi"],
                en=one["en"],
            )  # fmt: skip


def _text(facts: Mapping[str, Any], name: str, longest: int = LONGEST_TEXT) -> None:
    value = facts.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise CannotReceive(
            "facts-wrong", f"`{name}` is a text of 1 to {longest} signs.", field=name, expected=longest
        )


CHECKS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], None]] = {
    "arrived": _nothing,
    "step_done": _step,
    "photo_before": _photo,
    "photo_after": _photo,
    "photo": _photo,
    "material": _material,
    "reading": _reading,
    "signature": _signature,
    "note": _note,
    "not_possible": _not_possible,
    "finished": _finished,
}
