"""Overlap: how much two articles of one event share, in vocabulary, in wording and in the actors they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.counts import count_terms
from analysis.find.words import Words

SHINGLE = 3  # words; the runs that Jaccard and containment compare
SIMILARITY = {
    "event": pl.String, "doc_a": pl.String, "doc_b": pl.String, "cosine": pl.Float64, "jaccard": pl.Float64,
    "containment_a": pl.Float64, "containment_b": pl.Float64, "shared_words": pl.Int64,
    "actors_a": pl.Int64, "actors_b": pl.Int64, "actors_shared": pl.Int64, "actor_jaccard": pl.Float64,
}  # fmt: skip
PASSAGES = {
    "event": pl.String, "doc_a": pl.String, "start_a": pl.Int64, "end_a": pl.Int64, "doc_b": pl.String,
    "start_b": pl.Int64, "end_b": pl.Int64, "words": pl.Int64, "kind": pl.String, "text_a": pl.String, "text_b": pl.String,
}  # fmt: skip
_BASE = np.uint64(0x9E3779B97F4A7C15)


def compare_documents(
    words: Words, documents: pl.DataFrame, mentions: pl.DataFrame, passages: pl.DataFrame
) -> pl.DataFrame:
    """What each pair of articles of one event shares: event, doc_a, doc_b and the measures below, all 0 to 1 or counts.

    cosine of TF-IDF vectors of words (scikit-learn: 1 + ln tf, smoothed idf over the corpus); jaccard and containment of the sets of
    runs of three words (Broder 1997: resemblance; the part of a's runs that b has, and the other way round); shared_words in
    shared passages (of a); actors named in each and in both, and their Jaccard, after merging spellings.
    Null where there is nothing to divide by, as in articles too short for a run or two that name no actor.
    """
    pairs = _pair_up(words, documents)
    vectors, shingles, actors = (
        _tfidf(words),
        _incidence(*_shingle_sets(words)),
        _incidence(*_actor_sets(words, mentions)),
    )
    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    both, named_both = _common(shingles, a, b), _common(actors, a, b)
    size, named = (np.diff(matrix.indptr) for matrix in (shingles, actors))
    columns = {
        "cosine": np.minimum(_common(vectors, a, b), 1.0),  # the sum of a unit vector's squares can round to over 1
        "jaccard": _ratio(both, size[a] + size[b] - both),
        "containment_a": _ratio(both, size[a]),
        "containment_b": _ratio(both, size[b]),
        "actors_a": named[a],
        "actors_b": named[b],
        "actors_shared": named_both,
        "actor_jaccard": _ratio(named_both, named[a] + named[b] - named_both),
    }
    shared = passages.group_by("doc_a", "doc_b").agg(shared_words=pl.col("words").sum())
    table = pairs.with_columns(**{name: pl.Series(values) for name, values in columns.items()})
    joined = table.join(shared, on=["doc_a", "doc_b"], how="left", maintain_order="left")
    return (
        joined.with_columns(pl.col("shared_words").fill_null(0))
        .fill_nan(None)
        .select(SIMILARITY.keys())
        .cast(SIMILARITY)
    )


def _pair_up(words: Words, documents: pl.DataFrame) -> pl.DataFrame:
    """Every pair of documents of one event, in the order of events and documents; a and b are their places in the words."""
    place = pl.DataFrame({"doc": words.docs}).with_row_index("place")
    told = documents.select("doc", "event").drop_nulls("event").join(place, on="doc")
    pairs = told.join(told, on="event", suffix="_b").filter(pl.col("place") < pl.col("place_b"))
    return pairs.select("event", a="place", b="place_b", doc_a="doc", doc_b="doc_b").sort("event", "doc_a", "doc_b")


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)


def _tfidf(words: Words) -> sparse.csr_matrix:
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = count_terms(words, ngrams=1, min_count=1)
    shape = (len(counts.doc_names), len(counts.names))
    by_term = sparse.csc_matrix((counts.counts.astype(float), counts.docs, counts.bounds), shape=shape)
    return TfidfTransformer(sublinear_tf=True).fit_transform(by_term.tocsr()) if counts.names else by_term.tocsr()


def _run_keys(words: Words, length: int) -> tuple[np.ndarray, np.ndarray]:
    """A number for the run of `length` words that begins at each word, and whether the run stays within its document."""
    size = len(words.ids) - length + 1
    if size <= 0:
        return np.empty(0, np.uint64), np.empty(0, np.bool_)
    keys = np.zeros(size, np.uint64)
    for step in range(length):
        keys = (keys ^ (words.ids[step : step + size].astype(np.uint64) + np.uint64(1))) * _BASE
        keys ^= keys >> np.uint64(31)
    docs = words.doc_index
    return keys, docs[:size] == docs[length - 1 :]


def _shingle_sets(words: Words) -> tuple[np.ndarray, np.ndarray, int]:
    keys, whole = _run_keys(words, SHINGLE)
    return words.doc_index[: len(keys)][whole], keys[whole], len(words.docs)


def _actor_sets(words: Words, mentions: pl.DataFrame) -> tuple[np.ndarray, np.ndarray, int]:
    place = {doc: index for index, doc in enumerate(words.docs)}
    docs = mentions["doc"].replace_strict(place, return_dtype=pl.Int64).to_numpy()
    return docs, mentions["actor"].rank("dense").cast(pl.Int64).to_numpy(), len(words.docs)


def _incidence(docs: np.ndarray, things: np.ndarray, rows: int) -> sparse.csr_matrix:
    """Which document has which thing, a row a document, each thing once."""
    _, column = np.unique(things, return_inverse=True)
    table = np.unique(np.stack([docs.astype(np.int64), column.astype(np.int64)], axis=1), axis=0)
    shape = (rows, int(column.max(initial=0)) + 1)
    return sparse.csr_matrix((np.ones(len(table)), (table[:, 0], table[:, 1])), shape=shape)


def _common(matrix: sparse.csr_matrix, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The inner product of each two rows: of sets the number of things in both."""
    return np.asarray(matrix[a].multiply(matrix[b]).sum(axis=1)).ravel()


# --- passages -----------------------------------------------------------------------------------------------------


def find_passages(words: Words, documents: pl.DataFrame, mentions: pl.DataFrame, least: int = 5) -> pl.DataFrame:
    """The longest runs of at least `least` words that two articles of one event share, the longest first in each pair.

    Columns: event, doc_a, start_a, end_a, doc_b, start_b, end_b (code points), words, kind (`name` of one actor, `quotation`
    where it stands in quotation marks in either, else `wording`), text_a, text_b. No word is in two passages of a pair.
    """
    docs = words.doc_index
    event = pl.DataFrame({"doc": words.docs}).join(documents, on="doc", how="left", maintain_order="left")["event"]
    names = event.drop_nulls().unique().sort().to_list()
    texts = dict(documents.select("doc", "text").iter_rows())
    named = mentions.partition_by("doc", as_dict=True)
    table = []
    for name in names:
        told = (event == name).fill_null(False).to_numpy()
        runs = _longest_first(docs, *_shared_runs(words, docs, told, least))
        table += [_describe(words, name, run, texts, named) for run in runs]
    return pl.DataFrame(table, schema=PASSAGES, orient="row").sort(
        "event", "doc_a", "doc_b", "words", "start_a", descending=[False, False, False, True, False]
    )


def _shared_runs(words: Words, docs: np.ndarray, told: np.ndarray, least: int) -> tuple[np.ndarray, ...]:
    """Pairs of places in two documents where the same words begin that do not go on to the left, and how many there are."""
    keys, whole = _run_keys(words, least)
    places = np.flatnonzero(whole & told[docs[: len(keys)]])
    places = places[np.argsort(keys[places], kind="stable")]
    firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for step in range(1, len(places)):
        same = keys[places[:-step]] == keys[places[step:]]
        if not same.any():
            break
        first, second = places[:-step][same], places[step:][same]
        apart = docs[first] != docs[second]
        firsts.append(first[apart])
        seconds.append(second[apart])
    first, second = np.concatenate(firsts), np.concatenate(seconds)
    swap = docs[first] > docs[second]
    first, second = np.where(swap, second, first), np.where(swap, first, second)
    begins = ~_same_word(words, docs, first, second, first - 1, second - 1)
    first, second = first[begins], second[begins]
    length = np.zeros(len(first), np.int64)
    going = np.ones(len(first), np.bool_)
    while going.any():
        going &= _same_word(words, docs, first, second, first + length, second + length)
        length += going
    kept = length >= least
    return first[kept], second[kept], length[kept]


def _same_word(
    words: Words, docs: np.ndarray, first: np.ndarray, second: np.ndarray, at: np.ndarray, by: np.ndarray
) -> np.ndarray:
    """Whether the same word stands at two places that are still in the documents of `first` and `second`."""
    inside = (at >= 0) & (by >= 0) & (at < len(docs)) & (by < len(docs))
    x, y = np.where(inside, at, 0), np.where(inside, by, 0)
    return inside & (docs[x] == docs[first]) & (docs[y] == docs[second]) & (words.ids[x] == words.ids[y])


def _longest_first(
    docs: np.ndarray, first: np.ndarray, second: np.ndarray, length: np.ndarray
) -> Iterator[tuple[int, int, int]]:
    """The runs, the longest first, without those that share a word with one taken before from the same two documents."""
    taken: dict[tuple[int, int], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for index in np.lexsort((second, first, -length)).tolist():
        a, b, size = int(first[index]), int(second[index]), int(length[index])
        in_a, in_b = taken[int(docs[a]), int(docs[b])]
        if not in_a.isdisjoint((a, a + size - 1)) or not in_b.isdisjoint((b, b + size - 1)):
            continue  # a shorter run that touches a longer one has an end in it
        in_a.update(range(a, a + size))
        in_b.update(range(b, b + size))
        yield a, b, size


def _describe(
    words: Words, event: str, run: tuple[int, int, int], texts: dict[str, str], named: dict[tuple, pl.DataFrame]
) -> tuple:
    """The row of one shared run."""
    a, b, size = run
    doc_a, doc_b = (words.docs[np.searchsorted(words.bounds, at, side="right") - 1] for at in (a, b))
    (start_a, end_a), (start_b, end_b) = ((int(words.starts[at]), int(words.ends[at + size - 1])) for at in (a, b))
    quoted = max(words.in_voice("quoted")[at : at + size].mean() for at in (a, b)) >= 0.5
    kind = "quotation" if quoted else "name" if _is_name(named.get((doc_a,)), words, a, size) else "wording"
    spans = (doc_a, start_a, end_a, doc_b, start_b, end_b, size, kind)
    return event, *spans, texts[doc_a][start_a:end_a], texts[doc_b][start_b:end_b]


def _is_name(mentions: pl.DataFrame | None, words: Words, at: int, size: int) -> bool:
    """Whether all words of a run but one belong to one mention of an actor, as in "the Council of Ministers"."""
    if mentions is None:
        return False
    starts = words.starts[at : at + size]
    spans = mentions.filter((pl.col("start") <= int(starts[-1])) & (pl.col("end") > int(starts[0]))).select(
        "start", "end"
    )
    return any(((starts >= start) & (starts < end)).sum() >= size - 1 for start, end in spans.iter_rows())


def share_actors(mentions: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The actors that two or more articles of one event name: event, actor, type, docs, mentions, groups, spellings.

    docs and groups count who names it, mentions how often; spellings are parted by " | ". The most shared first.
    """
    told = mentions.join(documents.select("doc", "event", "group"), on="doc").drop_nulls("event")
    table = told.group_by("event", "actor").agg(
        pl.col("type").mode().sort().first(), docs=pl.col("doc").n_unique(), mentions=pl.len(),
        groups=pl.col("group").n_unique(), spellings=pl.col("name").unique().sort().str.join(" | "),
    )  # fmt: skip
    order = ["event", "docs", "mentions", "actor"]
    return table.filter(pl.col("docs") > 1).sort(order, descending=[False, True, True, False])
