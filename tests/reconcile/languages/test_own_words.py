"""An editor's own words: glossaries that are checked, and languages that are one file in a folder of one's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile import languages
from reconcile.claims import extract
from reconcile.cli import main
from reconcile.languages.checking import read_checked
from reconcile.model import Document, InputError

ITALIAN = """
code = "it"

[numbers.words]
dodici = 12

[comparators.before]
at_least = ["almeno"]

[attribution]
cues = ["secondo"]

[words]
determiners = ["il", "la"]

[speakers]
organisations = ["polizia"]

[measures.killed]
kind = "incident"
nouns = ["morti"]
verbs = []
phrases = []

[places]
where = ["in"]

[places.countries]
SY = [["Siria"], []]
"""


def test_a_new_language_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "it.toml").write_text(ITALIAN, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "reconcile", "extract", "--language", "it", "-"],
        input="Almeno dodici morti in Siria, secondo la polizia.",
        env={**os.environ, "RECONCILE_LANGUAGES": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    claim = json.loads(run.stdout)
    assert (claim["quantity"]["value"], claim["quantity"]["comparator"]) == (12, "at_least")
    assert (claim["measure"], claim["places"], claim["origin"]) == ("killed", ["Siria"], "polizia")


def test_a_pack_of_ones_own_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "it.toml").write_text('[numbers]\ndecimals = ","\n', encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "reconcile", "extract", "--language", "it", "-"],
        input="Dodici morti.",
        env={**os.environ, "RECONCILE_LANGUAGES": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 1
    assert "line 2: [numbers] has no 'decimals', did you mean 'decimal'?" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[[", "is not TOML"),
        ('[sources.police]\nnams = ["P"]\n', "line 2: [sources.police] has no 'nams'"),
        ("[sources.police]\nnames = []\n", "line 1: sources.police needs names"),
        ('[sources.police]\nnames = "P"\n', "line 2: sources.police.names must be a list"),
        ("[sources.police]\nnames = [1]\n", "sources.police.names, item 1: must be text"),
        (
            '[measures.sunk]\nnouns = []\nverbs = []\nkind = "total"\n',
            "line 4: measures.sunk.kind is none of cumulative, incident, stock",
        ),
        ('[places]\nport = ["Port"]\n', "line 2: places.port must give names by language"),
        ("[comparator.before]\n", "line 1: a pack or glossary has no 'comparator'"),
        ('[fr.comparators.befor]\nabout = ["x"]\n', "[comparators] has no 'befor'"),
    ],
)
def test_a_glossary_is_refused_with_its_line_and_what_to_mend(
    text: str, complaint: str, tmp_path: Path
) -> None:
    path = tmp_path / "story.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_checked(str(path))
    assert str(caught.value).startswith(str(path))
    assert complaint in str(caught.value)


def test_a_bad_glossary_is_a_wrong_use_and_nothing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "story.toml"
    path.write_text("[sources.police]\nnames = 3\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["extract", "--glossary", str(path), "-"], input="Dix morts.")
    assert run.exit_code == 2
    assert "sources.police.names must be a list" in run.output


@pytest.mark.parametrize("language", languages.builtins())
def test_the_programs_own_packs_pass_the_checks(language: str) -> None:
    folder = Path(languages.__file__).parent
    assert read_checked(str(folder / f"{language}.toml")) == languages.builtin(language)


def test_a_glossary_reaches_the_words_of_figures(tmp_path: Path) -> None:
    path = tmp_path / "story.toml"
    path.write_text('[fr.comparators.before]\nabout = ["à la grosse louche"]\n', encoding="utf-8")
    document = Document("0" * 64, "0" * 64, "-", "À la grosse louche 12 navires.", language="fr")
    (claim,) = extract(document, glossary=[path])
    assert claim.quantity is not None
    assert claim.quantity.raw == "À la grosse louche 12"
    (plain,) = extract(document)
    assert plain.quantity is not None
    assert plain.quantity.raw == "12"
