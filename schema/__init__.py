"""The ledger's tables and migrations: what is kept.

Importing this package loads nothing heavy: :mod:`schema.vocabulary` is plain enums, and the tables
load SQLAlchemy only when they are imported themselves.
"""
