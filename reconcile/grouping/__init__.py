"""Claims to Groups that answer one question."""
