"""Measurements. They print figures and pass no judgement: ``make bench``, ``make bench BENCH=claims``."""
