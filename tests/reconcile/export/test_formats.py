"""Formats are found by name, the project's own and those of other packages."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from reconcile.export import formats
from reconcile.export.dictionary import dictionary
from reconcile.export.rows import Grain
from reconcile.export.table import Heading, Table
from reconcile.model import Assessment, Claim, Group, GroupView, Question, Quote
from schema.vocabulary import Status
from tests.reconcile.export.examples import DECIDED_WOUNDED, WOUNDED, table

ROOT = Path(__file__).resolve().parents[3]


def test_the_entry_points_are_the_built_in_formats():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"][formats.ENTRY_POINTS] == formats.BUILT_IN


@pytest.mark.parametrize("name", sorted(formats.BUILT_IN))
def test_a_format_knows_its_name(name: str):
    exporter = formats.find(name)
    assert isinstance(exporter, formats.Exporter)
    assert exporter.name == name
    assert exporter.suffix.startswith(".")


def test_a_format_of_another_package_is_found(tmp_path: Path):
    (tmp_path / "told.py").write_text(
        "class Told:\n"
        "    name, suffix, binary = 'told', '.txt', False\n"
        "    def write(self, table, out, options):\n"
        "        out.write(b'told')\n"
        "told = Told()\n"
    )
    info = tmp_path / "told-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: told\nVersion: 1\n")
    (info / "entry_points.txt").write_text(f"[{formats.ENTRY_POINTS}]\ntold = told:told\n")
    program = (
        "import io; from reconcile.export import formats; out = io.BytesIO();"
        "formats.find('told').write(None, out, formats.Options());"
        "print(formats.names()[-1], out.getvalue().decode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": f"{ROOT}:{tmp_path}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "told told\n"


def test_a_format_that_nothing_provides_is_refused():
    with pytest.raises(formats.UnknownFormatError, match="no format 'pdf'; there are csv, tsv"):
        formats.find("pdf")


def test_a_missing_library_is_named_with_the_extra_that_brings_it():
    with pytest.raises(formats.MissingLibraryError, match=r"install reconcile-claims\[xlsx\]"):
        formats.need("no_such_library", "xlsx", "xlsx")


def test_the_data_dictionary_is_what_the_writers_write():
    written = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == dictionary(), "run python -m reconcile.export.dictionary"


@pytest.mark.parametrize("name", sorted(formats.BUILT_IN))
def test_an_assessment_older_than_the_group_breaks_no_format(name: str):
    # A claim was split off, and the machine has not looked at the rest again.
    rest = replace(DECIDED_WOUNDED, claims=DECIDED_WOUNDED.claims[1:2])
    out = io.BytesIO()
    formats.find(name).write(table(rest), out, formats.Options())
    assert out.tell() > 0


@pytest.mark.parametrize("name", sorted(formats.BUILT_IN))
def test_a_claim_of_which_hardly_anything_is_known_breaks_no_format(name: str):
    head = replace(
        next(iter(WOUNDED.documents.values())),
        outlet=None,
        title=None,
        url=None,
        published=None,
        language=None,
    )
    bare = Claim("bare", head.sha256, Quote("x", 0, 1), "", "", None, None, None)
    view = GroupView(
        Group("g", ("bare",), Question(None, None)),
        Status.OPEN,
        0,
        (bare,),
        {head.sha256: head},
        Assessment(),
    )
    for grain in Grain:
        out = io.BytesIO()
        formats.find(name).write(table(view, grain=grain), out, formats.Options())
        assert out.tell() > 0


@pytest.mark.parametrize(
    "name", ["csv", "tsv", "json", "jsonl", "markdown", "claimreview", "webannotation", "prov"]
)
def test_writing_begins_long_before_the_last_group_is_read(name: str):
    read, read_at_first_row = 0, 0
    row_began = False

    def views():
        nonlocal read
        for number in range(2000):
            read += 1
            yield replace(
                WOUNDED, claims=WOUNDED.claims[:1], group=replace(WOUNDED.group, id=f"g{number}")
            )

    class Out(io.BytesIO):
        def write(self, data: bytes) -> int:
            nonlocal row_began, read_at_first_row
            if not row_began and b"Au moins 12" in bytes(data):
                row_began, read_at_first_row = True, read
            return super().write(data)

    formats.find(name).write(Table(views, Heading()), Out(), formats.Options())
    assert read == 2000
    assert 0 < read_at_first_row <= 501
