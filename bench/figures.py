"""From times taken to figures and ratios."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Round:
    """One batch of one program. Times in seconds."""

    latencies: list[float]
    seconds: float  # from the first request sent to the last acknowledged
    settled: float | None = None  # until everything that follows from the requests was done as well


@dataclass(slots=True)
class Series:
    """All rounds of one program at one load."""

    rounds: list[Round] = field(default_factory=list)

    def latency_ms(self, percent: float) -> float:
        """Return a percentile of all rounds' latencies together, in milliseconds."""
        pooled = [latency for each in self.rounds for latency in each.latencies]
        return percentile(pooled, percent) * 1000

    def per_second(self) -> float:
        """Return acknowledgements a second while any was waited for: the median of the rounds."""
        return statistics.median(len(each.latencies) / each.seconds for each in self.rounds)

    def settled_per_second(self) -> float | None:
        """Return requests a second with everything that follows from them: the median of the rounds."""
        rates = [len(each.latencies) / each.settled for each in self.rounds if each.settled is not None]
        return statistics.median(rates) if rates else None


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest of `values` that at least `percent` of them don't exceed. Raises IndexError for none."""
    ordered = sorted(values)
    rank = -(-len(ordered) * percent // 100)  # rounded up
    return ordered[max(0, int(rank) - 1)]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one program did at one load."""

    p50_ms: float
    p99_ms: float
    per_second: float
    settled_per_second: float | None

    @classmethod
    def of(cls, series: Series) -> "Figures":
        """Return the figures of a series."""
        return cls(series.latency_ms(50), series.latency_ms(99), series.per_second(), series.settled_per_second())

    def ratios_to(self, other: "Figures") -> dict[str, float]:
        """Return how many times the other's each figure is."""
        return {
            "p50": self.p50_ms / other.p50_ms,
            "p99": self.p99_ms / other.p99_ms,
            "per_second": self.per_second / other.per_second,
        }
