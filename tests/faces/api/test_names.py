"""Two things of one name would share one schema of the document, and one of them would be told wrongly."""

from __future__ import annotations

from typing import Any

from donghanh.faces.api.house import api


def types_of(wanted: Any) -> set[type]:
    from typing import get_args

    found = {wanted} if isinstance(wanted, type) else set()
    return found.union(*(types_of(part) for part in get_args(wanted)))


def told_types() -> set[type]:
    """The classes that the operations of the document answer, as their annotations name them."""
    import donghanh.faces.api.urls  # noqa: F401 - adds the routers

    found: set[type] = set()
    for _, router in api._routers:
        for view in router.path_operations.values():
            for operation in view.operations:
                for model in operation.response_models.values():
                    if isinstance(model, type) and hasattr(model, "model_fields"):
                        found |= types_of(model.model_fields["response"].annotation)
    return {one for one in found if one.__module__.startswith("donghanh.")}


def test_no_two_answers_of_the_document_share_a_name() -> None:
    told = told_types()
    names = [one.__name__ for one in told]

    assert len(told) > 20
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
