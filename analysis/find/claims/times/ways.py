"""Ways: whether the words around a date tell of what was, of what is to come, or leave it open.

The tense is that of the verb that the date hangs on; an infinitive or participle has that of the verb above it: "tried to
close the pier in July" is past, "plans to close it in July" is not. A date that only tells which thing is meant has no
tense: "the 3 May election" is to come where nothing else is said, "the 3 May storm" was.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import polars as pl

from analysis.find.lists import read_kinds, read_list

# The first is where the verb is past, and may not tell of the date: "opened the fair of 3 May".
RATHER_BACK, BACK, OPEN, AHEAD = range(-2, 2)
_NOW = 2  # verbs in the present, which rather tell what is to come
_ABOVE, _INFINITIVE = 3, 4  # verbs whose way is that of the verb above, or depends on it
_WILL = ["will", "shall", "'ll", "’ll"]
_MODAL = [*_WILL, "would", "may", "must", "can", "should", "could", "might"]
_ONCE_DONE = ["after", "despite", "since", "upon"]  # "after closing the pier"
_TOWARDS = ["for", "to", "toward", "towards", "before", "until", "into"]  # "hopes *for* a victory in May"
_INSIDE = ["in", "at", "during", "after", "following"]  # "lost his seat *in* the November election"
_MODIFIES = ["compound", "nmod", "poss", "amod", "nummod", "npadvmod"]
_UNDER = ["xcomp", "ccomp", "advcl", "conj"]
_DEPTH = 6  # how many words up from a date its verb is looked for
_CHAIN = 4  # verbs over verbs


@cache
def words_of(*kinds: str) -> tuple[str, ...]:
    """The words of these kinds in the list of times."""
    return tuple(read_list("times").filter(pl.col("kind").is_in(kinds))["word"].unique(maintain_order=True))


def find_ways(tokens: pl.DataFrame, head: np.ndarray) -> np.ndarray:
    """For each token RATHER_BACK, BACK, OPEN or AHEAD, by the verb above it and the noun that it tells of; `head` are rows."""
    verb, above = find_verbs(tokens, head)
    tense = np.where(verb, _find_tenses(tokens, head, verb, above), OPEN)
    way = np.where(verb[above], tense[above], OPEN)
    modified, noun, owned, linked = _find_nouns(tokens, head)
    coming = tokens["lemma"].str.to_lowercase().is_in(words_of("coming")).to_numpy()[noun] & (modified | owned)
    inside = tokens["lemma"].str.to_lowercase().is_in(_INSIDE).to_numpy()[head[noun]]
    which = np.where(
        coming,
        np.where(way == BACK, np.where(inside, RATHER_BACK, OPEN), AHEAD),
        np.where(np.isin(way, [AHEAD, _NOW]), OPEN, RATHER_BACK),
    )
    told = np.where(coming & (way == OPEN), AHEAD, np.where((way == BACK) & (owned | ~linked), RATHER_BACK, way))
    told = np.where((way == _NOW) & owned & linked & ~coming, OPEN, told)  # "recalls the talks in late December"
    done = _find_done(tokens, head, noun) & ~coming & (modified | owned) & np.isin(way, [_NOW, OPEN])
    told = np.where(done, RATHER_BACK, np.where(modified, which, told))
    return np.where(told == _NOW, AHEAD, told).astype(np.int8)


def _find_done(tokens: pl.DataFrame, head: np.ndarray, noun: np.ndarray) -> np.ndarray:
    """For each token whether its noun is an act that was done, where no verb says that it will be: "rests on an *admission*"."""
    lemma = tokens["lemma"].str.to_lowercase()
    acts = lemma.is_in([*read_kinds("nominals"), *words_of("occasion")]).to_numpy()
    held = lemma.is_in(words_of("light")).to_numpy()[head] & (tokens["dep"] == "dobj").to_numpy()
    held |= lemma.is_in(_TOWARDS).to_numpy()[head] & (tokens["dep"] == "pobj").to_numpy()
    return (acts & ~held)[noun]


def find_verbs(tokens: pl.DataFrame, head: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which tokens are verbs that help none, and for each token the row of the one above it, or of a word below that."""
    helps = tokens["dep"].is_in(["aux", "auxpass"])
    verb = ((tokens["pos"].is_in(["VERB", "AUX"]) & ~helps) | (tokens["lemma"] == "due")).to_numpy()
    above = np.arange(len(head))
    for _ in range(_DEPTH):
        above = np.where(verb[above], above, head[above])
    return verb, above


def _find_tenses(tokens: pl.DataFrame, head: np.ndarray, verb: np.ndarray, above: np.ndarray) -> np.ndarray:
    """For each verb BACK, AHEAD or OPEN; what has no tense of its own has that of the verb above."""
    up = above[head]
    tense, under = _read_tenses(tokens, head), tokens["dep"].is_in(_UNDER).to_numpy()
    forward = tokens["lemma"].is_in(words_of("planning", "forward")).to_numpy()
    aim = (tokens["dep"] == "advcl").to_numpy()  # "filed to keep it shut through June"
    taken = (verb & ~forward)[head] | (tokens["lemma"] == "able").to_numpy()[head]  # "was able to close it in July"
    for _ in range(_CHAIN):
        over = np.where(verb[up] & (up != np.arange(len(up))), tense[up], OPEN)
        known = over < _ABOVE
        as_told = (over == BACK) & under & taken
        told = np.where(as_told, np.where(aim, RATHER_BACK, BACK), AHEAD)
        tense = np.where((tense == _INFINITIVE) & known, told, tense)
        tense = np.where((tense == _ABOVE) & known, over, tense)
    return np.where(tense < _ABOVE, tense, OPEN)


def _read_tenses(tokens: pl.DataFrame, head: np.ndarray) -> np.ndarray:
    """The way of each verb by its form and the words that help it, later lines over earlier ones."""
    tag, lemma = tokens["tag"], tokens["lemma"].str.to_lowercase()
    helper, saying = tokens["dep"].is_in(["aux", "auxpass"]), words_of("saying")

    def helped(words: pl.Series) -> np.ndarray:
        marked = np.zeros(len(head), np.bool_)
        marked[head[(helper & words).to_numpy()]] = True
        return marked

    bare = ~helped(pl.Series(np.ones(len(head), np.bool_)))
    joined = (tokens["dep"] == "conj").to_numpy()
    gerund, led = (tag == "VBG").to_numpy() & bare, lemma.is_in(_ONCE_DONE).to_numpy()[head]
    planned = (lemma.is_in(words_of("planning")) & tag.is_in(["VBD", "VBN", "VBG", "JJ", "IN"])).to_numpy()
    now, will, had = tag.is_in(["VBZ", "VBP"]), helped(lemma.is_in(_WILL)), helped(lemma == "have")
    tense = np.full(len(head), _ABOVE)
    for words, way in (
        ((tag == "VBN").to_numpy() & bare & ~joined, BACK),
        ((tag == "VBD").to_numpy() | helped(tag == "VBD"), BACK),
        ((now & ~lemma.is_in(saying)).to_numpy() | helped(now), _NOW),
        ((now & lemma.is_in(saying)).to_numpy() & bare, OPEN),
        (gerund & (lemma.is_in(saying).to_numpy() | (led & (tokens["dep"] == "pcomp").to_numpy())), BACK),
        (helped(lemma == "to"), _INFINITIVE),
        (helped(lemma.is_in(_MODAL)), AHEAD),
        (had & ~will, BACK),
        (planned, AHEAD),
    ):
        tense[words] = way
    return tense


def _find_nouns(tokens: pl.DataFrame, head: np.ndarray) -> tuple[np.ndarray, ...]:
    """Which tokens only tell which noun is meant ("the *May* fair"), the row of the noun, which it owns otherwise, and
    which a preposition leads."""
    noun = (
        tokens["pos"].is_in(["NOUN", "PROPN"]) & ~tokens["entity"].is_in(["DATE", "TIME"]).fill_null(False)
    ).to_numpy()
    dated = (tokens["entity"] == "DATE").fill_null(False).to_numpy()
    top = np.arange(len(head))
    for _ in range(3):
        top = np.where(dated[top] & dated[head[top]], head[top], top)
    modified = tokens["dep"].is_in(_MODIFIES).to_numpy()[top] & noun[head[top]]
    link = (tokens["pos"] == "ADP").to_numpy()[head[top]]
    owner = np.where(link, head[head[top]], head[top])
    inner = tokens["dep"].is_in(["compound", "nmod"]).to_numpy()
    for _ in range(2):
        owner = np.where(noun[owner] & inner[owner] & noun[head[owner]], head[owner], owner)
    return modified, owner, noun[owner] & (owner != top) & ~modified, link
