"""Selection by rule: who is chosen, who is not, who cannot be judged yet, and why, for everybody at once."""
