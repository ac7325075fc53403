"""The bundle: a whole ledger in one file that another person can check, read and open, offline.

It is an uncompressed ZIP archive: the same ledger gives the same bytes, whatever library wrote it. Inside:

* ``README.txt``, for humans, and ``MANIFEST.sha256``, which ``sha256sum -c`` understands;
* ``seal.json``: how many entries the journal has, and the hash of the last;
* ``documents/``: every document's text and its bytes as received, named by their hash;
* ``tables/``: claims, groups and sources as CSV, for those who only want to look;
* ``ledger/``: every row of every table as JSON Lines, from which the ledger is made anew.
"""

from reconcile.export.bundle.checking import check, is_bundle, seal_of, unpack
from reconcile.export.bundle.packing import pack

__all__ = ["check", "is_bundle", "pack", "seal_of", "unpack"]
