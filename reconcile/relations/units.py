"""Units of measure: converted where the factor is fixed, kept apart where it is not.

Money is never converted: a rate is a claim of its own. Factors are exact by definition (SI brochure;
international yard and pound agreement of 1959).
"""

from __future__ import annotations

#: Unit → the unit its kind is compared in, and the factor to it.
_FACTORS: dict[str, tuple[str, float]] = {
    "m": ("m", 1.0),
    "km": ("m", 1000.0),
    "cm": ("m", 0.01),
    "mm": ("m", 0.001),
    "mi": ("m", 1609.344),
    "ft": ("m", 0.3048),
    "in": ("m", 0.0254),
    "yd": ("m", 0.9144),
    "nmi": ("m", 1852.0),
    "ly": ("m", 9.4607304725808e15),
    "m²": ("m²", 1.0),
    "m2": ("m²", 1.0),
    "km²": ("m²", 1e6),
    "km2": ("m²", 1e6),
    "ha": ("m²", 1e4),
    "ft2": ("m²", 0.09290304),
    "mi2": ("m²", 2589988.110336),
    "acre": ("m²", 4046.8564224),
    "kg": ("kg", 1.0),
    "g": ("kg", 0.001),
    "mg": ("kg", 1e-6),
    "t": ("kg", 1000.0),
    "lb": ("kg", 0.45359237),
    "oz": ("kg", 0.028349523125),
    "l": ("l", 1.0),
    "L": ("l", 1.0),
    "mL": ("l", 0.001),
    "gal": ("l", 3.785411784),
    "bbl": ("l", 158.987294928),
    "hl": ("l", 100.0),
    "m³": ("l", 1000.0),
    "m3": ("l", 1000.0),
    "km/h": ("km/h", 1.0),
    "mph": ("km/h", 1.609344),
    "m/s": ("km/h", 3.6),
    "kn": ("km/h", 1.852),
    "kWh": ("kWh", 1.0),
    "MWh": ("kWh", 1e3),
    "GWh": ("kWh", 1e6),
    "TWh": ("kWh", 1e9),
    "W": ("W", 1.0),
    "kW": ("W", 1e3),
    "MW": ("W", 1e6),
    "GW": ("W", 1e9),
    "s": ("s", 1.0),
    "min": ("s", 60.0),
    "h": ("s", 3600.0),
    "day": ("s", 86400.0),
    "d": ("s", 86400.0),
    "week": ("s", 604800.0),
    "month": ("month", 1.0),
    "quarter": ("month", 3.0),
    "year": ("month", 12.0),
    "decade": ("month", 120.0),
    "century": ("month", 1200.0),
    "MB": ("MB", 1.0),
    "GB": ("MB", 1e3),
    "TB": ("MB", 1e6),
}


def canonical(unit: str | None) -> tuple[str | None, float]:
    """Return the unit to compare in and the factor to it; an unknown unit stands for itself."""
    if not unit:
        return None, 1.0
    return _FACTORS.get(unit, (unit, 1.0))


def same(a: str | None, b: str | None) -> bool:
    """Tell whether figures in the two units can be compared."""
    return canonical(a)[0] == canonical(b)[0]


def adds_up(unit: str | None) -> bool:
    """Tell whether what was counted in two places or periods can be added: not so shares and speeds."""
    if not unit:
        return True
    money = len(unit) == 3 and unit.isalpha() and unit.isupper()
    return money or canonical(unit)[0] in ("kg", "l", "m²", "kWh")
