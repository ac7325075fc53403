"""A group of claims to how they stand to one another, what conflicts, and what follows.

Pure: claims in, an :class:`~reconcile.model.Assessment` out. The solver and NumPy are loaded only when a
group is solved.
"""

from reconcile.relations.assess import assess, bounds, fingerprint
from reconcile.relations.explain import explain
from reconcile.relations.suggest import relate

__all__ = ["assess", "bounds", "explain", "fingerprint", "relate"]
