"""The whole path on real text: from dispatches to a table, as an editor walks it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reconcile import adding, reading
from reconcile.cli import main
from reconcile.ledger import Ledger
from reconcile.model import Claim, GroupView
from schema.vocabulary import Family, RelationType

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: str) -> str:
    """Run a command that must succeed; return what it printed on standard output."""
    done = CliRunner().invoke(main, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout


def views(ledger: Ledger) -> Iterator[GroupView]:
    for line in ledger.inbox(limit=10_000).items:
        yield ledger.group(line.id)


@pytest.fixture(scope="module")
def corpus_table(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The reconciled table of the five dispatches, as the command line writes it."""
    folder = tmp_path_factory.mktemp("corpus")
    corpus = shared / "corpus"
    texts = sorted(str(path) for path in corpus.glob("*.txt"))
    ledger = str(folder / "r.db")
    printed = run("--ledger", ledger, "add", "--manifest", str(corpus / "manifest.csv"), *texts)
    assert "5 documents" in printed
    table = folder / "table.csv"
    run("--ledger", ledger, "export", "-f", "csv", "-o", str(table))
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


#: measure, low, high (None: open), how often at least, and a word of the origin where one is named.
WANTED: list[tuple[str, float, float | None, int, str]] = [
    ("attacked", 13, None, 1, "Pentagone"),
    ("attacked", 10, None, 1, "Ryder"),
    ("attacked", 3, 3, 1, "Ryder"),
    ("attacked", 19, None, 1, "Pentagone"),
    ("attacked", 40, None, 1, ""),
    ("attacked", 41, None, 1, ""),
    ("attacked", 66, 66, 1, "Défense"),
    ("attacked", 32, 32, 1, "Défense"),
    ("attacked", 34, 34, 1, "Défense"),
    ("wounded", 25, None, 1, "responsables"),
    ("wounded", 56, 56, 1, "Pentagone"),
    ("wounded", 20, 99, 1, ""),
    ("killed", 5791, None, 1, "Santé"),
    ("killed", 5500, 6499, 1, ""),
    ("killed", 1401, None, 1, "autorités"),
    ("killed", 1260, 1540, 1, ""),
    ("stationed", 810, 990, 2, ""),
    ("stationed", 2250, 2500, 1, ""),
    ("stationed", 2450, 2549, 1, ""),
    ("evacuated", 10, 14, 1, "renseignements"),
]


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("measure", "low", "high", "times", "origin"), WANTED, ids=lambda value: str(value)
)
def test_the_table_of_the_dispatches_holds_the_figure(
    corpus_table: list[dict[str, str]],
    measure: str,
    low: float,
    high: float | None,
    times: int,
    origin: str,
) -> None:
    found = [
        row
        for row in corpus_table
        if row["measure"] == measure
        and row["low"]
        and float(row["low"]) == low
        and (float(row["high"]) if row["high"] else None) == high
        and origin.casefold() in row["origin"].casefold()
    ]
    assert len(found) >= times


@pytest.mark.corpus
def test_every_quote_of_the_table_stands_in_its_document(
    corpus_table: list[dict[str, str]], shared: Path
) -> None:
    for row in corpus_table:
        text = (shared / "corpus" / Path(row["document"]).name).read_text(encoding="utf-8")
        assert text[int(row["start"]) : int(row["end"])] == row["exact"]


@pytest.mark.corpus
def test_no_year_date_time_or_model_name_is_a_claim(corpus_table: list[dict[str, str]]) -> None:
    figures = {row["figure"] for row in corpus_table}
    assert not figures & {
        "16",
        "F-16",
        "F-15",
        "2020",
        "2023",
        "7",
        "17",
        "24",
        "26",
        "20",
    }


@pytest.fixture(scope="module")
def corpus(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of the five dispatches."""
    folder = shared / "corpus"
    given = reading.Given(manifest=reading.Manifest.load(str(folder / "manifest.csv")))
    with Ledger.open(tmp_path_factory.mktemp("five") / "r.db") as ledger:
        adding.add(ledger, sorted(str(path) for path in folder.glob("*.txt")), given)
        yield ledger


def alarms(ledger: Ledger) -> Iterator[tuple[RelationType, Claim, Claim]]:
    """Yield the contradictions and disputes that are suggested."""
    for view in views(ledger):
        claims = {claim.id: claim for claim in view.claims}
        for relation in view.assessment.relations:
            if relation.family is Family.CONTRADICTION:
                yield relation.type, claims[relation.a], claims[relation.b]


@pytest.mark.corpus
def test_no_pair_of_figures_of_the_dispatches_is_a_contradiction(corpus: Ledger) -> None:
    assert not [(a, b) for _, a, b in alarms(corpus) if a.quantity and b.quantity]


@pytest.mark.corpus
def test_the_denials_of_the_dispatches_are_suggested_and_no_others(corpus: Ledger) -> None:
    found = {(kind, a.measure, frozenset((a.origin, b.origin))) for kind, a, b in alarms(corpus)}
    contradicts, disputes = RelationType.CONTRADICTS, RelationType.DISPUTES
    official = "autre responsable américain anonyme"
    assert found == {
        (contradicts, "responsible", frozenset(("Hamas", "Israël"))),
        (contradicts, "accused", frozenset(("Téhéran", "John Kirby"))),
        (contradicts, "accused", frozenset(("Téhéran", "États-Unis"))),
        (disputes, "evacuated", frozenset((official, "nouveau rapport"))),
        (disputes, "evacuated", frozenset((official, "source des renseignements occidentaux"))),
    }


@pytest.mark.corpus
def test_attacks_are_compared_with_the_widest_latest_figure(corpus: Ledger) -> None:
    anchors = [
        claim
        for view in views(corpus)
        for claim in view.claims
        if claim.id == view.assessment.anchor and claim.measure == "attacked"
    ]
    assert any(claim.quantity and claim.quantity.value == 66 for claim in anchors)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of the project's own dispatches."""
    fixtures = ROOT / "fixtures"
    given = reading.Given(manifest=reading.Manifest.load(str(fixtures / "manifest.csv")))
    with Ledger.open(tmp_path_factory.mktemp("own") / "r.db") as ledger:
        report = adding.add(
            ledger,
            [str(fixtures / "dispatches")],
            given,
            glossary=(fixtures / "glossary.toml",),
            language="en",
        )
        assert not report.problems
        yield ledger


def gold_claim(ledger: Ledger, file: str, substring: str) -> Claim:
    """Find the claim that was read where the gold has one."""
    gold = json.loads(
        (ROOT / "fixtures" / "gold" / f"{Path(file).stem}.json").read_text(encoding="utf-8")
    )
    wanted = next(item for item in gold["claims"] if item["substring"] == substring)
    at = wanted["start"] + wanted["substring"].find(wanted["number"])
    for head in ledger.documents().items:
        if Path(head.path).name != file:
            continue
        for claim in ledger.claims_of(head.sha256):
            if claim.quantity and claim.quantity.start <= at < claim.quantity.end:
                return claim
    raise AssertionError(f"{file}: «{substring}» was not read as a claim")


PAIRS = json.loads((ROOT / "fixtures" / "relations.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["kind"])
def test_each_kind_of_difference_is_explained_as_what_it_is(
    own: Ledger, pair: dict[str, list[str]]
) -> None:
    a, b = gold_claim(own, *pair["a"]), gold_claim(own, *pair["b"])
    for view in views(own):
        if {a.id, b.id} <= {claim.id for claim in view.claims}:
            families = [
                relation.family
                for relation in view.assessment.relations
                if {relation.a, relation.b} == {a.id, b.id}
            ]
            assert families
            assert families[0] in pair["family"]
            return
    raise AssertionError("the two claims are not in one group")


def test_only_the_true_contradictions_of_the_own_dispatches_are_suggested(own: Ledger) -> None:
    alarms = {
        frozenset((relation.a, relation.b))
        for view in views(own)
        for relation in view.assessment.relations
        if relation.family is Family.CONTRADICTION
    }
    claims = {claim.id: claim for claim in own.all_claims()}
    for pair in alarms:
        words = sorted(
            claims[item].quantity.raw if claims[item].quantity else claims[item].measure or ""  # type: ignore[union-attr]  # checked just before
            for item in pair
        )
        about_the_school = any(word in ("17", "Cinq", "five") for word in words)
        about_the_dam = all(claims[item].quantity is None for item in pair)
        assert about_the_school or about_the_dam, words
    assert any(all(claims[item].quantity for item in pair) for pair in alarms)


def voices_on(own: Ledger, file: str, passage: str) -> tuple[GroupView, list[set[str]]]:
    """Give the group of a marked claim, and its independent voices by their keys."""
    told = gold_claim(own, file, passage)
    view = next(v for v in views(own) if told.id in {claim.id for claim in v.claims})
    named = {claim.id: claim.origin_key for claim in view.claims if claim.origin_key}
    return view, [{named[id] for id in ids if id in named} for ids in view.assessment.independent]


def test_the_dead_of_the_island_and_of_the_school_are_two_questions(own: Ledger) -> None:
    island, of_island = voices_on(own, "09-harbour-post.txt", "Twenty-nine people")
    school, of_school = voices_on(own, "06-harbour-post.txt", "17 people")
    assert island.group.id != school.group.id
    assert {"civil_protection", "marc_tellier"} in of_island
    assert {"interior_ministry"} in of_school
    assert {"interior_ministry"} not in of_island
    assert len(of_school) == 2


def test_a_chart_names_an_origin_once_however_it_is_spelled(own: Ledger) -> None:
    from tui.chart_drawing import points
    from tui.rows import ClaimRow

    claims = [claim for view in views(own) for claim in view.claims]
    marks = points(ClaimRow(c.id, c, None, False, None, None) for c in claims)
    keys = {claim.id: claim.origin_key for claim in claims}
    shown = {mark.origin for mark in marks if keys[mark.claim] == "civil_protection"}
    assert len(shown) == 1
