"""Reconcile: sourced claims, why they differ, and the table an editor can defend."""

__version__ = "0.1.0"
