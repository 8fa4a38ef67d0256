"""Which address belongs to which face; each face names its own pages."""

from django.urls import include, path

urlpatterns = [
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("donghanh.faces.design.urls")),
    path("", include("donghanh.faces.signin.urls")),
    path("api/", include("donghanh.faces.api.urls")),
    path("ban/", include("donghanh.faces.desk.urls")),
    path("hien-truong/", include("donghanh.faces.field.urls")),
    path("doi-tac/", include("donghanh.faces.partner.urls")),
    path("", include("donghanh.faces.feeds.urls")),
    path("", include("donghanh.faces.portal.urls")),
]
