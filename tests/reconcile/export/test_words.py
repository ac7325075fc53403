"""The words of reports are whole in every language that has any."""

from __future__ import annotations

import datetime as dt

import pytest

from reconcile.export.columns import columns_of
from reconcile.export.rows import ROW_TYPES
from reconcile.export.words import words_of
from reconcile.languages import load
from reconcile.model import Interval, PartialDate
from schema.vocabulary import Family, Label, Modality, RelationType, Status, Treatment


def keys(table: dict, path: str = "") -> set[str]:
    found = set()
    for key, value in table.items():
        found |= keys(value, f"{path}{key}.") if isinstance(value, dict) else {path + key}
    return found


def blanks(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_french_and_english_have_the_same_words_with_the_same_blanks():
    english, french = load("en")["report"], load("fr")["report"]
    told = {key for key in keys(english) | keys(french) if not key.startswith("columns.")}
    assert told <= keys(english)
    assert told <= keys(french)
    for key, text in english.items():
        if isinstance(text, str):
            assert blanks(text) == blanks(french[key]), key


def test_every_column_is_told_in_french_too():
    words, told = words_of("fr"), load("fr")["report"]["columns"]
    used = {"sheet", "column", "type", "meaning"}
    for grain, row_type in ROW_TYPES.items():
        for column in columns_of(row_type):
            said = words.column(grain.value, column.name, "")
            assert said, f"{grain.value} {column.name}"
            used |= {column.name, f"{grain.value}_{column.name}"}
    assert set(told) <= used


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("status", Status),
        ("labels", Label),
        ("relations", RelationType),
        ("families", Family),
        ("treatments", Treatment),
        ("modalities", [item for item in Modality if item is not Modality.CERTAIN]),
    ],
)
def test_every_value_of_a_vocabulary_has_its_word(language: str, table: str, values):
    assert {value.value for value in values} <= set(load(language)["report"][table])


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (56, 56, "56"),
        (12, None, "12 or more"),
        (0, 20, "up to 20"),
        (None, 20, "up to 20"),
        (0, 0, "0"),
        (5500, 6499, "5,500 to 6,499"),
        (None, None, "any number"),
        (1.5, 1.5, "1.5"),
    ],
)
def test_an_interval_is_said_in_words(low, high, said):
    assert words_of("en").interval(Interval(low, high)) == said


def test_numbers_and_dates_are_written_as_the_reader_writes_them():
    french, english = words_of("fr"), words_of("en")
    assert english.interval(Interval(5791, None)) == "5,791 or more"
    assert french.interval(Interval(5791, None)).replace("\u202f", " ") == "5 791 ou plus"
    assert english.figure(30, "%") == "30 %"
    assert [french.date(PartialDate.parse(text)) for text in ("2023-11-10", "2023-11", "2023")] == [
        "10 nov. 2023",
        "novembre 2023",
        "2023",
    ]
    moment = dt.datetime(2024, 3, 9, 15, 2, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    assert english.moment(moment) == "9 Mar 2024, 14:02 UTC"
    assert (
        french.share(0.5).replace("\u00a0", " ").replace("\u202f", " "),
        english.share(None),
    ) == ("50 %", "")


def test_a_language_without_words_for_reports_gets_english():
    assert words_of("xx").language == "en"


def test_counts_are_of_one_or_of_several():
    assert words_of("en").count("document", 1) == "1 document"
    assert words_of("fr").count("origin", 2) == "2 origines indépendantes"
