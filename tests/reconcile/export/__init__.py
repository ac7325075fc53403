"""Tests of what leaves the desk."""
