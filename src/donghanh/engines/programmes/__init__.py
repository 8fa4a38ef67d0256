"""Rules of a campaign of benefits: whose move it is, who gets which share, what is late, what changed."""
