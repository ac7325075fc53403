"""Work that only the latest of its kind need finish: what was typed before is looked for no more."""

from __future__ import annotations

from textual.dom import DOMNode
from textual.worker import WorkType


def run_latest(node: DOMNode, work: WorkType[None], group: str) -> None:
    """Run ``work`` in place of what still runs of ``group``.

    It is given as a callable: a coroutine that is overtaken before it begins would never be awaited.
    """
    node.run_worker(work, exclusive=True, group=group)
