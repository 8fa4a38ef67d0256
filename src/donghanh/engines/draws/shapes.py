"""
Whether a document is a draw's proof or receipt at all: its keys and the kind of value behind each.

Says where something is missing or of another kind. Whether what stands there is true is for `verification`.
"""

from __future__ import annotations

from typing import Any

_TEXT, _WHOLE = "text", "whole number"
_KINDS: dict[str, tuple[type, ...]] = {_TEXT: (str,), _WHOLE: (int,), "text or null": (str, type(None))}
_KINDS["whole number or null"] = (int, type(None))
_SOURCE = {"announced": _TEXT, "drawn": _TEXT}
_STEP = {"hash": _TEXT, "attempt": _WHOLE, "divisor": _WHOLE, "rank": _WHOLE}
_STATEMENT = {
    "kind": _TEXT,
    "rank": _WHOLE,
    "replaced_by": "whole number or null",
    "reason": _TEXT,
    "at": _TEXT,
    "previous": _TEXT,
    "digest": _TEXT,
}
_LIST = {"kind": _TEXT, "count": _WHOLE, "sha256": _TEXT, "merkle_root": _TEXT, "entrants": [_TEXT]}
PROOF_SHAPE: dict[str, Any] = {
    "format": _TEXT,
    "title": _TEXT,
    "method": _TEXT,
    "announced_at": "text or null",
    "sources": [_SOURCE],
    "key": _TEXT,
    "list": _LIST,
    "prizes": _WHOLE,
    "steps": [_STEP],
    "winners": [_WHOLE],
    "alternates": [_WHOLE],
    "statements": [_STATEMENT],
    "unclaimed": [_WHOLE],
    "digest": _TEXT,
}
RECEIPT_SHAPE: dict[str, Any] = {
    "format": _TEXT,
    "entrant": _TEXT,
    "salt": _TEXT,
    "rank": _WHOLE,
    "count": _WHOLE,
    "row": [_TEXT],
    "path": [{"side": _TEXT, "hash": _TEXT}],
    "merkle_root": _TEXT,
}


class NotAProof(ValueError):
    """The document is not of this form; says where, what was found, what was expected."""


def _refuse(where: str, found: object, expected: str) -> None:
    raise NotAProof(f"at {where or 'the top'}: found {found}; expected {expected}.")


def _check_plain(value: object, expected: str, where: str) -> None:
    if type(value) not in _KINDS[expected]:
        _refuse(where, type(value).__name__, expected)
    if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" for letter in value):
        _refuse(where, "half a character (a lone surrogate)", "whole Unicode text")


def _check_mapping(value: object, shape: dict[str, Any], where: str) -> None:
    if not isinstance(value, dict):
        _refuse(where, type(value).__name__, "an object")
    assert isinstance(value, dict)
    for key in sorted(shape.keys() ^ value.keys()):
        _refuse(
            where, f"{'no' if key in shape else 'an unknown'} key {key!r}", f"the keys {', '.join(shape)}"
        )
    for key, part in shape.items():
        check_shape(value=value[key], shape=part, where=f"{where}.{key}".lstrip("."))


def check_shape(*, value: object, shape: Any, where: str = "") -> None:
    """
    Refuse a document whose keys or kinds of value differ from a shape.

    raises : NotAProof, naming the first place that differs

    >>> check_shape(value={"side": 1}, shape={"side": "text"})
    Traceback (most recent call last):
        ...
    donghanh.engines.draws.shapes.NotAProof: at side: found int; expected text.
    """
    if isinstance(shape, dict):
        _check_mapping(value, shape, where)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            _refuse(where, type(value).__name__, "a list")
        assert isinstance(value, list)
        for place, part in enumerate(value):
            check_shape(value=part, shape=shape[0], where=f"{where}[{place}]")
    else:
        _check_plain(value, shape, where)
