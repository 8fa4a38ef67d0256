"""
Counts how often somebody asked, in one table for all processes of the web server.

For `faces.throttle`, which says what is counted and what follows. One statement counts and answers, so that
two processes never count one time together; the first count of a stretch sweeps what is over. No audit row:
a count is no act of anybody, and a flood would fill the records.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils.crypto import salted_hmac

from donghanh.apps.throttling.models import Count

COUNT = """
INSERT INTO throttling_count AS one (key_sha256, count, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key_sha256) DO UPDATE SET count = one.count + 1 RETURNING count
"""
SWEEP = """
DELETE FROM throttling_count WHERE key_sha256 IN (
    SELECT key_sha256 FROM throttling_count WHERE ends_at < %s ORDER BY ends_at LIMIT 100
    FOR UPDATE SKIP LOCKED
)
"""


def counted(*, key: str, ends_at: datetime, now: datetime) -> int:
    """
    Count one time more under a key, and answer how many there are.

    key     : names limit, stretch and asker; kept as a hash
    ends_at : when the stretch is over and the count may go; now : both on the machine's own clock
    """
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [_hash(key), ends_at])
        (count,) = cursor.fetchone()
        if count == 1:
            cursor.execute(SWEEP, [now])
    return int(count)


def counted_so_far(*, key: str) -> int:
    """How many there are under a key; counts nothing."""
    return Count.objects.filter(key_sha256=_hash(key)).values_list("count", flat=True).first() or 0


def _hash(key: str) -> str:
    return salted_hmac("donghanh.throttling", key, algorithm="sha256").hexdigest()
