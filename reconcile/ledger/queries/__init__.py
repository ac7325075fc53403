"""What the ledger answers: pages and wholes, as values of the model."""
