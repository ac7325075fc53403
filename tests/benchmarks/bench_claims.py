"""How long extraction takes: milliseconds an article, start-up, growth with length; and two libraries beside it.

spaCy's blank pipeline (which only splits words and sentences) and dateparser's ``search_dates`` (which only finds
dates) run on the same texts in the same run, where they are installed (extra ``bench``).
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reconcile.claims import extract_text

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / ".." / "shared"
#: Words of an article, and how many articles of each language are measured.
WORDS, ARTICLES, FEW = 500, 40, 5
#: Fresh processes a figure of start-up.
RUNS = 7


def articles(language: str) -> list[str]:
    """Cut news text into articles of 500 words: other people's where it lies beside the repository, else our own."""
    folder = SHARED / f"corpora/wikinews-{language}"
    paths = (
        sorted(folder.glob("*.txt"))
        if folder.exists()
        else sorted((ROOT / "fixtures").rglob("*.txt"))
    )
    words = [word for path in paths for word in path.read_text("utf-8").split(" ")]
    cut = [" ".join(words[start : start + WORDS]) for start in range(0, len(words) - WORDS, WORDS)]
    return cut[:ARTICLES]


def measure(run: Callable[[str], object], texts: list[str]) -> str:
    """Time a function on each text; give the median and the 95th percentile in milliseconds of CPU."""
    run(texts[0])
    times = []
    for text in texts:
        start = time.process_time()
        run(text)
        times.append(1000 * (time.process_time() - start))
    times.sort()
    return f"median {statistics.median(times):7.1f} ms, p95 {times[int(0.95 * len(times))]:7.1f} ms"


def per_article(language: str) -> None:
    """Print extraction beside the two libraries on the same articles."""
    texts = articles(language)
    if not texts:
        return
    print(f"{language}, {len(texts)} articles of {WORDS} words")
    print(f"  reconcile extract      {measure(partial(extract_text, language=language), texts)}")
    if importlib.util.find_spec("spacy"):
        import spacy

        pipeline = spacy.blank(language)
        pipeline.add_pipe("sentencizer")
        print(f"  spaCy blank            {measure(pipeline, texts)}")
    else:
        print("  spaCy is not installed (pip install 'reconcile-claims[bench]')")
    if importlib.util.find_spec("dateparser"):
        from dateparser.search import search_dates

        # It takes longer: a few are enough.
        searching = partial(search_dates, languages=[language])
        print(f"  dateparser, {FEW} of them  {measure(searching, texts[:FEW])}")
    else:
        print("  dateparser is not installed (pip install 'reconcile-claims[bench]')")


def start_up() -> None:
    """Print what a fresh process takes to load the extractor and read one sentence, above Python's own start."""
    with tempfile.TemporaryDirectory() as folder:
        compiled = {
            "PYTHONPYCACHEPREFIX": folder,
            "RECONCILE_CACHE": f"{folder}/tables",
            "PYTHONDONTWRITEBYTECODE": "",
        }
        _start_up("compiled, packs kept: as installed, after the first run", compiled)
    sources = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "", "RECONCILE_CACHE": ""}
    _start_up("nothing compiled, no pack kept: from the sources, nowhere to write", sources)


def _start_up(title: str, environment: dict[str, str]) -> None:
    sentence = "Au moins 20 personnes ont été tuées mardi, selon la police."
    code = f"from reconcile.claims import extract_text; extract_text({sentence!r}, language='fr')"
    libraries = (
        "import dataclasses, datetime, enum, functools, hashlib, json, re, typing, unicodedata"
    )
    programs = (
        ("Python itself", "pass"),
        ("standard library", libraries),
        ("import reconcile.claims", "import reconcile.claims"),
        ("and the first claim", code),
    )
    print(f"start-up, {title}; milliseconds of CPU above Python's own (best of {RUNS})")
    own = 0.0
    for name, program in programs:
        spent = min(_cpu(program, environment) for _ in range(RUNS))
        own = own or spent
        print(f"  {name:<24} {spent if name == 'Python itself' else spent - own:6.0f} ms")


def _cpu(program: str, environment: dict[str, str]) -> float:
    """Run a program in a fresh Python; give its milliseconds of CPU, which other work on the machine disturbs least."""
    before = _children()
    subprocess.run(
        [sys.executable, "-c", program], check=True, cwd=ROOT, env=os.environ | environment
    )
    return _children() - before


def _children() -> float:
    """Milliseconds of CPU that the processes started so far have taken; of the clock where they are not told."""
    try:
        import resource
    except ImportError:
        return 1000 * time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (used.ru_utime + used.ru_stime)


def growth() -> None:
    """Print how the time grows with the length of one text."""
    text = " ".join(articles("fr"))
    while len(text) < 1_000_000:
        text += " " + text
    print("growth with length (French)")
    for size in (10_000, 100_000, 1_000_000):
        start = time.process_time()
        found = extract_text(text[:size], language="fr")
        spent = time.process_time() - start
        print(
            f"  {size:>9} characters {1000 * spent:9.0f} ms  {1e6 * spent / size:6.1f} µs a character, {len(found)} claims"
        )


def main() -> None:
    """Print every measurement."""
    for language in ("fr", "en"):
        per_article(language)
    start_up()
    growth()


if __name__ == "__main__":
    main()
