"""Documents to be signed: their life, the one-time code, and the chain of digests over the evidence."""
