"""Makes the face's templates and static files known to Django."""

from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "donghanh.faces.field"
    label = "faces_field"
