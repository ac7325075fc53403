"""The reconciled table in every format.

``rows`` holds the table's columns, ``project`` draws rows from a group, ``table`` streams them from a
ledger, and each format is a module behind the protocol in ``formats``.
"""
