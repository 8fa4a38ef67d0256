"""The moment of plugging: when Django has loaded every app, and before the first request."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "donghanh.project.wiring"
    label = "wiring"

    def ready(self) -> None:
        from donghanh.project.wiring.plugs import plug_in

        plug_in()
