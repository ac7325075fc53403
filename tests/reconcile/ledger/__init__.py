"""Tests of the ledger: every one runs on SQLite and on PostgreSQL."""
