"""Adding, from end to end: what is new is kept, linked and grouped; what is wrong costs only itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reconcile import adding
from reconcile.adding import Report
from reconcile.adding.watching import Watch
from reconcile.ledger import Ledger
from reconcile.model import PartialDate
from reconcile.reading import Given, Manifest
from reconcile.reading.copies import changes
from tests.reconcile.reading import formats
from tests.reconcile.reading.formats import save

WIRE = (
    "Le ministère de la Santé a compté 29 morts mercredi soir sur la côte orientale de l'île. "
    "Les secours cherchent encore 41 disparus, selon le porte-parole des pompiers, Marc Delorme.\n"
    "Le gouvernement a décrété trois jours de deuil et demandé l'aide des pays voisins. "
    "La digue du port a cédé avant l'aube, et la route des collines reste coupée en plusieurs endroits.\n"
    "Des habitants dorment dans des écoles, des églises et des hangars de l'aéroport. "
    "Les vols doivent reprendre vendredi si la piste est déblayée à temps, a indiqué l'exploitant.\n"
)
HEADLINES = (
    "Cyclone sur la côte",
    "L'île en deuil",
    "La digue a cédé",
    "Le port sous l'eau",
    "Nuit d'angoisse",
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.db", actor="ada") as opened:
        yield opened


def write(folder: Path, name: str, text: str) -> str:
    return save(folder, name, text.encode())


def sha_of(report: Report, name: str) -> str:
    return next(item.sha256 for item in report.added if item.path.endswith(name))


def test_one_run_adds_every_form_there_is(tmp_path: Path, ledger: Ledger) -> None:
    folder = tmp_path / "inbox"
    (folder / "within").mkdir(parents=True)

    def body(number: int) -> tuple[str, ...]:
        return (
            f"Au moins {number} soldats ont été blessés mardi près du barrage de la vallée numéro {number}.",
        )

    save(folder, "a.txt", body(11)[0].encode("utf-16"))
    save(folder, "b.html", formats.html(body(12)))
    save(folder, "c.pdf", formats.pdf(body(13)))
    save(folder, "d.docx", formats.docx(body(14)))
    save(folder, "e.eml", formats.mail(body(15)))
    save(folder / "within", "f.rss", formats.rss(formats.item("Titre", body(16)[0])))
    save(
        folder,
        "g.warc.gz",
        formats.warc(("https://c.example/1", formats.html(body(17))), packed=True),
    )
    save(folder, "h.csv", b"claim,source,figure\n18 soldiers were wounded,the army,18\n")
    save(
        folder,
        "i.jsonl",
        formats.jsonl([{"claim": "19 soldiers were wounded", "source": "the navy"}]),
    )
    save(
        folder,
        "j.xlsx",
        formats.xlsx([["claim", "source"], ["21 soldiers were wounded", "the mayor"]]),
    )
    report = adding.add(ledger, [str(folder)])
    assert report.problems == ()
    assert len(report.new) == 10
    assert all(item.claims for item in report.new)
    readers = {ledger.document(item.sha256).reader for item in report.new}
    assert readers == {"text", "html", "pdf", "docx", "mail", "feed", "table"}
    for item in report.new:
        document = ledger.document(item.sha256)
        assert document.metadata
        assert all(said.detail for said in document.metadata)
        assert ledger.received(item.sha256)
    assert adding.add(ledger, [str(folder)]).new == ()


def test_adding_again_adds_nothing(tmp_path: Path, ledger: Ledger) -> None:
    path = write(tmp_path, "a.txt", WIRE)
    first = adding.add(ledger, [path])
    entries = ledger.head()
    again = adding.add(ledger, [path, path])
    assert len(first.new) == 1
    assert [item.new for item in again.added] == [False]
    assert ledger.head() == entries


def test_a_bad_file_costs_only_itself(tmp_path: Path, book: Ledger) -> None:
    good = write(tmp_path, "good.txt", WIRE)
    bad = [
        str(tmp_path / "absent.txt"),
        save(tmp_path, "empty.txt", b""),
        save(tmp_path, "binary.txt", bytes(range(256))),
        save(tmp_path, "locked.pdf", formats.pdf(encrypted=True)),
        save(tmp_path, "bomb.docx", formats.zip_bomb("word/document.xml", 60)),
    ]
    (tmp_path / "nothing").mkdir()
    report = adding.add(book, [*bad, good, str(tmp_path / "nothing")])
    assert [item.path for item in report.new] == [good]
    assert {problem.where for problem in report.problems} == {*bad, str(tmp_path / "nothing")}


def test_several_processes_add_the_same_in_the_same_order(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, f"{number}.txt", f"La police a compté {number} blessés.")
        for number in range(20, 26)
    ]
    paths.insert(2, str(tmp_path / "absent.txt"))
    told = []
    for jobs in (1, 2):
        with Ledger.open(tmp_path / f"{jobs}.db", actor="ada") as ledger:
            report = adding.add(ledger, paths, jobs=jobs)
            told.append(
                ([item.path for item in report.added], sorted(c.id for c in ledger.all_claims()))
            )
            assert len(report.problems) == 1
    assert told[0] == told[1]


def test_a_run_that_stops_leaves_a_whole_ledger_and_the_next_goes_on(
    tmp_path: Path, book: Ledger
) -> None:
    paths = [
        write(tmp_path, f"{number}.txt", f"La police a compté {number} blessés.")
        for number in range(20, 24)
    ]
    kept: list[str] = []
    watching = adding.Watching(
        on_added=lambda item: kept.append(item.path), stopped=lambda: len(kept) == 2
    )
    report = adding.add(book, paths, watching=watching)
    assert (kept, report.left) == (paths[:2], 2)
    assert report.groups
    assert len(adding.add(book, paths).new) == 2


def test_a_crash_between_two_files_is_made_good_by_the_next_run(
    tmp_path: Path, book: Ledger
) -> None:
    first = write(tmp_path, "a.txt", WIRE)
    second = write(tmp_path, "b.txt", "Autre titre\n\n" + WIRE)

    def crash(path: str) -> None:
        if path == second:
            raise RuntimeError("the power went out")

    with pytest.raises(RuntimeError):
        adding.add(book, [first, second], watching=adding.Watching(on_reading=crash))
    # The first document is whole; it only has no group yet.
    assert len(list(book.all_claims())) == len(book.claims_of(book.find_document(first))) > 0
    assert book.progress().groups == 0
    report = adding.add(book, [first, second])
    assert [item.new for item in report.added] == [False, True]
    assert report.added[1].copy_of == report.added[0].sha256
    assert book.progress().groups > 0
    assert book.unfinished_groups() == ()


def test_reprints_are_linked_to_their_original_with_the_share_they_copy(
    tmp_path: Path, ledger: Ledger
) -> None:
    original = write(tmp_path, "original.txt", WIRE)
    half = write(tmp_path, "half.txt", "".join(WIRE.splitlines(keepends=True)[:1]))
    dressed = write(tmp_path, "dressed.txt", "Une île en deuil\n\nPORT-SABRAN (Reuters) — " + WIRE)
    other = write(
        tmp_path,
        "other.txt",
        "Le cyclone a tué 29 personnes, d'après le ministère de la Santé. « Nous avons tout perdu », raconte une "
        "habitante réfugiée dans une école du port. Le porte-parole des pompiers parle de 41 disparus.",
    )
    (tmp_path / "manifest.csv").write_text(
        "file,outlet,published\noriginal.txt,La Dépêche,2026-03-04\nhalf.txt,L'Écho,2026-03-05\n"
        "dressed.txt,La Vigie,2026-03-06\nother.txt,Le Large,2026-03-05\n"
    )
    given = Given(manifest=Manifest.load(str(tmp_path / "manifest.csv")))
    # The original comes last: the direction is by time, not by the order of adding.
    report = adding.add(ledger, [dressed, half, other, original], given)
    shas = {
        name: sha_of(report, f"{name}.txt") for name in ("original", "half", "dressed", "other")
    }
    assert ledger.copied_from(shas["original"]) is None
    assert ledger.copied_from(shas["other"]) is None
    half_link, dressed_link = ledger.copied_from(shas["half"]), ledger.copied_from(shas["dressed"])
    assert half_link == (shas["original"], 1.0)
    assert dressed_link is not None
    assert dressed_link[0] == shas["original"]
    assert 0.85 < dressed_link[1] < 1.0
    assert ledger.verify() == []


def test_two_short_notes_from_one_template_are_no_copies(tmp_path: Path, book: Ledger) -> None:
    note = (
        "Point de situation du {} mars à midi. La préfecture compte {} blessés légers dans le port et {} dans les "
        "collines. Les routes sont ouvertes, les écoles fermées, et les secours restent à pied d'œuvre.\n"
    )
    paths = [write(tmp_path, f"{day}.txt", note.format(day, day * 3, day * 2)) for day in (4, 5)]
    report = adding.add(book, paths)
    assert [item.copy_of for item in report.new] == [None, None]


def test_five_reprints_of_one_wire_story_count_as_one_origin(tmp_path: Path, book: Ledger) -> None:
    paths = [
        write(tmp_path, f"{number}.txt", f"{title}\n\n{WIRE}")
        for number, title in enumerate(HEADLINES)
    ]
    (tmp_path / "manifest.csv").write_text(
        "file,outlet,published\n"
        + "".join(f"{n}.txt,Journal {n},2026-03-0{n + 1}\n" for n in range(5))
    )
    adding.add(book, paths, Given(manifest=Manifest.load(str(tmp_path / "manifest.csv"))))
    groups = [book.group(line.id) for line in book.inbox().items]
    dead = next(
        view for view in groups if any("29 morts" in claim.quote.exact for claim in view.claims)
    )
    assert len({claim.document for claim in dead.claims}) == 5
    assert len(dead.assessment.independent) == 1


def test_a_page_that_changed_becomes_a_new_version(tmp_path: Path, ledger: Ledger) -> None:
    head = '<link rel="canonical" href="https://courrier.example/convoi?utm_source=x">'
    lines = tuple(WIRE.strip().split("\n"))
    page = save(tmp_path, "page.html", formats.html(lines, head=head))
    first = adding.add(ledger, [page]).added[0]
    # Another advertisement is no new version.
    save(tmp_path, "page.html", formats.html(lines, head=head + "<!-- advertisement -->"))
    assert not adding.add(ledger, [page]).added[0].new
    corrected = (lines[0].replace("29 morts", "31 morts"), *lines[1:])
    save(tmp_path, "page.html", formats.html(corrected, head=head))
    second = adding.add(ledger, [page]).added[0]
    assert (second.new, second.previous) == (True, first.sha256)
    assert ledger.previous_version(second.sha256) == first.sha256
    (change,) = changes(ledger.document(first.sha256).text, ledger.document(second.sha256).text)
    assert ("29 morts" in change.old, "31 morts" in change.new) == (True, True)
    assert ledger.verify() == []


def test_a_table_states_the_source_and_its_words_the_rest(tmp_path: Path, book: Ledger) -> None:
    path = save(
        tmp_path,
        "claims.csv",
        "Déclaration,Source,Chiffre,Date\n"
        "Au moins 12 soldats ont été blessés en Irak,le Pentagone,12,2023-11-10\n".encode(),
    )
    adding.add(book, [path], Given(language="fr"))
    (claim,) = book.all_claims()
    assert claim.quantity is not None
    # "At least" stands in the words; the cell holds a bare number.
    assert (claim.quantity.low, claim.quantity.high) == (12, None)
    assert claim.origin == "le Pentagone"
    assert claim.published == PartialDate(2023, 11, 10)
    assert claim.measure is not None


def test_a_language_without_words_is_kept_and_said(tmp_path: Path, book: Ledger) -> None:
    path = write(
        tmp_path,
        "de.txt",
        "Das Ministerium hat am Mittwoch neunundzwanzig Tote gezählt und sucht weiter.",
    )
    report = adding.add(book, [path])
    assert [item.claims for item in report.new] == [0]
    assert any("«de»" in note for note in report.notes)


def test_a_manifest_among_the_inputs_is_taken_as_one(tmp_path: Path, book: Ledger) -> None:
    write(tmp_path, "a.txt", WIRE)
    (tmp_path / "manifest.csv").write_text("file,outlet,published\na.txt,La Vigie,2026-03-04\n")
    report = adding.add(book, [str(tmp_path)])
    (added,) = [item for item in report.new if item.path.endswith("a.txt")]
    document = book.document(added.sha256)
    assert (document.outlet, document.published) == ("La Vigie", PartialDate(2026, 3, 4))


def test_watching_a_folder_adds_what_appears_and_tells_each_problem_once(
    tmp_path: Path, book: Ledger
) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    watch = Watch(book, [str(folder)], Given())
    assert list(watch.run(times=1)) == []
    write(folder, "a.txt", WIRE)
    save(folder, "bad.txt", b"\x00\x01")
    import os

    for name in ("a.txt", "bad.txt"):
        os.utime(folder / name, (1, 1))
    assert len(list(watch.run(times=1))) == 1
    assert list(watch.run(every=0.01, times=3)) == []
    assert book.progress().documents == 1


def test_the_five_dispatches_are_added_once(shared: Path, book: Ledger) -> None:
    given = Given(manifest=Manifest.load(str(shared / "corpus" / "manifest.csv")))
    paths = [str(path) for path in sorted((shared / "corpus").glob("*.txt"))]
    assert len(adding.add(book, paths, given).new) == 5
    assert adding.add(book, paths, given).new == ()
    assert all(book.copied_from(book.find_document(path)) is None for path in paths)


def test_a_crash_before_groups_are_assessed_is_made_good_by_the_next_run(
    tmp_path: Path, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a.txt", WIRE)

    def crash(_assessments: object) -> None:
        raise RuntimeError("the power went out")

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "store_assessments", lambda _ledger, given: crash(given))
        with pytest.raises(RuntimeError):
            adding.add(book, [path])
    assert book.progress().groups > 0
    assert len(book.unfinished_groups()) == book.progress().groups
    adding.add(book, [path])
    assert book.unfinished_groups() == ()


def test_reprints_of_the_projects_dispatches_are_linked_to_them(
    tmp_path: Path, book: Ledger, fixtures: Path
) -> None:
    originals = sorted((fixtures / "dispatches").glob("*.txt"))
    paths = []
    for path in originals:
        text = path.read_text(encoding="utf-8")
        paths.append(write(tmp_path, path.name, text))
        words = text.split(" ")
        paths.append(write(tmp_path, f"half-{path.name}", " ".join(words[: len(words) // 2])))
        body = text.split("\n", 1)[1].lstrip()
        paths.append(
            write(tmp_path, f"dressed-{path.name}", f"Un autre titre\n\nMARNE (Reuters) — {body}")
        )
    report = adding.add(book, paths)
    shas = {Path(item.path).name: item.sha256 for item in report.added}
    for path in originals:
        if path.name.startswith("03"):
            continue  # itself a copy, of the wire story
        assert book.copied_from(shas[path.name]) is None
        assert book.copied_from(shas[f"half-{path.name}"]) == (shas[path.name], 1.0)
        dressed = book.copied_from(shas[f"dressed-{path.name}"])
        assert dressed is not None
        assert dressed[0] == shas[path.name]
        assert 0.75 < dressed[1] < 1.0


def test_what_is_no_prose_is_kept_without_claims_and_said(tmp_path: Path, book: Ledger) -> None:
    path = write(tmp_path, "a.txt", "12 morts " + "a" * 1_000_000)
    report = adding.add(book, [path], Given(language="fr"))
    assert [item.claims for item in report.new] == [0]
    assert any("without a space" in note for note in report.notes)


def test_a_list_of_numbers_without_a_full_stop_ends(
    tmp_path: Path, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reconcile.adding import working

    monkeypatch.setattr(working, "MOST_CLAIMS", 50)
    path = write(tmp_path, "a.txt", "et douze soldats ont été blessés près de Bagdad " * 200)
    report = adding.add(book, [path], Given(language="fr"))
    assert [item.claims for item in report.new] == [50]
    assert any("the first 50 of its" in note for note in report.notes)


def test_watching_a_feed_adds_its_new_entries(
    tmp_path: Path, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from reconcile.adding import watching
    from reconcile.reading import Fetcher

    monkeypatch.setattr(watching, "LEAST_BETWEEN_FETCHES", 0.0)
    monkeypatch.setattr(SimpleHTTPRequestHandler, "log_message", lambda *_: None)
    first = formats.item("Premier", "La police a compté 21 blessés.", 1)
    save(tmp_path, "feed.rss", formats.rss(first))
    serve = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), serve)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/feed.rss"
    watch = Watch(book, [address], Given(), fetcher=Fetcher(also_allowed=frozenset({"127.0.0.1"})))
    try:
        assert list(watch.run(times=1)) == []
        assert book.progress().documents == 1
        save(
            tmp_path,
            "feed.rss",
            formats.rss(formats.item("Dernier", "La police a compté 22 blessés.", 2), first),
        )
        assert list(watch.run(every=0.01, times=2)) == []
    finally:
        server.shutdown()
        server.server_close()
    assert book.progress().documents == 2


def test_a_text_whose_characters_were_guessed_is_named_and_one_in_utf8_is_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "old.txt").write_bytes("Deux habitants ont été blessés à Nîmes.".encode("cp1252"))
    (tmp_path / "new.txt").write_text("Trois habitants ont été blessés à Nîmes.", encoding="utf-8")
    with Ledger.open(tmp_path / "r.db") as ledger:
        report = adding.add(ledger, [str(tmp_path / "new.txt"), str(tmp_path / "old.txt")])
    assert [note.split(": ")[1] for note in report.notes] == [
        "is not UTF-8; read as cp1252, which is a guess"
    ]
    assert "old.txt" in report.notes[0]
