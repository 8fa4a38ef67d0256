"""How a provider's gateway words its requests, answers and reports: a small document of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from donghanh.adapters.carriers import CarrierSettingsWrong

GENERIC = Path(__file__).parent / "gateway.json"
PARTS = {"body", "answer", "why", "report"}
ANSWER = {"result_at", "accepted", "refused", "reference_at", "why_at"}
REPORT = {"code_at", "result_at", "delivered", "failed", "reference_at", "why_at"}


@dataclass(frozen=True)
class GatewayFormat:
    """
    body   : what is sent; {code}, {to}, {text}, {sender} are filled in
    answer : where result, reference and reason stand, and which words of the result mean what
    why    : the provider's reasons -> our stable words
    report : the same of a delivery report
    """

    body: Mapping[str, Any]
    answer: Mapping[str, Any]
    why: Mapping[str, str]
    report: Mapping[str, Any]


def read_format(*, path: Path | None = None) -> GatewayFormat:
    """
    Read a format; the generic one without a path.

    raises : CarrierSettingsWrong
    """
    try:
        said = json.loads((path or GENERIC).read_text(encoding="utf-8"))
    except (OSError, ValueError) as reason:
        raise CarrierSettingsWrong(f"The SMS format {path} cannot be read: {reason}") from reason
    needed = {"": PARTS, "answer": ANSWER, "report": REPORT}
    for part, keys in needed.items():
        found = said.get(part, {}) if part else said
        if not isinstance(found, dict) or (missing := keys - set(found)):
            raise CarrierSettingsWrong(f"The SMS format lacks {part} {', '.join(sorted(missing))}.")
    return GatewayFormat(said["body"], said["answer"], said["why"], said["report"])


def filled(shape: Any, words: Mapping[str, str]) -> Any:
    """Fill words into every text of a shape; a word that is filled in is not looked into again."""
    if isinstance(shape, dict):
        return {key: filled(part, words) for key, part in shape.items()}
    if isinstance(shape, list):
        return [filled(part, words) for part in shape]
    if isinstance(shape, str) and shape[:1] == "{" and shape[1:-1] in words:
        return words[shape[1:-1]]
    return shape


def told_at(content: Any, path: list[str]) -> str:
    """The text or number at a path of a document; empty when there is none."""
    for step in path:
        content = content.get(step) if isinstance(content, dict) else None
    is_plain = isinstance(content, str | int) and not isinstance(content, bool)
    return str(content)[:120] if is_plain else ""
