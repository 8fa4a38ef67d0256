"""The design system's one address: the living page of every component."""

from django.urls import path

from donghanh.faces.design.page import design_page, design_progress

urlpatterns = [
    path("", design_page, name="design"),
    path("/progress", design_progress, name="design-progress"),
]
