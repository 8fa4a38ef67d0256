"""The organisation on the desk: the tree as of a day, and a unit with its communes and its people."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from donghanh.apps.organisation import permissions, queries
from donghanh.apps.organisation.permissions import Actor
from donghanh.apps.organisation.queries import StaffRow, TreeNode, UnitRow
from donghanh.faces.desk.organisation_words import KINDS, STATUSES, TONES
from donghanh.faces.signin import roles
from donghanh.faces.signin.asked import asked_day
from donghanh.faces.signin.doors import desk_page


@desk_page()
def tree(request: HttpRequest) -> HttpResponse:
    """Show everything that stands on a day; a unit in sight is a link to its page."""
    day = asked_day(request)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    context = {
        "day": day,
        "roots": [_node(node, actor, day) for node in queries.tree_on(day=day)],
        "may_change_tree": permissions.may_change_tree(actor=actor),
    }
    return render(request, "desk/organisation/tree.html", context)


@desk_page()
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """Show a unit as of a day, by a code it has or ever had; who may not see it is told so."""
    day = asked_day(request)
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        found = queries.unit(code=code, day=day)
    except queries.UnknownUnit as reason:
        raise Http404 from reason
    permissions.check_see_unit(actor=actor, unit_code=_unit_in_charge(found))
    context = {
        "day": day,
        "unit": found,
        "facts": _facts(found, day),
        "communes": _communes(actor, found, day),
        "commune_columns": _commune_columns(),
        "staff": [
            _staff_row(row, code) for row in queries.staff_of_unit(actor=actor, unit_code=code, day=day)
        ]
        if found.kind == "unit"
        else [],
        "staff_columns": [
            {"key": "full_name", "label": _("Họ tên")},
            {"key": "username", "label": _("Tên đăng nhập"), "kind": "code"},
            {"key": "roles", "label": _("Vai trò")},
        ],
        "may_split": found.kind == "unit" and permissions.may_change_tree(actor=actor),
    }
    return render(request, "desk/organisation/unit.html", context)


def _node(node: TreeNode, actor: Actor, day: date) -> dict[str, object]:
    in_sight = permissions.may_see_unit(actor=actor, unit_code=_unit_in_charge(node.unit))
    return {
        "code": node.unit.code,
        "name": node.unit.name(get_language() or "vi"),
        "kind": KINDS[node.unit.kind],
        "url": f"{reverse('desk_unit', args=[node.unit.code])}?ngay={day}" if in_sight else "",
        "children": [_node(child, actor, day) for child in node.children],
    }


def _unit_in_charge(found: UnitRow) -> str:
    """A team is seen by those who see its unit."""
    return found.parent_code if found.kind == "team" and found.parent_code else found.code


def _facts(found: UnitRow, day: date) -> list[tuple[str, str]]:
    first, last = queries.span_of_unit(code=found.code)
    span = f"{first:%d/%m/%Y} – {last:%d/%m/%Y}" if last else _("từ %(day)s") % {"day": f"{first:%d/%m/%Y}"}
    rows = [
        (_("Mã"), found.code),
        (_("Loại"), str(KINDS[found.kind])),
        (_("Thời gian"), span),
        (_("Trực thuộc"), found.parent_code or _("không, vào ngày này")),
    ]
    holders = queries.resolve_unit(code=found.code, day=day)
    if holders != (found.code,):
        rows.append((_("Vào ngày này, số liệu thuộc về"), ", ".join(holders)))
    return rows


def _commune_columns() -> list[dict[str, object]]:
    return [
        {"key": "code", "label": _("Mã"), "kind": "code"},
        {"key": "name", "label": _("Xã, phường"), "url_key": "url"},
        {"key": "district", "label": _("Huyện")},
        {"key": "unit_code", "label": _("Điện lực"), "kind": "code"},
        {"key": "status", "label": _("Trạng thái"), "kind": "status", "tone_key": "tone"},
    ]


def _communes(actor: Actor, found: UnitRow, day: date) -> list[dict[str, object]]:
    if found.kind != "unit":
        return []
    return [commune_row(row, day) for row in queries.communes(actor=actor, day=day, unit_code=found.code)]


def commune_row(row: queries.CommuneRow, day: date) -> dict[str, object]:
    """Lay a commune out as a row of a table: its link, its state with the state's tone."""
    return {
        "code": row.code,
        "name": row.name,
        "district": row.district,
        "unit_code": row.unit_code,
        "status": str(STATUSES[row.status]),
        "tone": TONES[row.status],
        "url": f"{reverse('desk_area', args=[row.code])}?ngay={day}",
    }


def _staff_row(row: StaffRow, code: str) -> dict[str, object]:
    held = [str(roles.NAMES[grant.role]) for grant in row.grants if grant.unit_code == code]
    return {"full_name": row.full_name, "username": row.username, "roles": ", ".join(held)}
