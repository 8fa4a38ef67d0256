"""
Reads a report that came as a JSON object into the form that the standard has.

The standard posts forms; some cities' clients post the same names as an object. Answers of attributes come as
`"attribute[sign]": …`, or together as `"attribute": {"sign": …}`.
"""

from __future__ import annotations

import json
from typing import Any

from donghanh.adapters.open311.parsing import CannotReadReport
from donghanh.adapters.open311.values import Error

MOST_NAMES = 200
NO_OBJECT = Error(400, "the body is no JSON object in UTF-8")


def form_of_object(*, content: bytes) -> dict[str, list[str]]:
    """
    Give each name of an object with its values as text; what is nothing or an object is left aside.

    raises : CannotReadReport, for what is no object, or one of too many names

    >>> form_of_object(content=b'{"lat": 20.4388, "email": null, "attribute": {"sign": ["a", "b"]}}')
    {'lat': ['20.4388'], 'attribute[sign]': ['a', 'b']}
    """
    try:
        # Numbers stay as they are written: a place is no sum.
        said = json.loads(content.decode(), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as reason:
        raise CannotReadReport([NO_OBJECT]) from reason
    if not isinstance(said, dict):
        raise CannotReadReport([NO_OBJECT])
    attributes = said.pop("attribute", None)
    if isinstance(attributes, dict):
        said |= {f"attribute[{code}]": value for code, value in attributes.items()}
    if len(said) > MOST_NAMES:
        raise CannotReadReport([Error(400, f"{len(said)} names; at most {MOST_NAMES} are read")])
    found = {name: _texts(value) for name, value in said.items()}
    return {name: texts for name, texts in found.items() if texts}


def _texts(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [_text(one) for one in many if isinstance(one, str | bool)]


def _text(one: str | bool) -> str:
    """A lone half of a surrogate pair, which JSON can spell and no database takes, becomes a `?`."""
    if isinstance(one, bool):
        return str(one).lower()
    return one.encode("utf-8", "replace").decode()
