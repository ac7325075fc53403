"""Markdown shows what it is given, whatever markup stands in it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from reconcile.export import formats
from reconcile.export.formats import Options
from reconcile.export.markdown import plain
from reconcile.export.rows import Grain
from reconcile.export.table import Table
from tests.reconcile.export.examples import DECIDED_WOUNDED, WOUNDED, table


def written(source: Table) -> str:
    out = io.BytesIO()
    formats.find("markdown").write(source, out, Options())
    return out.getvalue().decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# no heading", r"\# no heading"),
        ("1. no list", r"1\. no list"),
        ("29.997 is a number", "29.997 is a number"),
        ("- no item", r"\- no item"),
        ("a | b", r"a \| b"),
        ("<img src=x>", r"\<img src=x\>"),
        ("two\nlines", "two lines"),
        ("*bold* _it_ `code` [a](b)", r"\*bold\* \_it\_ \`code\` \[a\](b)"),
        ("\u202eturned", r"\[U+202E\]turned"),
    ],
)
def test_markup_in_a_text_is_shown(text: str, shown: str):
    assert plain(text) == shown


def test_a_group_is_told_with_its_verdict_its_claims_and_their_quotes():
    text = written(table(DECIDED_WOUNDED))
    assert "## People wounded, Port-Aven, March 2024" in text
    assert "Low **12** · Best **31** · High **31** — one source is preferred" in text
    assert "| 2 | 8 Mar 2024 | 31 | 31 | Port-Aven hospital |" in text
    assert "2. “The hospital said that **31** people were wounded in Port-Aven.”" in text
    assert "the last with hash c0ffee" in text


def test_by_group_is_a_table_that_marks_what_nobody_decided():
    other = replace(WOUNDED, group=replace(WOUNDED.group, id="b", name="a | b"))
    text = written(table(DECIDED_WOUNDED, other, grain=Grain.GROUP))
    assert "| 12 to 31 | 31 | 3 | 2 |" in text
    assert r"| A \| b | open | contested | 12 or more\* |  | 3 | 2 |" in text
    assert r"\* implied by the sources; nobody has decided yet" in text


def test_by_source_is_a_table_of_counts():
    text = written(table(WOUNDED, grain=Grain.SOURCE))
    assert "| Préfecture de Port-Aven | 2 | 0 | 1 | 0 | 1 | Le Courrier, Radio Littoral |" in text
