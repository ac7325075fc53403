"""Words for time become closed intervals of days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.claims.periods import Period, PeriodKind, find_periods
from reconcile.model import PartialDate

FRIDAY = PartialDate(2023, 11, 10)


def only(text: str, language: str, published: PartialDate | None = FRIDAY) -> Period:
    """The one period of a text."""
    (period,) = find_periods(text, language, published)
    return period


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("le 7 octobre 2022", "on", "2022-10-07", "2022-10-07"),
        ("le 7 octobre", "on", "2023-10-07", "2023-10-07"),
        ("le 20 décembre", "on", "2023-12-20", "2023-12-20"),
        ("le 12 mars dernier", "on", "2023-03-12", "2023-03-12"),
        ("depuis le 17 octobre", "since", "2023-10-17", None),
        ("entre le 17 et le 24 octobre", "between", "2023-10-17", "2023-10-24"),
        ("du 3 au 5 juin 2012", "between", "2012-06-03", "2012-06-05"),
        ("de 2008 à 2012", "between", "2008", "2012"),
        ("jusqu'au 5 novembre", "until", None, "2023-11-05"),
        ("au 5 novembre", "as_of", None, "2023-11-05"),
        ("en 2012", "during", "2012", "2012"),
        ("en octobre", "during", "2023-10", "2023-10"),
        ("à la mi-octobre", "during", "2023-10-11", "2023-10-20"),
        ("fin 2012", "during", "2012-09", "2012-12"),
        ("mardi", "on", "2023-11-07", "2023-11-07"),
        ("vendredi", "on", "2023-11-10", "2023-11-10"),
        ("lundi dernier", "on", "2023-11-06", "2023-11-06"),
        ("hier soir", "on", "2023-11-09", "2023-11-09"),
        ("avant-hier", "on", "2023-11-08", "2023-11-08"),
        ("la semaine dernière", "during", "2023-10-30", "2023-11-05"),
        ("le mois dernier", "during", "2023-10", "2023-10"),
        ("l'an dernier", "during", "2022", "2022"),
        ("cette semaine", "during", "2023-11-06", "2023-11-10"),
        ("la semaine écoulée", "last", "2023-11-03", "2023-11-10"),
        ("au cours des dernières 24 heures", "last", "2023-11-09", "2023-11-10"),
        ("les dix derniers jours", "last", "2023-10-31", "2023-11-10"),
        ("ces dernières semaines", "last", None, "2023-11-10"),
        ("depuis le début de l'année", "since", "2023-01-01", None),
        ("il y a deux jours", "on", "2023-11-08", "2023-11-08"),
        ("il y a 50 ans", "during", "1973", "1973"),
        ("le lundi 6", "on", "2023-11-06", "2023-11-06"),
        ("en mars de l'année dernière", "during", "2022-03", "2022-03"),
        ("le 2023-10", "during", "2023-10", "2023-10"),
        ("2019-20", "during", "2019", "2020"),
        ("jusqu'à présent", "as_of", None, "2023-11-10"),
        ("à ce jour", "as_of", None, "2023-11-10"),
        ("vendredi dernier", "on", "2023-11-03", "2023-11-03"),
        ("au premier semestre 2020", "during", "2020-01", "2020-06"),
        ("au deuxième trimestre de 2021", "during", "2021-04", "2021-06"),
        ("au troisième trimestre", "during", "2023-07", "2023-09"),
        ("sur les neuf premiers mois de l'année", "during", "2023-01", "2023-09"),
        ("l'été dernier", "during", "2023-06", "2023-08"),
        ("durant le week-end", "during", "2023-11-04", "2023-11-05"),
        ("d'ici la fin de l'année", "until", None, "2023-12"),
        ("lundi et mardi", "between", "2023-11-06", "2023-11-07"),
        ("au cours des 7 et 8 octobre", "between", "2023-10-07", "2023-10-08"),
        ("depuis que la guerre a éclaté le 7 octobre", "since", "2023-10-07", None),
        ("plus tôt dans la semaine", "during", "2023-11-06", "2023-11-10"),
    ],
)
def test_french_words_for_time(text: str, kind: str, start: str | None, end: str | None) -> None:
    period = only(text, "fr")
    assert (period.kind, _iso(period.start), _iso(period.end)) == (kind, start, end)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("October 7, 2022", "on", "2022-10-07", "2022-10-07"),
        ("7 October", "on", "2023-10-07", "2023-10-07"),
        ("Oct. 7", "on", "2023-10-07", "2023-10-07"),
        ("since October 7", "since", "2023-10-07", None),
        ("as of September 30", "as_of", None, "2023-09-30"),
        ("from Oct. 7 to Nov. 3", "between", "2023-10-07", "2023-11-03"),
        ("October 3-5", "between", "2023-10-03", "2023-10-05"),
        ("between 2015 and 2017", "between", "2015", "2017"),
        ("until Tuesday", "until", None, "2023-11-07"),
        ("Wednesday", "on", "2023-11-08", "2023-11-08"),
        ("next Friday", "on", "2023-11-17", "2023-11-17"),
        ("yesterday morning", "on", "2023-11-09", "2023-11-09"),
        ("last week", "during", "2023-10-30", "2023-11-05"),
        ("the past week", "last", "2023-11-03", "2023-11-10"),
        ("in the last 24 hours", "last", "2023-11-09", "2023-11-10"),
        ("over the past two weeks", "last", "2023-10-27", "2023-11-10"),
        ("last year", "during", "2022", "2022"),
        ("two days ago", "on", "2023-11-08", "2023-11-08"),
        ("this past May", "during", "2023-05", "2023-05"),
        ("in January of this year", "during", "2023-01", "2023-01"),
        ("as of late Tuesday", "as_of", None, "2023-11-07"),
        ("so far this year", "during", "2023-01-01", "2023-11-10"),
        ("so far", "as_of", None, "2023-11-10"),
        ("last Friday", "on", "2023-11-03", "2023-11-03"),
        ("in the first half of 2020", "during", "2020-01", "2020-06"),
        ("in the second quarter of 2021", "during", "2021-04", "2021-06"),
        ("over the first half of the year", "during", "2023-01", "2023-06"),
        ("in the first six months of 2022", "during", "2022-01", "2022-06"),
        ("last summer", "during", "2023-06", "2023-08"),
        ("over the weekend", "during", "2023-11-04", "2023-11-05"),
        ("by the end of the year", "until", None, "2023-12"),
        ("on Monday and Tuesday", "between", "2023-11-06", "2023-11-07"),
        ("on the night of 9 to 10 November", "between", "2023-11-09", "2023-11-10"),
        ("in the three months to September", "during", "2023-07", "2023-09"),
        ("in the 12 months to June 2023", "during", "2022-07", "2023-06"),
        ("in the week ending 5 November", "during", "2023-10-30", "2023-11-05"),
        ("a week ago", "on", "2023-11-03", "2023-11-03"),
        ("in recent weeks", "last", None, "2023-11-10"),
        ("in the past few days", "last", None, "2023-11-10"),
    ],
)
def test_english_words_for_time(text: str, kind: str, start: str | None, end: str | None) -> None:
    period = only(text, "en")
    assert (period.kind, _iso(period.start), _iso(period.end)) == (kind, start, end)


def test_spanish_words_for_time() -> None:
    assert _iso(only("desde el 7 de octubre", "es").start) == "2023-10-07"
    assert _iso(only("la semana pasada", "es").start) == "2023-10-30"


def test_an_event_is_dated_by_its_own_sentence() -> None:
    period = only("20 killed since the war began on 7 October", "en")
    assert (period.kind, _iso(period.start), period.rule) == (
        PeriodKind.SINCE,
        "2023-10-07",
        "event_dated",
    )


def test_an_event_dated_once_is_known_in_the_whole_text() -> None:
    text = "La guerre a éclaté le 7 octobre. On compte 20 morts depuis le début de la guerre."
    period = find_periods(text, "fr", FRIDAY)[-1]
    assert (period.kind, _iso(period.start)) == (PeriodKind.SINCE, "2023-10-07")
    assert period.rule == "event_dated_elsewhere"


def test_an_event_without_a_date_stays_open() -> None:
    period = only("20 morts depuis le début de l'épidémie", "fr")
    assert (period.kind, period.start) == (PeriodKind.SINCE, None)


def test_the_same_day_is_the_day_named_before() -> None:
    periods = find_periods("Le 7 octobre, 5 morts. Le même jour, 3 blessés.", "fr", FRIDAY)
    assert [_iso(period.start) for period in periods] == ["2023-10-07", "2023-10-07"]


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    period = only("lundi dernier", "fr", published=None)
    assert (period.start, period.end, period.relative) == (None, None, True)
    assert only("le 7 octobre", "fr", published=None).start is None
    assert _iso(only("le 7 octobre 2023", "fr", published=None).start) == "2023-10-07"


def test_a_month_of_publication_does_for_months_and_not_for_days() -> None:
    month = PartialDate(2023, 11)
    assert _iso(only("le mois dernier", "fr", month).start) == "2023-10"
    assert only("mardi", "fr", month).start is None


def test_may_is_a_month_only_where_it_is_one() -> None:
    assert find_periods("They may leave. March on!", "en", FRIDAY) == []
    assert _iso(only("in May 2019", "en").start) == "2019-05"


def test_dates_beyond_the_calendar_raise_nothing() -> None:
    for published in (PartialDate(1, 1, 1), PartialDate(9999, 12, 31)):
        for text in (
            "hier, demain, la semaine dernière, la semaine prochaine, il y a 900 ans, le 31 décembre, lundi",
            "il y a 99999999999 jours, le 30 février, les 5000 prochaines années",
        ):
            find_periods(text, "fr", published)


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_a_weekday_is_one_of_the_seven_days_up_to_publication(day: dt.date) -> None:
    period = only("Tuesday", "en", PartialDate.of(day))
    assert period.start is not None
    assert 0 <= (day - period.start.first).days < 7
    assert period.start.first.weekday() == 1


_WORDS = st.sampled_from(
    [
        "depuis",
        "le",
        "la",
        "7",
        "1er",
        "octobre",
        "mardi",
        "dernier",
        "dernière",
        "semaine",
        "semaines",
        "jours",
        "deux",
        "24",
        "heures",
        "il",
        "y",
        "a",
        "jusqu'au",
        "entre",
        "et",
        "du",
        "au",
        "2012",
        "31",
        "février",
        "ces",
        "cette",
        "hier",
        "guerre",
        "début",
        "de",
        ".",
        ",",
    ]
)


@given(
    st.lists(_WORDS, max_size=20),
    st.dates(min_value=dt.date(2, 1, 1), max_value=dt.date(9998, 1, 1)),
)
def test_a_period_never_ends_before_it_begins(words: list[str], day: dt.date) -> None:
    text = " ".join(words)
    last = 0
    for period in find_periods(text, "fr", PartialDate.of(day)):
        assert period.span.start >= last
        last = period.span.end
        if period.start is not None and period.end is not None:
            assert period.start.first <= period.end.last


def _iso(date: PartialDate | None) -> str | None:
    return str(date) if date is not None else None


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        (
            "fr",
            "Le port a brûlé le 7 octobre. La veille, tout allait bien. Le lendemain, il pleuvait.",
            ["2023-10-07", "2023-10-06", "2023-10-08"],
        ),
        (
            "fr",
            "Le 7 octobre il partit ; trois jours plus tard, il revint.",
            ["2023-10-07", "2023-10-10"],
        ),
        (
            "en",
            "It sank on 7 October. Two days earlier it had sailed.",
            ["2023-10-07", "2023-10-05"],
        ),
        (
            "en",
            "It sank on 7 October. The following day it was raised.",
            ["2023-10-07", "2023-10-08"],
        ),
    ],
)
def test_a_day_may_be_counted_from_the_one_named_last(
    language: str, text: str, days: list[str]
) -> None:
    found = find_periods(text, language, FRIDAY)
    assert [_iso(period.start) for period in found] == days


@pytest.mark.parametrize(("language", "text"), [("fr", "la veille"), ("en", "the following day")])
def test_a_day_counted_from_no_other_stays_unknown(language: str, text: str) -> None:
    assert (only(text, language).start, only(text, language).end) == (None, None)


@pytest.mark.parametrize(
    ("published", "text", "start"),
    [
        ("2023-11", "since January", "2023-01"),
        ("2023-12-20", "since January", "2023-01"),
        ("2023-12-20", "from 2 January", "2024-01-02"),
        ("2024-01-03", "since December", "2023-12"),
        ("2024-03-05", "since 29 February", "2024-02-29"),
    ],
)
def test_what_has_lasted_since_began_before_publication(
    published: str, text: str, start: str
) -> None:
    assert _iso(only(text, "en", PartialDate.parse(published)).start) == start
