"""The language the desk speaks: English in the code, others from gettext catalogues beside it.

A catalogue is a ``.po`` file in ``locales/``; adding a language is adding a file. It is read when the
desk starts in that language, so there is nothing to compile and nothing to go stale.
"""

from __future__ import annotations

import gettext as _gettext
import io
import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

#: The language of the messages in the code.
NATIVE = "en"

_current: tuple[str, _gettext.NullTranslations] = (NATIVE, _gettext.NullTranslations())


@cache
def available() -> tuple[str, ...]:
    """List the languages the desk speaks, by ISO 639-1 code."""
    names = (item.name for item in (files("tui") / "locales").iterdir())
    return (NATIVE, *sorted(name.removesuffix(".po") for name in names if name.endswith(".po")))


def from_environment(environment: Mapping[str, str] = os.environ) -> str:
    """Take the language of the locale (``LC_ALL``, ``LC_MESSAGES``, ``LANG``), else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable)
        if value:
            code = value.partition("_")[0].partition(".")[0].lower()
            return code if code in available() else NATIVE
    return NATIVE


def use(language: str | None) -> str:
    """Speak ``language`` from now on (``None``: that of the locale); return what was chosen."""
    global _current
    code = language if language in available() else from_environment()
    _current = (code, _catalogue(code))
    return code


def current() -> str:
    """Tell which language the desk speaks."""
    return _current[0]


def _(message: str) -> str:
    """Say ``message`` in the desk's language."""
    return _current[1].gettext(message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name, which extraction looks for
    """Mark a message of a table for translation, without translating it yet."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Say ``one`` or ``many`` as the language counts, with ``{n}`` filled in."""
    return _current[1].ngettext(one, many, count).format(n=count)


@cache
def _catalogue(code: str) -> _gettext.NullTranslations:
    if code == NATIVE:
        return _gettext.NullTranslations()
    # Imported here: an English desk must not pay for Babel at start-up.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with (files("tui") / "locales" / f"{code}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)
