"""``reconcile group`` as a user meets it."""

import json

from click.testing import CliRunner

from reconcile.cli import main


def lines(*texts: str) -> str:
    return "".join(
        json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts, 1)
    )


def test_each_line_is_given_its_group_in_the_order_of_the_input() -> None:
    given = lines(
        "56 militaires américains ont été blessés",
        "Le prix du pain a augmenté de 3 % à Lyon",
        "fifty-six US service members have been injured",
    )
    result = CliRunner().invoke(main, ["group", "-"], input=given)
    assert result.exit_code == 0
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["id"] for item in told] == ["1", "2", "3"]
    assert told[0]["group"] == told[2]["group"] != told[1]["group"]


def test_a_line_that_cannot_be_read_is_named_and_the_others_go_on() -> None:
    given = 'no JSON\n{"id": "1", "text": "3 morts"}\n{"text": "no id"}\n[1]\n{"id": "1", "text": "twice"}\n{"id": "2"}\n{"id": "3", "text": 7}\n'
    result = CliRunner().invoke(main, ["group", "-"], input=given)
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1"]
    for number in (1, 3, 4, 5, 6, 7):
        assert f"line {number}:" in result.stderr


def test_no_lines_make_no_output() -> None:
    result = CliRunner().invoke(main, ["group", "-"], input="")
    assert (result.exit_code, result.stdout) == (0, "")


def test_why_says_which_feature_added_what() -> None:
    given = lines("12 soldats blessés en Irak", "15 soldats ont été blessés en Irak")
    result = CliRunner().invoke(main, ["group", "--why", "-"], input=given)
    told = json.loads(result.stdout.splitlines()[0])["why"]
    assert told["with"] == "2"
    assert told["added"]["bias"] < 0 < told["added"]["words"]


def test_an_address_without_ray_is_used_wrongly() -> None:
    result = CliRunner().invoke(main, ["group", "--address", "x:1", "-"], input="")
    assert result.exit_code == 2
