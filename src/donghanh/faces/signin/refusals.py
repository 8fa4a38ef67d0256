"""
The page that says why something is not allowed, in the reader's language.

Apps raise `Forbidden` with a stable key; `SENTENCES` holds the text of the keys of the organisation, and
a face with keys of its own adds them with `tell`.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from donghanh.apps.organisation.permissions import Forbidden
from donghanh.faces.signin import roles

SENTENCES: dict[str, str | Promise] = {
    "changes_nothing": _("Tài khoản này được xem, không được thay đổi."),
    "role_missing": _("Việc này dành cho vai trò khác: %(expected)s."),
    "unit_out_of_sight": _("Đơn vị %(unit)s nằm ngoài phạm vi của tài khoản này."),
    "commune_out_of_sight": _("Xã, phường %(commune)s nằm ngoài phạm vi của tài khoản này."),
    "acts_out_of_sight": _("Nhật ký công việc chỉ dành cho người xem toàn công ty."),
    "second_factor_missing": _("Vai trò này cần xác thực hai bước: hãy bật trong trang tài khoản."),
    "no_role": _("Tài khoản này chưa được giao vai trò nào vào ngày đang xem."),
}
UNKNOWN = _("Tài khoản này không có quyền làm việc này.")


def tell(**sentences: str | Promise) -> None:
    """Add the sentences of another face's keys; a `%(name)s` is filled from the refusal's facts."""
    SENTENCES.update(sentences)


def explain(refusal: Forbidden) -> str:
    """Say in the reader's language why the act is refused."""
    facts = dict(refusal.facts)
    if "expected" in facts:
        named = str(facts["expected"]).split(", ")
        facts["expected"] = ", ".join(str(roles.NAMES.get(role, role)) for role in named)
    return str(SENTENCES.get(refusal.key, UNKNOWN)) % facts


def page(request: HttpRequest, refusal: Forbidden) -> HttpResponse:
    """Answer with status 403 and the page that says why."""
    context = {"sentence": explain(refusal), "key": refusal.key}
    return render(request, "signin/forbidden.html", context, status=403)
