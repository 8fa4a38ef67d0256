"""Addresses of documents and signatures on the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from donghanh.faces.desk.signatures import contract, pages
from donghanh.faces.signin import refusals as signin

urlpatterns = [*contract.urlpatterns, *pages.urlpatterns]
signin.tell(documents_out_of_sight=_("Vai trò của anh/chị không tham gia ký hợp đồng."))
