"""Reading: throughput and memory, copies found, and what adding to a large ledger costs.

Prints figures and passes no judgement. ``python -m tests.benchmarks reading``
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from reconcile import adding, claims
from reconcile.adding import linking
from reconcile.adding.job import Watching
from reconcile.ledger import Ledger
from reconcile.model import Document
from reconcile.reading import read
from reconcile.reading.copies import Words, compare, sketch

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT.parent / "shared" / "corpora"
FORMATS = ("html", "docx", "pdf", "eml")
#: How many documents the large ledger's index holds.
LARGE = 100_000


def articles() -> list[str]:
    """List the Wikinews articles beside the repository; the project's own dispatches where they are absent."""
    found = sorted(str(path) for path in ARTICLES.glob("wikinews-*/*.txt"))
    return found or sorted(str(path) for path in (ROOT / "fixtures" / "dispatches").glob("*.txt"))


def megabytes() -> float:
    """Give the most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def reading_alone(paths: Sequence[str]) -> list[Document]:
    """Measure reading, then reading and extracting."""
    list(read(paths[0]))  # the language model is loaded once
    start = time.perf_counter()
    documents = [document for path in paths for document in read(path)]
    seconds = time.perf_counter() - start
    size = sum(len(document.text) for document in documents) / 1e6
    print(
        f"reading: {len(documents)} documents, {size:.2f} M characters in {seconds:.2f} s: "
        f"{len(documents) / seconds:.0f} documents/s, {size / seconds:.2f} M characters/s, "
        f"{megabytes():.0f} MB"
    )
    start = time.perf_counter()
    found = sum(len(claims.extract(document)) for document in documents)
    extracting = time.perf_counter() - start
    print(
        f"reading and extracting: {found} claims in {seconds + extracting:.2f} s: "
        f"{len(documents) / (seconds + extracting):.1f} documents/s, {megabytes():.0f} MB"
    )
    return documents


def by_format(documents: Sequence[Document]) -> None:
    """Measure each form on the same texts."""
    from tests.reconcile.reading import formats

    make = {
        "html": formats.html,
        "docx": formats.docx,
        "pdf": formats.pdf,
        "eml": partial(formats.mail, charset="utf-8"),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name in FORMATS:
            files = []
            for number, document in enumerate(documents[:50]):
                body = tuple(line for line in document.text.split("\n") if line.strip())
                body = tuple(line.encode("cp1252", "replace").decode("cp1252") for line in body)
                files.append(formats.save(Path(folder), f"{number}.{name}", make[name](body)))
            list(read(files[0]))
            start = time.perf_counter()
            for path in files:
                list(read(path))
            print(
                f"  {name}: {1000 * (time.perf_counter() - start) / len(files):.1f} ms a document"
            )


def adding_all(paths: Sequence[str]) -> None:
    """Measure the whole path into a ledger, and a second run."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "r.db") as ledger:
        for run in ("first", "second"):
            grouping: list[float] = []
            start = time.perf_counter()
            watching = Watching(on_step=_stopwatch(grouping))
            report = adding.add(ledger, paths, watching=watching)
            end = time.perf_counter()
            kept = grouping[0] if grouping else end  # nothing new, nothing to group
            linked = [item for item in report.new if item.copy_of]
            print(
                f"adding, {run} run: {len(report.new)} new of {len(report.added)}, "
                f"{len(report.problems)} problems, {len(linked)} copies; {kept - start:.1f} s to keep, "
                f"{end - kept:.1f} s to group and relate {len(report.groups)} groups; "
                f"{megabytes():.0f} MB"
            )


def _stopwatch(times: list[float]) -> Callable[[str], None]:
    return lambda _step: times.append(time.perf_counter())


def copies_found(documents: Sequence[Document]) -> None:
    """Cut every article to half, and count which index would find it: sampled shingles, or MinHash."""
    halves = [(document, _half(document.text)) for document in documents]
    halves = [(document, half) for document, half in halves if len(half.split()) >= 40]
    postings: dict[int, set[str]] = {}
    for document in documents:
        for value in sketch(document.text, document.masked):
            postings.setdefault(value, set()).add(document.sha256)
    shares, found = [], 0
    for document, half in halves:
        shared = sum(document.sha256 in postings.get(value, ()) for value in sketch(half))
        found += shared >= 2
        shares.append(compare(Words.of(half), Words.of(document.text)).share)
    print(
        f"halves of {len(halves)} articles: {found} found by sampled shingles; share copied at least "
        f"{min(shares):.2f}, on average {sum(shares) / len(shares):.3f}"
    )
    _by_minhash(documents, halves)


def _by_minhash(documents: Sequence[Document], halves: Sequence[tuple[Document, str]]) -> None:
    try:
        from rensa import RMinHash, RMinHashLSH
    except ModuleNotFoundError:
        print("  MinHash: rensa is not installed")
        return

    def signature(text: str) -> RMinHash:
        words = text.casefold().split()
        minhash = RMinHash(num_perm=128, seed=1)
        minhash.update([" ".join(words[start : start + 5]) for start in range(len(words) - 4)])
        return minhash

    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    for number, document in enumerate(documents):
        index.insert(number, signature(document.text))
    place = {document.sha256: number for number, document in enumerate(documents)}
    found = sum(place[document.sha256] in index.query(signature(half)) for document, half in halves)
    print(f"  MinHash (rensa, 128 permutations, 32 bands): {found} found")


def _half(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n".join(lines[: max(1, len(lines) // 2)])


def large_ledger(documents: Sequence[Document]) -> None:
    """Measure linking one more document to an index of very many."""
    draw = random.Random(7)
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "r.db") as ledger:
        ledger.add_document(documents[0], ())
        _fill(ledger, draw)
        times = []
        for document in islice(documents, 1, 41):
            ledger.add_document(document, ())
            start = time.perf_counter()
            linking.link(ledger, document)
            times.append(time.perf_counter() - start)
        size = (Path(folder) / "r.db").stat().st_size / 1e6
        print(
            f"linking one document among {LARGE:,}: {1000 * sorted(times)[len(times) // 2]:.1f} ms "
            f"(slowest {1000 * max(times):.1f}), ledger {size:.0f} MB"
        )


def _fill(ledger: Ledger, draw: random.Random) -> None:
    """Enter many made-up documents into the index, without their texts: linking never reads those."""
    from sqlalchemy import insert, text

    from schema.tables import document_index, shingle

    columns = "text_sha256, path, text, reader, reader_version, media_type, masked"
    with ledger.engine.begin() as connection:
        for start in range(1, LARGE, 2_000):
            numbers = range(start + 1, min(start + 2_001, LARGE + 1))
            connection.execute(
                text(
                    f"INSERT INTO document (sha256, {columns}) VALUES (:sha, '', '', '', '', '', '', '[]')"
                ),
                [{"sha": f"{number:064}"} for number in numbers],
            )
            connection.execute(
                insert(document_index),
                [{"number": n, "document": f"{n:064}", "words": 350} for n in numbers],
            )
            rows = [
                {"value": value, "number": number}
                for number in numbers
                for value in {draw.getrandbits(63) for _ in range(85)}
            ]
            connection.execute(insert(shingle), rows)


def main() -> None:
    """Print all figures."""
    paths = articles()
    documents = reading_alone(paths)
    by_format(documents)
    copies_found(documents)
    adding_all(paths)
    large_ledger(documents)


if __name__ == "__main__":
    main()
