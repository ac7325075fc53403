"""A Document to its Claims."""
