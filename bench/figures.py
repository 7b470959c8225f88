"""Figures of repeated measurements, and how they are written."""
import statistics

MB = 1_000_000


def percentile(values, share):
    """The smallest value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -int(-len(ordered) * share // 1) - 1))]


def median(values):
    return statistics.median(values)


def seconds(value):
    """A time with the unit that suits it."""
    if value < 0.001:
        return f"{value * 1e6:.0f} µs"
    if value < 1:
        return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < 100 else f"{value:.0f} s"


def spread(values):
    return f"{seconds(min(values))} – {seconds(max(values))}"


def megabytes(value):
    return f"{value / MB:.1f} MB"


def number(value):
    return f"{value:,.0f}"


def ratio(value):
    return f"{value:.2f} ×"
