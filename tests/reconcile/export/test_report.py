"""The report: whole in one file, safe whatever a document says, readable by everyone in a real browser."""

from __future__ import annotations

import html
import importlib.util
import io
import json
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reconcile.export import formats
from reconcile.export.formats import Options
from reconcile.export.table import Table
from reconcile.model import Assessment, Interval, Quote
from schema.vocabulary import Family, RelationType
from tests.reconcile.export.examples import (
    DECIDED_WOUNDED,
    DECISION,
    THIRTY_ONE,
    VERDICT,
    WOUNDED,
    table,
)

HOSTILE = "</script><img src=x onerror=alert(1)> {{ 7*7 }} \"' &amp; \u202e[/x]\x00\ud800"


def report(source: Table | None = None, language: str = "en") -> str:
    out = io.BytesIO()
    source = source or table(DECIDED_WOUNDED, again(), language=language)
    formats.find("html").write(source, out, Options())
    return out.getvalue().decode("utf-8")


def again():
    """A second group, undecided, of other claims that say the same."""
    claims = tuple(replace(claim, id=f"{claim.id}-again") for claim in WOUNDED.claims)
    independent = (("claim-12-again", "claim-20-again"), ("claim-31-again",))
    return replace(
        WOUNDED,
        group=replace(WOUNDED.group, id="again", name="The same, undecided"),
        claims=claims,
        assessment=Assessment(
            anchor="claim-12-again",
            independent=independent,
            consistent=True,
            bounds=Interval(12, None),
        ),
    )


class Reader(HTMLParser):
    """Notes the elements of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, attribute: str) -> list[str]:
        return [value for _, found in self.elements if (value := found.get(attribute))]


def test_the_report_is_one_file_that_fetches_and_runs_nothing():
    page = report()
    read = Reader(page)
    tags = {tag for tag, _ in read.elements}
    assert not tags & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "video",
        "audio",
    }
    assert not read.all("src")
    assert "url(" not in page
    assert "@import" not in page
    assert not any(name.startswith("on") for _, found in read.elements for name in found)


def test_every_link_within_the_report_leads_somewhere():
    read = Reader(report())
    names = read.all("id")
    assert Counter(names).most_common(1)[0][1] == 1
    links = [link.removeprefix("#") for link in read.all("href") if link.startswith("#")]
    assert set(links) <= set(names)
    for references in (*read.all("aria-labelledby"),):
        assert set(references.split()) <= set(names)


def test_the_report_shows_figures_quotes_speakers_reasons_and_lineage():
    text = Reader(report()).text
    for said in (
        "People wounded, Port-Aven, March 2024",
        "Low 12",
        "Best 31",
        "the hospital counts patients",
        "Au moins 12 personnes ont été blessées à Port-Aven",
        "31 (hospital, 8 March) does not deny “at least 12”",
        "the toll rose overnight",
        "copies another document here (50%)",
        "3 copies 1",
        "From which day does it count?",
        "reliability B",
        "suggested credibility 2",
        "characters 23–45",
        "Not all of these sources can be right at once.",
        "12 entries, the last with hash c0ffee",
    ):
        assert said in text


def test_the_figure_and_the_speaker_stand_out_within_the_untouched_sentence():
    page = report()
    assert "<mark>31</mark><b> people were wounded</b> in Port-Aven." in page
    hop = replace(THIRTY_ONE.attribution[0], speaker="hospital")
    view = replace(WOUNDED, claims=(replace(THIRTY_ONE, attribution=(hop,)),))
    assert 'The <span class="who">hospital</span> said that <mark>31</mark>' in report(table(view))


def test_a_second_opinion_and_a_correction_are_shown():
    second = replace(DECISION, family=Family.APART, editor="Bo", reason="other wards")
    view = replace(
        DECIDED_WOUNDED,
        opinions={("claim-12", "claim-31", "Bo"): second},
        corrected={"claim-31": {"population": {"population": "patients"}}},
    )
    text = Reader(report(table(view))).text
    assert "Bo sees it otherwise: apart – other wards" in text
    assert "corrected by an editor; extracted were: population patients" in text


def test_an_undecided_group_is_not_shown_as_decided():
    text = Reader(report(table(WOUNDED))).text
    assert "Taken together, the sources imply 12 or more" in text
    assert "No verdict yet" in text


def test_what_contradicts_and_is_undecided_stands_first():
    contradicts = replace(
        WOUNDED.assessment.relations[0],
        type=RelationType.CONTRADICTS,
        explanation="31 contradicts 12: no number satisfies both.",
    )
    view = replace(
        WOUNDED, assessment=replace(WOUNDED.assessment, relations=(contradicts,), conflicts=())
    )
    text = Reader(report(table(view))).text
    first = text.index("Contradictions that await a decision")
    assert first < text.index("31 contradicts 12") < text.index("Overview")
    assert "Sources contradict one another." in text
    # Figures that can all be right say nothing of a contradiction between statements.
    assert "All of these figures can be right" not in text
    assert "Contradictions that await" not in Reader(report(table(again()))).text


def test_a_claim_that_stands_alone_is_told_in_short():
    alone = replace(
        WOUNDED,
        group=replace(WOUNDED.group, id="alone", name="rescuers sent, Port-Aven"),
        claims=(THIRTY_ONE,),
        assessment=Assessment(independent=(("claim-31",),)),
    )
    read = Reader(report(table(again(), alone)))
    assert "1 more questions have one claim each" not in read.text
    assert "1 more question has one claim" in read.text
    said_once = read.text[read.text.index("Said once") :]
    assert "Rescuers sent, Port-Aven" in said_once
    assert "31 people were wounded" in said_once
    assert "Who had it from whom" not in said_once
    assert "group-alone" in read.all("id")


def test_the_overview_shows_how_the_figures_lie():
    read = Reader(report())
    drawings = [
        found for tag, found in read.elements if tag == "svg" and found.get("class") == "spark"
    ]
    assert len(drawings) == 2
    assert all(found["aria-hidden"] == "true" for found in drawings)


def test_the_report_speaks_french():
    read = Reader(report(language="fr"))
    assert ("html", {"lang": "fr"}) in read.elements
    assert "Ce que disent les sources, et pourquoi elles diffèrent" in read.text
    assert "9 mars 2024" in read.text
    assert "12 ou plus" in read.text


def test_whatever_a_document_or_an_editor_writes_stays_text():
    head = replace(
        WOUNDED.documents[THIRTY_ONE.document],
        outlet=HOSTILE,
        title=HOSTILE,
        url="javascript:alert(1)",
    )
    hop = replace(THIRTY_ONE.attribution[0], speaker=HOSTILE)
    claim = replace(
        THIRTY_ONE,
        quote=Quote(HOSTILE, 0, len(HOSTILE)),
        sentence=HOSTILE,
        origin=HOSTILE,
        attribution=(hop,),
        quantity=replace(THIRTY_ONE.quantity, raw=HOSTILE, start=0, end=9),
    )
    judged = replace(DECISION, reason=HOSTILE, editor=HOSTILE)
    view = replace(
        DECIDED_WOUNDED,
        claims=(WOUNDED.claims[0], claim),
        documents={**WOUNDED.documents, head.sha256: head},
        judgements={("claim-12", "claim-31"): judged},
        verdict=replace(VERDICT, reason=HOSTILE, editor=HOSTILE),
        notes={"claim-31": HOSTILE, "wounded-port-aven": HOSTILE},
        group=replace(WOUNDED.group, id='"><script>', name=HOSTILE),
    )
    page = report(table(view))
    read = Reader(page)
    assert not {tag for tag, _ in read.elements} & {"script", "img"}
    assert not any("javascript:" in link for link in read.all("href"))
    assert "\u202e" not in page
    assert "\x00" not in page
    # The language of a template is not spoken in a quote.
    assert "49" not in read.text
    shown = HOSTILE.replace("\u202e", "[U+202E]").replace("\x00", "␀").replace("\ud800", "�")
    assert html.escape(shown.split("{{")[0].strip(), quote=False) in page.replace("</mark><b>", "")


def chromium() -> str:
    found = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not found:
        pytest.skip("Chromium is not installed")
    return found


def axe() -> str:
    """axe-core's own script, from whichever package brings it."""
    for package in ("axe_core_python", "axe_playwright_python"):
        spec = importlib.util.find_spec(package)
        if spec and spec.origin:
            for script in Path(spec.origin).parent.rglob("axe.min.js"):
                return script.read_text(encoding="utf-8")
    pytest.skip("axe-core is not installed")


def browse(page: Path, *flags: str, size: str = "1200,900") -> str:
    """Open a page in Chromium without a window and give its elements back once it is done."""
    command = [
        chromium(),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--window-size={size}",
    ]
    command += [f"--user-data-dir={page.parent}/profile", *flags, page.as_uri()]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()


DARK = "--blink-settings=preferredColorScheme=0"
LIGHT = "--blink-settings=preferredColorScheme=1"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("size", ["1200,900", "500,900"])
@pytest.mark.parametrize(("scheme", "name"), [(LIGHT, "light"), (DARK, "dark")])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_axe_finds_nothing_to_object_to(
    tmp_path: Path, size: str, scheme: str, name: str, language: str
):
    # The copy that is examined may run axe's script, and nothing else differs.
    page = re.sub(
        r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", report(language=language)
    )
    run = (
        "<script>axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}).then(found => {"
        "const told = document.createElement('pre'); told.id = 'axe';"
        "const dark = matchMedia('(prefers-color-scheme: dark)').matches;"
        "told.textContent = JSON.stringify({dark, passes: found.passes.map(rule => rule.id), violations:"
        " found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html + node.failureSummary)])});"
        "document.body.append(told)})</script></body>"
    )
    page = page.replace("</body>", f"<script>{axe()}</script>{run}")
    path = tmp_path / "report.html"
    path.write_text(page, encoding="utf-8")
    seen = browse(path, scheme, "--virtual-time-budget=20000", "--dump-dom", size=size)
    found = re.search(r'<pre id="axe">(.*?)</pre>', seen, re.DOTALL)
    assert found
    told = json.loads(html.unescape(found.group(1)))
    assert told["dark"] is (name == "dark")
    assert {"color-contrast", "html-has-lang", "svg-img-alt"} <= set(told["passes"])
    assert told["violations"] == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_browser_shows_the_figures_and_prints_them(tmp_path: Path):
    path = tmp_path / "report.html"
    path.write_text(report(), encoding="utf-8")
    seen = browse(path, "--dump-dom")
    assert "<mark>31</mark>" in seen
    assert "Au moins 12" in seen
    browse(path, f"--print-to-pdf={tmp_path}/report.pdf", "--no-pdf-header-footer")
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(tmp_path / "report.pdf")
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "What the sources say" in text
    assert "Au moins 12 personnes ont été blessées" in " ".join(text.split())
    assert "https://example.org/2" in text


@pytest.mark.browser
@pytest.mark.slow
def test_a_phone_need_not_scroll_sideways(tmp_path: Path):
    path = tmp_path / "report.html"
    page = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", report())
    frame = (
        "<iframe srcdoc='' style='width: 360px; height: 800px'></iframe><script>"
        "const frame = document.querySelector('iframe'); frame.srcdoc = PAGE;"
        "frame.onload = () => document.title = 'width ' + frame.contentDocument.documentElement.scrollWidth;"
        "</script>"
    )
    path.write_text(frame.replace("PAGE", json.dumps(page).replace("</", "<\\/")), encoding="utf-8")
    seen = browse(path, "--virtual-time-budget=5000", "--dump-dom")
    found = re.search(r"<title>width (\d+)</title>", seen)
    assert found
    assert int(found.group(1)) <= 360
