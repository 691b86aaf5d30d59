"""Evidence: what speaks for two statements being about the same thing, and what against."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.discrepancies.contexts import WORD, Contexts, dot
from analysis.compare.discrepancies.contrasts import find_sides
from analysis.compare.discrepancies.relations import AGREE, DIFFER, NAME
from analysis.compare.discrepancies.stated import AGE, AMOUNTS, DAY, NUMBERS, OWNED, PERSON, TIME
from analysis.compare.meanings import lay_meanings
from analysis.compare.paraphrases import find_stem
from analysis.find.agency import AND
from analysis.find.claims.amounts.bounds import ABOUT

CLOSE = 0.05  # in the logarithm of how many times one number is the other
LEAD = 400  # characters in which a report tells what happened
_YEAR = r"\b(?:1[5-9]|20)\d\d\b"
_NAME = r"^\p{Lu}"
_ANYONE = r"(?i)\b(?:an?|another)\s$"
_HALF_DAY = 720  # minutes
_PART = {DAY: 14, TIME: 240}  # days and minutes that count like one in the logarithm of other numbers


def gather_evidence(paired: pl.DataFrame, stated: pl.DataFrame, contexts: Contexts) -> pl.DataFrame:
    """The pairs (numbers a and b, their columns, `sentence`, `relation`) with what speaks for and against one thing.

    For: shared (the logarithm of one and the weights of the words near either value that the other sentence tells), act, way,
    owner, thing (whether they share the act, the slot, the person whose age or post it is, what is counted or measured),
    slots (an actor or thing in the act), day (a day that both sentences give), lead (both stand in the first LEAD characters of
    their articles), fair (the values are two forms of one, or nearly: about 140, 134), name (they are two spellings), slip (their
    figures differ as by a slip of the pen), ahead (days after both articles were published, which are fixed days). Against:
    far (the logarithm of how many times one number is the other), late (of one and the days between publications), contrast
    (see `find_sides`), years_apart (only one sentence names some year), attached (both belong to a thing and not to an act),
    named_apart (names of who acts, none shared), counted_apart, day_other and day_apart (days in the sentences, of the act, none
    the same), settled (one sentence also gives the value of the other; both_told: both do), known (one article also gives it,
    of anything), many (the logarithm of how many pairs of values of the measure both articles give: the more, the likelier are
    two in like words by chance).
    """
    a, b = paired["a"].to_numpy(), paired["b"].to_numpy()
    p, q = paired["place_a"].to_numpy(), paired["place_b"].to_numpy()
    act, slots = bag_meanings(stated, "act", "verb"), bag_meanings(stated, "agent", "patient", "of")
    thing, counted = bag_meanings(stated, "of", "counted"), bag_meanings(stated, "counted")
    owner = bag_terms(_name_owners(stated), "name", size=stated.height)
    near = dot(contexts.near, contexts.told, a, q) + dot(contexts.near, contexts.told, b, p)
    found = {
        "shared": np.log1p(near),
        "act": dot(act, act, a, b) > 0, "slots": dot(slots, slots, a, b) > 0, "thing": dot(thing, thing, a, b) > 0,
        "owner": dot(owner, owner, a, b) > 0,
        "named_apart": _are_apart(bag_terms(_name_parties(stated), "name", size=stated.height), a, b),
        "contrast": _are_contrasts(find_sides(stated), a, b),
    }  # fmt: skip
    told = paired.with_columns(**{name: pl.Series(values) for name, values in found.items()})
    told = told.with_columns(
        way=pl.col("way_a") == pl.col("way_b"),
        counted_apart=pl.Series(_are_apart(counted, a, b)) & ~_is_people(),
        fair=~pl.col("relation").is_in([AGREE, DIFFER]) | _is_close(),
        name=pl.col("relation") == NAME,
        attached=pl.all_horizontal(pl.col(f"slot_{side}") == "of" for side in "ab"),
        lead=pl.all_horizontal(pl.col(f"start_{side}") < LEAD for side in "ab"),
        years_apart=_name_other_years(),
        late=_count_days_between(),
        far=_measure_distance(),
        slip=_list_slips(told),
        ahead=_is_ahead(),
    )
    return _add_known(_add_days(_add_settled(told)), stated)


def bag_terms(stated: pl.DataFrame, *columns: str, size: int | None = None, pattern: str = "") -> sparse.csr_matrix:
    """The terms of these columns, parted by AND, as a row of ones for each statement."""
    parts = [stated.select("number", term=pl.col(name).str.split(AND)).explode("term") for name in columns]
    rows = (
        pl.concat(parts)
        .drop_nulls()
        .filter(pl.col("term") != "", pl.col("term").str.contains(pattern))
        .unique()
        .sort("number", "term")
    )
    term = rows.select(pl.col("term").rank("dense").cast(pl.Int64) - 1).to_series()
    shape = (size or stated.height, (term.max() or 0) + 1)
    return sparse.csr_matrix((np.ones(rows.height), (rows["number"].to_numpy(), term.to_numpy())), shape=shape)


def bag_meanings(stated: pl.DataFrame, *columns: str) -> sparse.csr_matrix:
    """The words of these columns and what stands for them (see `lay_meanings`), as a row of ones for each statement."""
    texts = stated.select(pl.concat_str(columns, separator=" ").str.to_lowercase()).to_series().to_list()
    stems = [[find_stem(word) for word in WORD.findall(text)] for text in texts]
    numbers = {stem: number for number, stem in enumerate(dict.fromkeys(stem for own in stems for stem in own))}
    pairs = [(row, numbers[stem]) for row, own in enumerate(stems) for stem in dict.fromkeys(own)]
    rows, columns_ = np.array(pairs, np.int64).reshape(-1, 2).T
    has = sparse.csr_matrix((np.ones(len(rows)), (rows, columns_)), shape=(stated.height, max(len(numbers), 1)))
    return ((has @ lay_meanings(list(numbers) or [""])) > 0).astype(np.float64).tocsr()


def _name_person() -> pl.Expr:
    """The name of a person, whether the person is the value, or what it is told of; "" for others."""
    name = pl.when(pl.col("kind") == PERSON).then("value").when(pl.col("kind").is_in(OWNED)).then(_tell_owner())
    return pl.when(name.str.contains(_NAME)).then(name).otherwise(pl.lit(""))


def _name_parties(stated: pl.DataFrame) -> pl.DataFrame:
    """The last words of the names of who acts in each statement."""
    agents = stated.select("number", name=pl.col("agent").str.split(AND)).explode("name")
    return agents.filter(pl.col("name").str.contains(_NAME)).with_columns(pl.col("name").str.split(" ").list.last())


def _name_owners(stated: pl.DataFrame) -> pl.DataFrame:
    """Ages, roles and employers with the name of the person whose they are.

    Where the sentence has a noun it is the only person named, unless the like is told of that one: "Lee, 52, and a man of 40",
    or it is somebody's: "Lee met a 40-year-old".
    """
    named = stated.with_columns(name=_name_person())
    people = named.filter(pl.col("kind") == PERSON, pl.col("name") != "").group_by("place").agg(pl.col("name").unique())
    single = people.filter(pl.col("name").list.len() == 1).select("place", only=pl.col("name").list.first())
    owned = named.filter(pl.col("kind").is_in(OWNED)).join(single, on="place", how="left", maintain_order="left")
    before = pl.col("sentence_text").str.head(pl.col("start") - pl.col("sentence_start"))
    free = ~((pl.col("name") == pl.col("only")).any().over("place", "kind") | before.str.contains(_ANYONE))
    only = pl.when(free.fill_null(True)).then(pl.col("only").fill_null("")).otherwise(pl.lit(""))
    return owned.with_columns(name=pl.when(pl.col("name") == "").then(only).otherwise("name"))


def _tell_owner() -> pl.Expr:
    """Whose age, role or employer it is; an age of nobody named is that of who acts only where the verb says so: "Lee is 40"."""
    idle = (pl.col("kind") == AGE) & (pl.col("verb") != "be")
    return pl.when((pl.col("of") != "") | idle).then("of").otherwise("agent")


def _are_apart(bag: sparse.csr_matrix, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    has = np.diff(bag.indptr) > 0
    return has[a] & has[b] & (dot(bag, bag, a, b) == 0)


def _are_contrasts(sides: list[dict[int, int]], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """For each pair whether there is an axis on which both stand, and on no side together."""
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    found = (any(own & sides[y].get(axis, own) == 0 for axis, own in sides[x].items()) for x, y in pairs)
    return np.fromiter(found, np.bool_, len(a))


def _is_people() -> pl.Expr:
    return pl.all_horizontal(pl.col(f"unit_{side}") == PERSON for side in "ab")


def _measure_distance() -> pl.Expr:
    low, high = ([pl.col(f"{name}_{side}") for side in "ab"] for name in ("low", "high"))
    middle = [(pl.coalesce(low[at], high[at]) + pl.coalesce(high[at], low[at])) / 2 for at in range(2)]
    apart = (middle[0] - middle[1]).abs()
    times = (middle[0].abs().clip(1e-9) / middle[1].abs().clip(1e-9)).log().abs()
    around = _HALF_DAY - (apart - _HALF_DAY).abs()  # from 23:00 to 1:00 are two hours
    far = (
        pl.when(pl.col("kind_a") == DAY).then(apart / _PART[DAY])
        .when(pl.col("kind_a") == TIME).then(around / _PART[TIME])
        .when(pl.col("kind_a").is_in(NUMBERS)).then(times)
    )  # fmt: skip
    return far.fill_null(0.0)


def _is_close() -> pl.Expr:
    """Whether one of two numbers that differ is said to be about so, and CLOSE by."""
    about = pl.any_horizontal(pl.col(f"bound_{side}") == ABOUT for side in "ab")
    return (pl.col("relation") == DIFFER) & about & pl.col("kind_a").is_in(AMOUNTS) & (_measure_distance() <= CLOSE)


def _name_other_years() -> pl.Expr:
    years = [pl.col(f"sentence_text_{side}").str.extract_all(_YEAR).list.unique() for side in "ab"]
    return years[0].list.set_symmetric_difference(years[1]).list.len() > 0


def _count_days_between() -> pl.Expr:
    days = (pl.col("published_a") - pl.col("published_b")).dt.total_days().abs()
    return days.cast(pl.Float64).log1p().fill_null(0.0)


def _list_slips(paired: pl.DataFrame) -> pl.Series:
    """Whether the figures of two numbers are the same in another order, or all the same but one."""
    rows = paired.select("kind_a", "value_a", "value_b").iter_rows()
    counts = set(NUMBERS) - {DAY, TIME, AGE}
    return pl.Series([kind in counts and _is_slip(one, two) for kind, one, two in rows], dtype=pl.Boolean)


def _is_slip(one: str, two: str) -> bool:
    figures = ["".join(filter(str.isdecimal, value)).rstrip("0") for value in (one, two)]
    if len(figures[0]) != len(figures[1]) or len(figures[0]) < 2:
        return False
    return sorted(figures[0]) == sorted(figures[1]) or sum(x != y for x, y in zip(*figures, strict=True)) == 1


def _is_ahead() -> pl.Expr:
    later = [pl.col(f"low_{side}") > pl.col(f"published_{side}").dt.epoch("d").cast(pl.Float64) for side in "ab"]
    return ((pl.col("kind_a") == DAY) & later[0] & later[1]).fill_null(False)


def _add_settled(told: pl.DataFrame) -> pl.DataFrame:
    """Whether the value of one is also stated in the sentence of the other (settled), and each is in the other's (both_told)."""
    agreed = told.filter(relation=AGREE)
    for side, other in ("ab", "ba"):
        keys = [side, f"place_{other}"]
        known = agreed.select(keys).unique().with_columns(**{f"told_{side}": True})
        told = told.join(known, on=keys, how="left", maintain_order="left")
    known = pl.col("told_a", "told_b").fill_null(False)
    return told.with_columns(settled=pl.any_horizontal(known), both_told=pl.all_horizontal(known))


def _add_days(told: pl.DataFrame) -> pl.DataFrame:
    """Whether the sentences give days and one of these is the same (day), or both give a day for the act and none is."""
    days = told.filter(kind_a=DAY)
    keys = ["place_a", "place_b"]
    met = days.group_by(keys).agg(day=(pl.col("relation") == AGREE).any())
    acts = ["doc_a", "verb_start_a", "doc_b", "verb_start_b"]
    dated = days.drop_nulls(acts).group_by(acts).agg(day_apart=(pl.col("relation") != AGREE).all())
    told = told.join(met, on=keys, how="left", maintain_order="left").join(
        dated, on=acts, how="left", maintain_order="left"
    )
    is_day = pl.col("kind_a") == DAY
    return told.with_columns(
        day=pl.col("day").fill_null(False) & ~is_day,
        day_other=pl.col("day").is_not_null() & ~pl.col("day").fill_null(True) & ~is_day,
        day_apart=pl.col("day_apart").fill_null(False) & ~is_day,
    )


def _add_known(told: pl.DataFrame, stated: pl.DataFrame) -> pl.DataFrame:
    """Whether the article of one gives the value of the other anywhere (known), and how many values both give (many)."""
    values = stated.group_by("doc", "measure").agg(_often=pl.col("start").n_unique(), _values=pl.col("value").unique())
    for side in "ab":
        named = {
            "doc": f"doc_{side}",
            "measure": f"measure_{side}",
            "_often": f"_often_{side}",
            "_values": f"_values_{side}",
        }
        told = told.join(values.rename(named), on=[f"doc_{side}", f"measure_{side}"], how="left", maintain_order="left")
    known = pl.col("_values_b").list.contains(pl.col("value_a")) | pl.col("_values_a").list.contains(pl.col("value_b"))
    many = (pl.col("_often_a") * pl.col("_often_b")).cast(pl.Float64).log()
    return told.with_columns(known=known, many=many).drop(pl.col("^_(often|values)_[ab]$"))
