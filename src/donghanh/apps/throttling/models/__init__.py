"""Rows of the limits: how often somebody asked in a stretch of time."""

from donghanh.apps.throttling.models.counts import Count

__all__ = ["Count"]
