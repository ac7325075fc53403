"""A language model's second opinion: nothing of it is believed that the text does not show."""

from __future__ import annotations

import pytest

from reconcile.claims.pipeline import extract
from reconcile.claims.proposals import FLAG, Proposal, second_opinion
from reconcile.model import Document, Span

TEXT = "The Pentagon said 56 soldiers were wounded. Some say there were hundreds."
DOCUMENT = Document("1" * 64, "1" * 64, "-", TEXT, language="en")


class Fixed:
    """Proposes what it was given."""

    def __init__(self, *proposals: Proposal) -> None:
        self.proposals = list(proposals)

    def propose(self, text: str) -> list[Proposal]:
        return self.proposals


def test_what_stands_in_the_text_is_kept_and_marked() -> None:
    proposal = Proposal("56 soldiers were wounded", "56", "soldiers", "wounded", "The Pentagon")
    (claim,), rejected = second_opinion(DOCUMENT, Fixed(proposal))
    assert rejected == []
    assert claim.flags == (FLAG,)
    assert claim.confidence <= 0.5
    assert TEXT[claim.quote.start : claim.quote.end] == "56 soldiers were wounded"
    assert claim.quantity is not None
    assert claim.quantity.value == 56


@pytest.mark.parametrize(
    ("proposal", "reason"),
    [
        (Proposal("56 soldiers were injured", "56"), "quote_not_in_text"),
        (Proposal("", None), "quote_not_in_text"),
        (Proposal("56 soldiers", "57"), "figure_not_in_quote"),
        (Proposal("soldiers were wounded", "wounded"), "figure_reads_as_none"),
        (Proposal("56 soldiers were wounded", "5"), "figure_reads_as_none"),
        (Proposal("56 soldiers", "56", speaker="the Kremlin"), "speaker_not_in_text"),
    ],
)
def test_what_does_not_stand_in_the_text_is_rejected(proposal: Proposal, reason: str) -> None:
    kept, rejected = second_opinion(DOCUMENT, Fixed(proposal))
    assert kept == []
    assert [item.reason for item in rejected] == [reason]


def test_what_was_found_already_is_not_said_twice() -> None:
    known = extract(DOCUMENT)
    _, rejected = second_opinion(DOCUMENT, Fixed(Proposal("56 soldiers", "56")), known)
    assert [item.reason for item in rejected] == ["known"]


def test_masked_text_is_no_prose() -> None:
    masked = Document("1" * 64, "1" * 64, "-", TEXT, language="en", masked=(Span(0, 43),))
    _, rejected = second_opinion(masked, Fixed(Proposal("56 soldiers", "56")))
    assert [item.reason for item in rejected] == ["quote_is_no_prose"]


def test_the_adapter_asks_the_librarys_own_function_model() -> None:
    pytest.importorskip("pydantic_ai")
    from pydantic_ai.messages import ModelMessage, ModelResponse, ToolCallPart
    from pydantic_ai.models.function import AgentInfo, FunctionModel

    from reconcile.claims.llm import ModelProposer

    def answer(messages: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        proposals = [
            {"quote": "56 soldiers were wounded", "figure": "56", "speaker": "The Pentagon"},
            {"quote": "58 soldiers were wounded", "figure": "58"},
        ]
        return ModelResponse(
            parts=[ToolCallPart(info.output_tools[0].name, {"response": proposals})]
        )

    kept, rejected = second_opinion(DOCUMENT, ModelProposer(FunctionModel(answer)))
    assert [claim.quote.exact for claim in kept] == ["56 soldiers were wounded"]
    assert [item.reason for item in rejected] == ["quote_not_in_text"]
