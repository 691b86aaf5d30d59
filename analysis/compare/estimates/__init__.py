"""The one gate to an estimate: every contrast of two groups passes here, with its size, its unit and its interval.

Words sit in documents, documents in outlets and groups, and in events. A test asks whether the document rates of a measure
differ between two groups *within* events: it compares what was seen with all ways to share out the documents of each event
over the two groups. Effects and intervals are within events too: the difference in each event, pooled over events. With
fewer documents than LEAST a side there is no test; the effect is then that of all words, the interval that of counting
alone, and a note says what else is needed.
"""

from analysis.compare.estimates.gate import (
    BY_DOCUMENTS,
    BY_WORDS,
    MOMENTS,
    Estimates,
    estimate_means,
    estimate_rates,
    estimate_ratios,
    rate_interval,
    sum_moments,
)
from analysis.compare.estimates.intervals import (
    CONFIDENCE,
    PER,
    counting_difference,
    counting_ratio,
    log_ratio,
    poisson_interval,
    student,
    wilson_interval,
    within_means,
    within_rates,
    within_ratio,
)
from analysis.compare.estimates.permutation import adjust_p, detectable_reach, permutation_p
from analysis.compare.estimates.pooling import (
    LEAST_OUTLETS,
    EventRates,
    OutletContrast,
    Pooled,
    Range,
    contrast_outlets,
    estimate_events,
    leave_out,
    pool_events,
)
from analysis.compare.estimates.shares import BY_PARTS, SHARES, share_interval, share_parts
from analysis.compare.estimates.sides import (
    LEAST,
    LEAST_ALONE,
    REST,
    Contrast,
    Side,
    Sides,
    choose_contrasts,
    side_of,
    take_sides,
    without,
)

__all__ = [
    "BY_DOCUMENTS",
    "BY_PARTS",
    "BY_WORDS",
    "CONFIDENCE",
    "LEAST",
    "LEAST_ALONE",
    "LEAST_OUTLETS",
    "MOMENTS",
    "PER",
    "REST",
    "SHARES",
    "Contrast",
    "Estimates",
    "EventRates",
    "OutletContrast",
    "Pooled",
    "Range",
    "Side",
    "Sides",
    "adjust_p",
    "choose_contrasts",
    "contrast_outlets",
    "counting_difference",
    "counting_ratio",
    "detectable_reach",
    "estimate_events",
    "estimate_means",
    "estimate_rates",
    "estimate_ratios",
    "leave_out",
    "log_ratio",
    "permutation_p",
    "poisson_interval",
    "pool_events",
    "rate_interval",
    "share_interval",
    "share_parts",
    "side_of",
    "student",
    "sum_moments",
    "take_sides",
    "wilson_interval",
    "within_means",
    "within_rates",
    "within_ratio",
    "without",
]
