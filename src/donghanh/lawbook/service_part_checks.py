"""What must hold of the papers, the fee, the form and the steps of a service; for `service_checks`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from donghanh.lawbook.documents import At, Document, Problem, check_keys
from donghanh.lawbook.programme_words import is_whole, unknown_word
from donghanh.lawbook.shapes import ANY, FREE, TEXT, Shape

FIELD_KINDS = (
    "text", "long_text", "number", "choice", "day", "yes_no", "phone", "address", "customer_code", "photo",
)  # fmt: skip
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SAID: Mapping[str, Shape] = {"code": TEXT, "vi": TEXT, "en": TEXT}
PARTS: Mapping[str, Shape] = {
    "documents": [{**_SAID, ANY: FREE}],
    "steps": [{**_SAID, "by": TEXT}],
    "fields": [
        {**_SAID, "kind": TEXT, "unit": TEXT, "hint": {"vi": TEXT, "en": TEXT}, "choices": [_SAID], ANY: FREE}
    ],
    "fee": {
        "vi": TEXT, "en": TEXT, "source": TEXT, "amounts": [{"vi": TEXT, "en": TEXT, ANY: FREE}], ANY: FREE,
    },
}  # fmt: skip

Said = Mapping[str, Any]


def check_parts(*, document: Document, at: At, entry: Said, doers: Sequence[str]) -> Iterator[Problem]:
    """
    Check documents, fee, fields and steps of the entry at a place.

    returns : problems of keys; `name-form`, `part-repeated`, `not-yes-or-no`, `word-unknown`,
              `choices-missing`, `choices-unread`, `fee-amount`, `fee-free-and-priced`
    """
    yield from _check_coded(document, (*at, "documents"), {"code", "vi", "en", "required"}, set())
    yield from _check_coded(document, (*at, "steps"), {"code", "vi", "en", "by"}, set())
    wanted, also = {"code", "kind", "vi", "en", "required"}, {"choices", "unit", "hint"}
    yield from _check_coded(document, (*at, "fields"), wanted, also)
    for step_at, step in document.entries(*at, "steps"):
        if step.get("by") not in doers:
            yield unknown_word(document, "by", step.get("by"), doers, *step_at)
    for field_at, field in document.entries(*at, "fields"):
        yield from _check_field(document, field_at, field)
    if entry.get("fee") is not None:
        yield from _check_fee(document, (*at, "fee"), entry["fee"])


def _check_coded(document: Document, at: At, needed: set[str], allowed: set[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, part in document.entries(*at):
        yield from check_keys(document=document, at=place, entry=part, needed=needed, allowed=allowed)
        code = str(part.get("code"))
        if not NAME.fullmatch(code):
            text = f"code {code!r}; expected small letters, digits and _: capacity_kw."
            yield document.problem("name-form", text, *place, "code")
        if code in seen:
            yield document.problem("part-repeated", f"{code!r} is said twice; keep one.", *place)
        seen.add(code)
        if "required" in needed and not isinstance(part.get("required"), bool):
            yield document.problem("not-yes-or-no", "`required` is true or false.", *place)


def _check_field(document: Document, at: At, field: Said) -> Iterator[Problem]:
    kind, choices = field.get("kind"), field.get("choices")
    if kind not in FIELD_KINDS:
        yield unknown_word(document, "kind", kind, FIELD_KINDS, *at)
    if kind == "choice" and not choices:
        yield document.problem("choices-missing", "a choice without `choices:` cannot be answered.", *at)
    if kind != "choice" and choices:
        yield document.problem("choices-unread", f"nobody reads `choices` of a {kind}.", *at, "choices")
    yield from _check_coded(document, (*at, "choices"), {"code", "vi", "en"}, set())


def _check_fee(document: Document, at: At, fee: Said) -> Iterator[Problem]:
    needed, allowed = {"vi", "en", "free", "source"}, {"amounts"}
    yield from check_keys(document=document, at=at, entry=fee, needed=needed, allowed=allowed)
    if not isinstance(fee.get("free"), bool):
        yield document.problem("not-yes-or-no", "`free` is true or false.", *at)
    if fee.get("free") is True and fee.get("amounts"):
        yield document.problem("fee-free-and-priced", "what is free has no `amounts`.", *at)
    for place, line in document.entries(*at, "amounts"):
        needed = {"vi", "en", "amount_dong"}
        yield from check_keys(document=document, at=place, entry=line, needed=needed, allowed={"most_dong"})
        least, most = line.get("amount_dong"), line.get("most_dong")
        if not is_whole(least) or (most is not None and (not is_whole(most) or most <= (least or 0))):
            text = f"{least!r} to {most!r}; expected whole đồng, and `most_dong` above `amount_dong`."
            yield document.problem("fee-amount", text, *place)
