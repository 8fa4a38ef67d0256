"""
A process that runs a unit's November in chunks of three and is killed by tests: `python run_victim.py UNIT`.

It says "begun" on standard output when the first chunk is about to be issued.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime


def main(unit: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "donghanh.project.settings"
    import django

    django.setup()
    from donghanh.apps.billing.operations import run_billing, running
    from donghanh.apps.organisation.permissions import console_actor

    ordinary = running.take_numbers

    def and_say(**wishes):
        sys.stdout.write("begun\n")
        sys.stdout.flush()
        return ordinary(**wishes)

    running.take_numbers = and_say
    run_billing(
        actor=console_actor(), unit_code=unit, month=date(2021, 11, 1), chunk=3,
        at=datetime(2021, 12, 1, 2, tzinfo=UTC),
    )  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1])
