"""The settings, changed in the desk and kept in their file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input

from tui import citation, language
from tui.language import _
from tui.screens.form import Form
from tui.settings import Settings
from tui.widgets.cycle import Cycle


class SettingsScreen(Form[Settings | None]):
    """Language, theme, citations. Keys are changed in the file, which is named here."""

    def __init__(self, settings: Settings, themes: Sequence[str], file: Path) -> None:
        about = _("Keys are changed in {file}, under [keys].").format(file=file)
        super().__init__(_("Settings"), about)
        self._settings, self._themes = settings, sorted(themes)
        self._languages = [None, *language.available()]
        self._styles = list(citation.STYLES)

    def fields(self) -> Sequence[tuple[str, Widget]]:
        now = self._settings
        languages = [code or _("as the locale says") for code in self._languages]
        known = now.language if now.language in self._languages else None
        theme = self._themes.index(now.theme) if now.theme in self._themes else 0
        style = self._styles.index(now.citation) if now.citation in self._styles else 0
        styles = [_(citation.STYLES[name][0]) for name in self._styles]
        return (
            (_("Language"), Cycle(languages, self._languages.index(known), id="language")),
            (_("Theme"), Cycle(self._themes, theme, id="theme")),
            (_("Citation"), Cycle(styles, style, id="citation")),
            (_("After a mark"), Cycle([_("stay"), _("go to the next undecided claim")],
                                      int(now.advance), id="advance")),
            (_("Quotes file"), Input(str(now.quotes_file), id="quotes_file", max_length=1000)),
        )  # fmt: skip

    def _chosen(self, name: str) -> int:
        return self.query_one(f"#{name}", Cycle).chosen

    def answer(self) -> Settings:
        return replace(
            self._settings,
            language=self._languages[self._chosen("language")],
            theme=self._themes[self._chosen("theme")],
            citation=self._styles[self._chosen("citation")],
            advance=bool(self._chosen("advance")),
            quotes_file=Path(self.text_of("quotes_file") or "reconcile-quotes.txt"),
        )
