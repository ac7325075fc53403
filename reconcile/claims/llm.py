"""Proposals by a language model through pydantic-ai (extra ``llm``); off unless asked for."""

from __future__ import annotations

from typing import Any

from reconcile.claims.proposals import Proposal
from reconcile.model.errors import ReconcileError

INSTRUCTIONS = """\
You read a news text and list the statements in it that hold a figure or a denial. For each, give: `quote`, the shortest
passage that states it, copied character for character; `figure`, the figure as it stands in that quote, or null; `counted`, the
noun that is counted; `measure`, one English word for what is said of it; `speaker`, whose word it is, copied from the text, or
null where the paper speaks for itself. Never rephrase, never add up, never guess: leave out what the text does not say.
"""


class ModelProposer:
    """Proposes claims through any model that pydantic-ai knows ("openai:…", "ollama:…", a test model)."""

    def __init__(self, model: Any) -> None:
        try:
            from pydantic_ai import Agent
        except ImportError as error:
            raise ReconcileError(
                "a second opinion needs the extra 'llm': pip install 'reconcile-claims[llm]'"
            ) from error
        self._agent: Any = Agent(model, output_type=list[Proposal], instructions=INSTRUCTIONS)

    def propose(self, text: str) -> list[Proposal]:
        """Ask the model; raise ``ReconcileError`` where it cannot be reached or gives no proposals."""
        try:
            proposals: list[Proposal] = self._agent.run_sync(text).output
        except Exception as error:
            raise ReconcileError(f"the language model gave no second opinion: {error}") from error
        return proposals
