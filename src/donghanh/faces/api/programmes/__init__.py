"""The programmes over the API: one file a part, each call one query or one operation."""
