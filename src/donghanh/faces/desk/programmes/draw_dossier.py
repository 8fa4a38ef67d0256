"""The dossier for registering a promotion by chance: what the draw does not say is asked, then set."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donghanh.adapters.papers.promotion_dossier import build_dossier, parse_plan
from donghanh.apps.organisation import queries as organisation
from donghanh.apps.programmes.permissions import SELECTORS
from donghanh.apps.programmes.queries import draws
from donghanh.faces.design.figures import written_day
from donghanh.faces.desk.programmes.draw_forms import MISSING
from donghanh.faces.desk.programmes.draw_pages import draw_trail, story_of
from donghanh.faces.desk.programmes.standing import programme_page, standing_of


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=300, help_text=help_text, error_messages=MISSING)


class DossierForm(forms.Form):
    """What the dossier says and the draw does not know."""

    registration_office = _text(gettext_lazy("Cơ quan đăng ký"))
    organiser = _text(gettext_lazy("Đơn vị tổ chức"))
    address = _text(gettext_lazy("Địa chỉ"))
    tax_code = _text(gettext_lazy("Mã số thuế"))
    contact = _text(gettext_lazy("Người liên hệ, điện thoại"))
    goods = _text(gettext_lazy("Hàng hóa, dịch vụ khuyến mại"))
    place = _text(gettext_lazy("Nơi khuyến mại"))
    prize = _text(gettext_lazy("Tên phần quà"))
    value_dong = forms.IntegerField(
        label=gettext_lazy("Giá trị một phần quà (đồng)"),
        min_value=1,
        max_value=10**12,
        error_messages={**MISSING, "invalid": gettext_lazy("Hãy ghi một số nguyên.")},
    )
    draw_at = _text(gettext_lazy("Giờ và ngày bốc thăm"))
    draw_place = _text(gettext_lazy("Nơi bốc thăm"))
    witnesses = forms.CharField(
        label=gettext_lazy("Người chứng kiến"),
        help_text=gettext_lazy("Mỗi dòng một người: họ tên, chức danh."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=MISSING,
    )
    signer = _text(gettext_lazy("Người ký"))


@programme_page(roles=SELECTORS)
def dossier(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Ask for what is missing (GET), answer with the dossier as PDF/A (POST)."""
    standing = standing_of(request)
    public = story_of(standing=standing, code=code, number=number).public
    form = DossierForm(request.POST or None, initial=_known(request, public))
    if request.method == "POST" and form.is_valid():
        plan = parse_plan(content=json.dumps(_plan(request, public, form.cleaned_data)).encode())
        pdf = build_dossier(plan=plan, at=request.product_now)  # type: ignore[attr-defined]
        answer = HttpResponse(pdf, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="ho-so-boc-tham-{code}-{number}.pdf"'
        return answer
    trail = draw_trail(standing=standing, public=public, last=_("Hồ sơ khuyến mại"))
    context = {"form": form, "trail": trail, "back": standing.link("desk-draw", code, number)}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/programmes/draw_dossier.html", context, status=status)


def _known(request: HttpRequest, public: draws.PublicDraw) -> dict[str, str]:
    today = request.product_now.date()  # type: ignore[attr-defined]
    company = organisation.unit(code="PA01", day=today)
    return {
        "organiser": company.name_vi,
        "goods": "Dịch vụ thanh toán tiền điện trực tuyến và ứng dụng chăm sóc khách hàng",
        "place": "Tỉnh Nam Định",
        "prize": public.activity_vi,
        "draw_at": written_day(public.draw_on),
        "draw_place": company.name_vi,
    }


def _plan(request: HttpRequest, public: draws.PublicDraw, said: dict[str, Any]) -> dict[str, Any]:
    window_last = public.window_until_on - timedelta(days=1)
    claim_last = public.claim_until_on - timedelta(days=1)
    plan: dict[str, Any] = {
        "registration_office": said["registration_office"],
        "programme": public.activity_vi,
        "goods": said["goods"],
        "organiser": {
            "name": said["organiser"], "address": said["address"], "tax_code": said["tax_code"],
            "contact": said["contact"],
        },
        "period": {"from": public.window_from_on.isoformat(), "last": window_last.isoformat()},
        "place": said["place"],
        "who_may_enter": [
            "Hộ gia đình có hợp đồng mua điện với công ty",
            _entering(public, written_day(window_last)),
        ],
        "prizes": [{"name": said["prize"], "count": public.prize_count, "value_dong": said["value_dong"]}],
        "method": public.method,
        "sources": [_source(one) for one in public.sources],
        "draw_at": said["draw_at"],
        "draw_place": said["draw_place"],
        "alternates": public.alternate_count,
        "witnesses": [_witness(line) for line in said["witnesses"].splitlines() if line.strip()],
        "announcement": ["Trang công khai của Đồng Hành, mục Bốc thăm"],
        "claim_until": claim_last.isoformat(),
        "signed_at": f"Nam Định, {written_day(request.product_now)}",  # type: ignore[attr-defined]
        "signer": said["signer"],
    }  # fmt: skip
    if public.commitment:
        plan["commitment"] = {
            key: public.commitment[key] for key in ("announced_at", "count", "merkle_root", "list_sha256")
        }
    return plan


def _entering(public: draws.PublicDraw, last: str) -> str:
    first = written_day(public.window_from_on)
    return f"Đăng ký thanh toán trực tuyến và cài ứng dụng chăm sóc khách hàng từ {first} đến hết {last}"


def _source(one: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (one["name"], one["on"], one.get("where", ""))))


def _witness(line: str) -> dict[str, str]:
    name, _comma, role = line.partition(",")
    return {"name": name.strip(), "role": role.strip()}
