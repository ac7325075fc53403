"""The reconciled table in every format."""
