"""The company's messages to customers: what was said to whom, by which channel, when, what came of it."""
