"""A Document to its Claims."""

from reconcile.claims.pipeline import extract, extract_text, guess_language

__all__ = ["extract", "extract_text", "guess_language"]
