from reconcile.grouping import group
from reconcile.model import Claim, Quote, Scope
from schema.vocabulary import ScopeKind


def claim(id: str, text: str, measure: str | None = None) -> Claim:
    return Claim(
        id=id,
        document="d",
        quote=Quote(text, 0, len(text)),
        sentence=text,
        language="en",
        measure=measure,
        counted=None,
        population=None,
        scope=Scope(ScopeKind.CUMULATIVE),
    )


def test_figures_that_differ_do_not_split_a_group() -> None:
    groups = group(
        [
            claim("a", "56 soldiers were wounded in Iraq", "wounded"),
            claim("b", "24 soldiers were wounded in Iraq", "wounded"),
            claim("c", "The price of bread rose by 3 % in Lyon", "price"),
        ]
    )
    assert [item.claims for item in groups] == [("a", "b"), ("c",)]


def test_no_claims_make_no_groups() -> None:
    assert group([]) == []
