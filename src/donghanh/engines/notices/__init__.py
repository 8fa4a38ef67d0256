"""Rules of messages to customers: a message's life, parts of an SMS, night rest, pauses between tries."""
