"""Answers of a form against the fields of its service: unknown, wrong or missing, and how each is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from donghanh.lawbook.services import FormField, Service

LONGEST = 4000
FORMS = frozenset({"portal", "app", "partner"})
"""Channels whose senders have the form before them: what is required must be there."""
YES_NO = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}


class FieldRefused(ValueError):
    """`rule` is field-unknown, field-wrong or field-missing; `field` the code."""

    def __init__(self, rule: str, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule, self.field = rule, field


def kept_fields(*, service: Service, said: Mapping[str, object], channel: str) -> dict[str, str]:
    """
    Check the answers and say how they are kept, by the codes of the service's fields.

    raises : FieldRefused, with the first that does not hold
    """
    fields = {field.code: field for field in service.fields}
    for code in said:
        if code not in fields:
            text = f"{service.code} asks for no '{code}'; expected {', '.join(fields) or 'nothing'}."
            raise FieldRefused("field-unknown", code, text)
    answers = {code: kept_field(field=fields[code], value=value) for code, value in said.items()}
    kept = {code: answer for code, answer in answers.items() if answer}
    for missing in _missing(service, kept, channel):
        raise FieldRefused("field-missing", missing.code, f"{service.code} needs '{missing.code}'.")
    return kept


def kept_field(*, field: FormField, value: object) -> str:
    """One answer as it is kept; empty for none."""
    text = YES_NO.get(str(value).lower(), "") if isinstance(value, bool) else str(value or "").strip()
    if not text:
        return ""
    if len(text) > LONGEST or "\x00" in text:
        raise FieldRefused("field-wrong", field.code, f"'{field.code}' is longer than {LONGEST} characters.")
    if not _fits(field, text):
        sort = "|".join(choice.code for choice in field.choices) or field.kind
        raise FieldRefused("field-wrong", field.code, f"'{field.code}' is '{text[:40]}'; expected {sort}.")
    return text


def _fits(field: FormField, text: str) -> bool:
    if field.kind == "choice":
        return text in {choice.code for choice in field.choices}
    if field.kind == "number":
        return _is_number(text)
    if field.kind == "yes_no":
        return text.lower() in YES_NO
    if field.kind == "day":
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and _is_day(text)
    return True


def _is_number(text: str) -> bool:
    try:
        return Decimal(text.replace(",", ".")).is_finite()
    except InvalidOperation:
        return False


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _missing(service: Service, kept: Mapping[str, str], channel: str) -> Iterator[FormField]:
    asked = (field for field in service.fields if field.is_required and field.kind != "photo")
    return (field for field in asked if channel in FORMS and field.code not in kept)
