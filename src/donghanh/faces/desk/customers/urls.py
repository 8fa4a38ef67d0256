"""Addresses of the customers' pages, below /ban/."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from donghanh.apps.customers.permissions import MAY_IMPORT
from donghanh.faces.desk.customers import cards, imports, lists, search
from donghanh.faces.signin import navigation, refusals

urlpatterns = [
    path("tim-kiem", search.search, name="desk_search"),
    path("khach-hang/", lists.customers, name="desk_customers"),
    path("khach-hang/xuat", lists.export, name="desk_customers_export"),
    path("khach-hang/nap/", imports.imports, name="desk_customer_imports"),
    path("khach-hang/nap/<int:import_id>/", imports.one_import, name="desk_customer_import"),
    path("khach-hang/nap/<int:import_id>/tien-do", imports.progress, name="desk_customer_import_progress"),
    path("khach-hang/nap/<int:import_id>/lam", imports.act, name="desk_customer_import_act"),
    path("khach-hang/nap/<int:import_id>/phat-hien", imports.findings, name="desk_customer_import_findings"),
    path("khach-hang/<str:code>/", cards.customer, name="desk_customer"),
    path("khach-hang/<str:code>/hien-so", cards.reveal, name="desk_customer_reveal"),
]
navigation.enter(
    name="desk_customers",
    label=pgettext_lazy("danh mục", "Khách hàng"),
    position=10,
    section=navigation.PEOPLE,
)
navigation.enter(
    name="desk_customer_imports",
    label=_("Nạp khách hàng"),
    position=20,
    section=navigation.PEOPLE,
    roles=MAY_IMPORT,
)
navigation.search_at(name="desk_search")
refusals.tell(
    personal_data_not_needed=_("Vai trò này không cần xem đầy đủ thông tin cá nhân."),
    list_not_exported=_("Vai trò này không được xuất danh sách khách hàng."),
)
