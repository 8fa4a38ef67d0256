"""Pages for tests of the two frames: every component inside the desk's and the portal's frame."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from donghanh.faces.design.samples import sample_values
from donghanh.faces.signin.navigation import Line

DESK = """{% extends "desk/frame.html" %}{% load design %}
{% block title %}Bảng theo dõi tháng Tri ân khách hàng{% endblock %}
{% block breadcrumbs %}{% breadcrumbs trail %}{% endblock %}
{% block actions %}{% button "Xuất bảng" url="#" %}{% button "Duyệt" kind="primary" %}{% endblock %}
{% block content %}<div class="columns"><div class="panel"><h2>Đơn vị</h2>{% unit_tile_map tiles %}</div>
<div class="panel"><h2>Hoạt động</h2>{% stacked_meter 80 68 41 23 label="Quà" %}</div></div>
<div class="section">{% data_table columns rows caption="Khách hàng" select="customer" %}</div>
{% endblock %}"""
PORTAL = """{% extends "portal/frame.html" %}{% load design %}
{% block title %}Quý khách có trong danh sách không?{% endblock %}
{% block content %}<form>{% field form.customer %}{% button "Kiểm tra" kind="primary" %}</form>
{% key_values facts %}{% endblock %}"""
NAMES = (
    *("Bảng theo dõi", "Hoạt động", "Danh sách", "Khách hàng", "Bốc thăm"),
    *("Tình trạng địa bàn", "Chương trình", "Báo cáo", "Tổ chức"),
)


def shown(code):
    def view(request):
        values = sample_values() | {
            "navigation": [Line("/frames/desk", name, name == "Hoạt động", "Tháng tri ân") for name in NAMES],
            "signed_in": {"name": "Nguyễn Thị Hường", "role": "Phòng Kinh doanh", "url": "#"},
            "demo_clock": {"moment": datetime(2021, 12, 20, 2, 3, tzinfo=UTC), "url": "#"},
        }
        return HttpResponse(engines["django"].from_string(code).render(values, request))

    return view


urlpatterns = [
    path("frames/desk", shown(DESK)),
    path("frames/portal", shown(PORTAL)),
    path("", include("donghanh.project.urls")),
]
