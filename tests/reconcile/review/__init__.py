"""Tests of the rules of review."""
