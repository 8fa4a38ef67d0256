"""Messages to customers on the desk: the list, one message, a case's part, the demo's outbox."""
