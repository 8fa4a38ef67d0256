"""Claims about all texts and days are tried without a stop-watch: the machine may be busy."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
