"""Django forms in the manner of GOV.UK: label, hint, error, control; a summary of errors at the top.

Hint and error are tied to the control with `aria-describedby`, and a field in error says so to readers.
"""

from __future__ import annotations

from typing import Any

from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
)


def listed_errors(*, form: BaseForm) -> list[dict[str, str]]:
    """List the errors of a bound form in the order of its fields; errors of the whole form come first."""
    found = [{"href": "", "text": str(text)} for text in form.non_field_errors()]
    for bound in form:
        found += [{"href": f"#{_target(bound)}", "text": f"{bound.label}: {text}"} for text in bound.errors]
    return found


def drawn_field(*, bound: BoundField, hint: str) -> dict[str, Any]:
    """Say of a field how it is drawn, and render its control with the ids of its hint and error."""
    hint_text = hint or str(bound.help_text or "")
    described = [
        f"{bound.id_for_label}_{part}" for part, on in (("hint", hint_text), ("error", bound.errors)) if on
    ]
    attributes: dict[str, Any] = {"class": _look(bound)}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attributes),
        "shape": _shape(bound),
        "hint": hint_text,
        "errors": [str(text) for text in bound.errors],
    }


def _shape(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxSelectMultiple | RadioSelect):
        return "group"
    return "check" if isinstance(widget, CheckboxInput) else "line"


def _look(bound: BoundField) -> str:
    return {"line": "input", "check": "check", "group": "choices"}[_shape(bound)]


def _target(bound: BoundField) -> str:
    """Give the id to jump to: of a group of choices, its first choice."""
    return f"{bound.auto_id}_0" if _shape(bound) == "group" else bound.id_for_label or bound.auto_id
