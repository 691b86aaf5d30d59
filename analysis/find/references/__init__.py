"""References: what else stands for an actor than its name: pronouns and descriptions, where the text gives whom they mean."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.find.quotes.marks import find_marks
from analysis.find.references.descriptions import find_descriptions
from analysis.find.references.people import find_pronouns_of_people
from analysis.find.references.phrases import Phrases, find_heads, lay_grid, read_phrases
from analysis.find.references.pronouns import find_pronouns
from analysis.find.references.roles import find_roles

REFERENCES = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "head": pl.Int64, "form": pl.String, "text": pl.String,
    "actor": pl.String, "type": pl.String, "antecedent_start": pl.Int64, "antecedent_end": pl.Int64, "rule": pl.String,
}  # fmt: skip
STANDS = {
    "doc": pl.String, "start": pl.Int64, "end": pl.Int64, "head": pl.Int64, "actor": pl.String, "type": pl.String,
    "form": pl.String,
}  # fmt: skip


def find_references(documents: pl.DataFrame, tokens: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Every pronoun and description that stands for an actor, where the text gives whom: the columns of REFERENCES.

    `tokens` is the parse, `mentions` is what `find_actors` gives. `head` is the start of the word that the rest hangs on,
    `form` is `description` or `pronoun`; the antecedent is the name it goes back to, null where that stands in another
    text; `rule` is one of pronoun, apposition, role, head word, office, country and role, government, country, age. A
    government is the actor "<Place> (government)". In the order of mentions.
    """
    mentions = mentions.filter(pl.col("doc").is_in(tokens["doc"].unique().implode()))
    phrases = read_phrases(tokens, mentions)
    roles = find_roles(phrases)
    nouns = find_descriptions(phrases, roles)
    pronouns = find_pronouns(phrases, nouns, find_pronouns_of_people(phrases, roles), find_marks(documents))
    described = nouns.filter(pl.col("actor").is_not_null())
    found = pl.concat(
        [
            described.select("row", "actor", "type", "antecedent", "rule", "owner", form=pl.lit("description")),
            pronouns.with_columns(rule=pl.lit("pronoun"), owner=-1, form=pl.lit("pronoun")).select(
                "row", "actor", "type", "antecedent", "rule", pl.col("owner").cast(pl.Int64), "form"
            ),
        ]
    )
    return _describe(phrases, found, documents)


def _describe(phrases: Phrases, found: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The spans: from the first word before the noun to the noun, or to the place behind it ("the leader of *Freedonia*")."""
    rows, row = phrases.syntax.rows, found["row"].to_numpy()
    of_owner = np.append(phrases.mentions["end"].to_numpy(), -1)[found["owner"].to_numpy()]
    own_end = rows["end"].cast(pl.Int64).gather(row).to_numpy()
    reach = np.where(np.isin(found["rule"].to_numpy(), ("government", "country and role")), of_owner, -1)
    antecedents = phrases.mentions.select(antecedent_start="start", antecedent_end="end").with_row_index("antecedent")
    placed = found.with_columns(
        doc=rows["doc"].gather(row),
        start=rows["start"].gather(phrases.left[row]).cast(pl.Int64),
        head=rows["start"].gather(row).cast(pl.Int64),
        end=pl.Series(np.maximum(own_end, reach)),
    )
    cut = pl.col("body").str.slice(pl.col("start"), pl.col("end") - pl.col("start"))
    return (
        placed.join(antecedents.cast({"antecedent": pl.Int64}), on="antecedent", how="left")
        .join(documents.select("doc", body="text"), on="doc", how="left")
        .with_columns(text=cut).select(REFERENCES.keys()).cast(REFERENCES)
        .sort("doc", "start", "end")
    )  # fmt: skip


def find_stands(mentions: pl.DataFrame, references: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Names, descriptions and pronouns that stand for an actor, as one table: the columns of STANDS.

    `form` is name, description or pronoun. In the order of doc, start and end.

    >>> none = pl.DataFrame(schema=REFERENCES)
    >>> tokens = pl.DataFrame({"doc": ["a", "a"], "start": [0, 4], "end": [3, 7], "head": [1, 1]})
    >>> name = pl.DataFrame({"doc": ["a"], "start": [0], "end": [7], "actor": ["Ann Lee"], "type": ["person"]})
    >>> find_stands(name, none, tokens).rows()
    [('a', 0, 7, 4, 'Ann Lee', 'person', 'name')]
    """
    grid = lay_grid(tokens)
    first_of_doc = tokens.select(pl.int_range(pl.len(), dtype=pl.Int64).first().over("doc")).to_series()
    above = (tokens["head"].cast(pl.Int64) + first_of_doc).to_numpy()
    names = mentions.filter(pl.col("doc").is_in(tokens["doc"].unique().implode()))
    heads = find_heads(above, *grid.words(names))
    head = pl.Series(np.append(tokens["start"].cast(pl.Int64).to_numpy(), -1)[heads])
    named = names.select("doc", "start", "end", head=head, actor="actor", type="type", form=pl.lit("name")).filter(
        pl.col("head") >= 0
    )
    return pl.concat([named.cast(STANDS), references.select(STANDS.keys()).cast(STANDS)]).sort("doc", "start", "end")
