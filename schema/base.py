"""What all tables share: the metadata, how names are made, and the types of columns.

Values are kept in the same form on SQLite and PostgreSQL, so that a digest of a row is the same on both
and a copy can be proven: times are ISO 8601 text in UTC, partial dates are EDTF text ("2023-11"), words of
a vocabulary are their values, structured values are JSON text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Float, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """The base of every table of the ledger."""

    # Names that do not depend on the database, so that migrations can refer to them.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own declaration, read once
        str: Text(),
        float: Float(53),
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
    }


#: The 64 hexadecimal digits of a sha256.
Sha256 = String(64)
#: A claim's or group's id.
Id = String(64)
#: The first 32 hexadecimal digits of a sha256 over the canonical form of a machine-made row.
Digest = String(32)
#: A value of one of the vocabularies.
Word = String(24)
#: A date known to the day, the month or the year.
Date = String(10)
#: A moment, ISO 8601.
Moment = String(40)
