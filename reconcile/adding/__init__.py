"""The main job: texts in, claims, groups and relations kept. The one place where the steps meet.

``naming`` lists the inputs, ``working`` reads them and extracts, ``listing`` completes the claims of tables,
``linking`` finds near copies and versions, ``regrouping`` compares what is new with what is stored, ``watching`` looks
again and again, and ``job`` walks the whole path and keeps what comes. ``anew`` looks again at what an editor's
decision concerns.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reconcile.adding.anew import follow, reassess, unseen
    from reconcile.adding.job import Added, Report, Watching, add, regroup

__all__ = ["Added", "Report", "Watching", "add", "follow", "reassess", "regroup", "unseen"]

_ANEW = ("follow", "reassess", "unseen")


def __getattr__(name: str) -> Any:
    # Not at import: a worker process needs `working` alone, and neither a database nor SciPy.
    if name in __all__:
        return getattr(
            import_module(f"reconcile.adding.{'anew' if name in _ANEW else 'job'}"), name
        )
    raise AttributeError(name)
