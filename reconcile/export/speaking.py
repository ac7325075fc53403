"""The program's own sentences in the reader's language, whatever language the ledger was made in.

Names of groups and explanations are kept in the ledger as they were written when the documents were added.
What an editor wrote, and what the packs cannot say again, is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from reconcile.languages import available, load
from reconcile.model import Claim, Conflict, GroupView, Relation

#: The packs' sentences on claims that cannot all be true.
_CONFLICTS = ("conflict", "conflict_editor", "conflict_sum")


def explanation(relation: Relation, claims: Mapping[str, Claim], language: str | None) -> str:
    """Give the explanation of a relation in a language; as it is kept for ``None``."""
    a, b = claims.get(relation.a), claims.get(relation.b)
    if language is None or a is None or b is None or not relation.explanation:
        return relation.explanation
    if any(shape.fullmatch(relation.explanation) for shape in _sentences(language)):
        return relation.explanation
    from reconcile.relations import explain

    try:
        return explain(relation, a, b, language)
    except KeyError:
        return relation.explanation


def conflict_told(conflict: Conflict, claims: Mapping[str, Claim], language: str | None) -> str:
    """Tell a conflict in a language; as it is kept for ``None``, or where no pack says it so."""
    kept = conflict.explanation
    if language is None or not all(claim in claims for claim in conflict.claims):
        return kept
    reason = _conflict_reason(kept, language)
    if reason is None:
        return kept
    from reconcile.relations.explain import name

    words = load(language)["explanations"]["group"]
    names = (name(claims[claim], language) for claim in conflict.claims)
    return str(words[reason].format(claims=words["separator"].join(names)))


def _conflict_reason(kept: str, language: str) -> str | None:
    """Find which sentence of another language's pack a conflict was told in; ``None`` for the language's own."""
    for other in available():
        words = load(other).get("explanations", {}).get("group", {})
        for reason in _CONFLICTS:
            before, _, after = words.get(reason, "{claims}").partition("{claims}")
            if before and kept.startswith(before) and kept.endswith(after):
                return None if other == language else reason
    return None


def group_name(view: GroupView, language: str | None) -> str:
    """Give the name of a group in a language; one that an editor gave, or for ``None``, as it is kept."""
    kept = view.group.name
    if language is None:
        return kept
    from reconcile.grouping.names import name_of

    question = view.group.question
    for other in available():
        if other != language and name_of(view.claims, question, other) == kept:
            return name_of(view.claims, question, language)
    return kept


@cache
def _sentences(language: str) -> tuple[re.Pattern[str], ...]:
    """The shapes of all explanations in a language; none where its pack has no words for them."""
    pack = load(language) if language in available() else {}
    reasons = pack.get("explanations", {}).get("reasons", {})
    return tuple(
        re.compile(".*".join(re.escape(part) for part in re.split(r"\{[ab]\}", text)), re.DOTALL)
        for text in reasons.values()
    )
