"""What must still be known tomorrow of the billing law: its releases, whole, and who put each in force."""

from donghanh.apps.tariffs.models.releases import LawPublication, LawRelease

__all__ = ["LawPublication", "LawRelease"]
