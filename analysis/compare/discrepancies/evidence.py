"""Evidence: what speaks for two statements being about the same thing, and what against."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import sparse

from analysis.compare.discrepancies.contexts import Contexts
from analysis.compare.discrepancies.contrasts import find_sides
from analysis.compare.discrepancies.relations import AGREE, DIFFER
from analysis.compare.discrepancies.stated import AGE, AND, DAY, EMPLOYER, NUMBERS, PERSON, ROLE, TIME

_ANYTHING = ("", "person")
_NAME = r"^\p{Lu}"
_HALF_DAY = 720  # minutes
_OWNED = (AGE, ROLE, EMPLOYER)
_PART = {DAY: 14, TIME: 240}  # days and minutes that count like one in the logarithm of other numbers


def gather_evidence(paired: pl.DataFrame, stated: pl.DataFrame, contexts: Contexts) -> pl.DataFrame:
    """The pairs (numbers a and b, their columns, `sentence`, `relation`) with what speaks for and against one thing.

    For: near (0 to 1, how alike the words near both values are), act, way, counted, owner (whether they share the act, the
    slot, the noun counted, the person whose age or post it is), slots (an actor or thing in the act), people and day (a person
    named, a day given in both sentences), fair (the values are two forms of one), slip (their figures differ as by a slip of
    the pen), alone (either is the only one of its measure in its sentence). Against: far (the logarithm of how many times one
    number is the other), people_apart and names_apart (people in the sentences, names in the act, none shared), counted_apart,
    of_apart, contrast (see `find_sides`), day_other and day_apart (days in the sentences, of the act, not the same), tense (only
    one day is after publication), doubt (one denies the act that the other tells, or calls it possible), settled (one
    sentence, or with settled_both either, also gives the value of the other).
    """
    a, b = paired["a"].to_numpy(), paired["b"].to_numpy()
    p, q = paired["place_a"].to_numpy(), paired["place_b"].to_numpy()
    act, slots = bag_terms(stated, "act"), bag_terms(stated, "agent", "patient", "of")
    people = _by_place(bag_terms(stated.with_columns(name=_name_person().str.split(" ").list.last()), "name"), stated)
    names = bag_terms(stated, "agent", "patient", "of", pattern=_NAME)
    owner = bag_terms(_name_owners(stated), "name", size=stated.height)
    alone = stated.select(pl.len().over("place", "measure") == 1).to_series()
    found = {
        "near": dot(contexts.near, a, b), "act": dot(act, a, b) > 0, "slots": dot(slots, a, b) > 0,
        "people": dot(people, p, q) > 0, "people_apart": _are_apart(people, p, q), "names_apart": _are_apart(names, a, b),
        "owner": dot(owner, a, b) > 0, "contrast": _are_contrasts(find_sides(stated), a, b),
        "alone": alone.gather(a) & alone.gather(b),
    }  # fmt: skip
    told = paired.with_columns(**{name: pl.Series(values) for name, values in found.items()})
    told = told.with_columns(
        way=pl.col("way_a") == pl.col("way_b"),
        counted=(pl.col("counted_a") == pl.col("counted_b")) & (pl.col("counted_a") != ""),
        counted_apart=_is_counted_apart(),
        of_apart=_is_of_apart(),
        fair=~pl.col("relation").is_in([AGREE, DIFFER]),
        far=_measure_distance(),
        slip=_list_slips(told),
        tense=_is_later("a") != _is_later("b"),
        doubt=pl.col("act")
        & ((pl.col("denied_a") != pl.col("denied_b")) | (pl.col("possible_a") != pl.col("possible_b"))),
    )
    return _add_days(_add_settled(told))


def bag_terms(stated: pl.DataFrame, *columns: str, size: int | None = None, pattern: str = "") -> sparse.csr_matrix:
    """The terms of these columns, parted by AND, as a row of ones for each statement."""
    parts = [stated.select("number", term=pl.col(name).str.split(AND)).explode("term") for name in columns]
    rows = (
        pl.concat(parts)
        .drop_nulls()
        .filter(~pl.col("term").is_in(_ANYTHING), pl.col("term").str.contains(pattern))
        .unique()
        .sort("number", "term")
    )
    term = rows.select(pl.col("term").rank("dense").cast(pl.Int64) - 1).to_series()
    shape = (size or stated.height, (term.max() or 0) + 1)
    return sparse.csr_matrix((np.ones(rows.height), (rows["number"].to_numpy(), term.to_numpy())), shape=shape)


def dot(bags: sparse.csr_matrix, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The sum of products of each row in a with that in b."""
    return np.asarray(bags[a].multiply(bags[b]).sum(axis=1)).ravel()


def _name_person() -> pl.Expr:
    """The name of a person, whether the person is the value, or what it is told of; "" for others."""
    name = pl.when(pl.col("kind") == PERSON).then("value").when(pl.col("kind").is_in(_OWNED)).then(_tell_owner())
    return pl.when(name.str.contains(_NAME)).then(name).otherwise(pl.lit(""))


def _name_owners(stated: pl.DataFrame) -> pl.DataFrame:
    """Ages, roles and employers with the name of the person whose they are: the only one named where the sentence has a noun."""
    named = stated.with_columns(name=_name_person())
    people = named.filter(pl.col("kind") == PERSON, pl.col("name") != "").group_by("place").agg(pl.col("name").unique())
    single = people.filter(pl.col("name").list.len() == 1).select("place", only=pl.col("name").list.first())
    owned = named.filter(pl.col("kind").is_in(_OWNED)).join(single, on="place", how="left", maintain_order="left")
    return owned.with_columns(name=pl.when(pl.col("name") == "").then(pl.col("only").fill_null("")).otherwise("name"))


def _tell_owner() -> pl.Expr:
    """Whose age, role or employer it is."""
    return pl.when(pl.col("of") != "").then("of").otherwise("agent")


def _by_place(bag: sparse.csr_matrix, stated: pl.DataFrame) -> sparse.csr_matrix:
    """The terms of all statements of each sentence."""
    place = stated["place"].to_numpy()
    size = int(place.max()) + 1 if len(place) else 0
    sums = sparse.csr_matrix((np.ones(len(place)), (place, np.arange(len(place)))), shape=(size, len(place)))
    return ((sums @ bag) > 0).astype(np.float64).tocsr()


def _are_apart(bag: sparse.csr_matrix, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    has = np.diff(bag.indptr) > 0
    return has[a] & has[b] & (dot(bag, a, b) == 0)


def _are_contrasts(sides: list[dict[int, int]], a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """For each pair whether there is an axis on which both stand, and on no side together."""
    pairs = zip(a.tolist(), b.tolist(), strict=True)
    found = (any(own & sides[y].get(axis, own) == 0 for axis, own in sides[x].items()) for x, y in pairs)
    return np.fromiter(found, np.bool_, len(a))


def _is_counted_apart() -> pl.Expr:
    nouns = (pl.col("counted_a") != "") & (pl.col("counted_b") != "") & (pl.col("counted_a") != pl.col("counted_b"))
    people = (pl.col("unit_a") == "person") & (pl.col("unit_b") == "person")
    return nouns & ~people


def _is_of_apart() -> pl.Expr:
    """Whether both amounts are told of a noun, and not of the same."""
    both = (pl.col("of_a") != "") & (pl.col("of_b") != "")
    return both & (pl.col("of_a") != pl.col("of_b")) & pl.col("kind_a").is_in(NUMBERS)


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


def _is_later(side: str) -> pl.Expr:
    day = pl.col(f"published_{side}").dt.epoch("d").cast(pl.Float64)
    alone = pl.col("weekday_a") | pl.col("weekday_b")
    return ((pl.col("kind_a") == DAY) & ~alone & (pl.col(f"low_{side}") > day)).fill_null(False)


def _add_settled(told: pl.DataFrame) -> pl.DataFrame:
    """Whether the value of one, or of either, is also stated in the sentence of the other."""
    agreed = told.filter(relation=AGREE)
    for side, other in (("a", "b"), ("b", "a")):
        keys = [side, f"place_{other}"]
        told = told.join(
            agreed.select(keys).unique().with_columns(**{f"told_{side}": True}),
            on=keys,
            how="left",
            maintain_order="left",
        )
    either = [pl.col(f"told_{side}").fill_null(False) for side in "ab"]
    return told.with_columns(settled=either[0] | either[1], settled_both=either[0] & either[1])


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
