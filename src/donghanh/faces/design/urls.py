"""The living page's addresses, below `/design`."""

from django.urls import path

from donghanh.faces.design import page

urlpatterns = [
    path("design", page.design_page, name="design"),
    path("design/progress", page.design_progress, name="design-progress"),
]
