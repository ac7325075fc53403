"""Any form of a text to Documents."""
