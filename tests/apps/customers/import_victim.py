"""
A process that imports a file, says on standard output that it has come to a certain place, and waits there.

Run by tests, which kill it: `python import_victim.py NUMBER PLACE`, PLACE being checking or loading.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime


def main(number: int, place: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "donghanh.project.settings"
    import django

    django.setup()
    from django.conf import settings

    settings.MEDIA_ROOT = os.environ["UPLOADS"]
    from donghanh.apps.customers.operations import checking, loading, run_import

    module, name = {
        "checking": (checking, "repeated_rows"),
        "loading": (loading, "copy_energy_in"),
    }[place]
    ordinary = getattr(module, name)

    def and_then_wait(**wishes):
        answer = ordinary(**wishes)
        sys.stdout.write(f"{place}\n")
        sys.stdout.flush()
        time.sleep(600)
        return answer

    setattr(module, name, and_then_wait)
    run_import(import_file_id=number, at=datetime(2021, 12, 20, 2, tzinfo=UTC))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
