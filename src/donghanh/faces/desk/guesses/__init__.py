"""Who tried out codes, for those who see the whole company."""
