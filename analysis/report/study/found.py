"""Found: a corpus with its settings, its texts, and the spans that are found in them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import polars as pl

from analysis.compare import overlap, profile, reuse
from analysis.compare.estimates import Contrast, choose_contrasts
from analysis.corpus.aliases import read_aliases
from analysis.corpus.exclusions import find_exclusions
from analysis.corpus.reading import read_corpus
from analysis.find.actors import find_actors, find_merges
from analysis.find.cues import find_cues
from analysis.find.lexicons import Lexicon, read_lexicons
from analysis.find.material import Material, find_material, leave_out
from analysis.find.parsing import parse
from analysis.find.quotes import QUOTES, find_marks, find_quotes
from analysis.find.references import find_references, find_stands
from analysis.find.relations import begins_inside
from analysis.find.sketch import Sketch, find_sketch
from analysis.find.sources import find_sources
from analysis.find.voices import find_voices
from analysis.report.settings import Settings


class Found:
    """A corpus with its settings and the spans that are found in it, each table made when it is first asked for."""

    def __init__(self, settings: Settings, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
        self.settings = settings
        self.out = settings.out
        self._progress = progress

    def check(self) -> None:
        """Raises InputError for a corpus, a contrast, a lexicon or aliases that cannot be, before anything takes long."""
        _ = self.documents, self.choices, self.lexicons, self.aliases

    @cached_property
    def documents(self) -> pl.DataFrame:
        return read_corpus(self.settings.corpus, self.settings.event, self.settings.encoding)

    @cached_property
    def choices(self) -> list[Contrast]:
        """The contrasts that are made, in the order of all tables and figures."""
        return choose_contrasts(self.documents, self.settings.contrast)

    @cached_property
    def tokens(self) -> pl.DataFrame:
        return parse(self.documents, self.settings.model, self._progress)

    @cached_property
    def whole(self) -> Material:
        """The material with what is taken over from other articles."""
        return find_material(self.documents, self.exclusions, self.voices, self.settings.excluded)

    @cached_property
    def material(self) -> Material:
        """What is counted."""
        return self.whole if self.settings.reused == "in" else leave_out(self.whole, reuse.borrowed_spans(self.reuse))

    @cached_property
    def passages(self) -> pl.DataFrame:
        return overlap.find_passages(self.whole.words, self.documents, self.actors, self.settings.passage_words)

    @cached_property
    def reuse(self) -> pl.DataFrame:
        return reuse.find_reuse(self.passages, self.documents, self.quotes)

    @cached_property
    def exclusions(self) -> pl.DataFrame:
        return find_exclusions(self.documents)

    @cached_property
    def profile(self) -> pl.DataFrame:
        return profile.profile_documents(self.documents, self.material.all_words, self.material.words, self.tokens)

    # --- voices -------------------------------------------------------------------------------------------------------

    @cached_property
    def attributions(self) -> pl.DataFrame:
        """What is said by whom, before it is asked who that is."""
        return find_quotes(self.documents, self.tokens)

    @cached_property
    def voices(self) -> pl.DataFrame:
        """The spans that are not in the author's voice; those in marks alone, which need no parse, where all are counted as one."""
        marks = find_marks(self.documents)
        return find_voices(marks, pl.DataFrame(schema=QUOTES) if self.settings.quoted == "in" else self.attributions)

    @cached_property
    def quotes(self) -> pl.DataFrame:
        """What is said by whom, but for what is left out."""
        found = find_sources(self.attributions, self.documents, self.tokens, self.stands)
        return found.filter(~begins_inside(found, self.whole.left_out))

    # --- actors -------------------------------------------------------------------------------------------------------

    @cached_property
    def aliases(self) -> pl.DataFrame | None:
        file = self.settings.alias_file
        return read_aliases(file) if file else None

    @cached_property
    def actors(self) -> pl.DataFrame:
        return find_actors(self.documents, self.tokens, self.whole.left_out, self.aliases, self.settings.metonyms)

    @cached_property
    def merges(self) -> pl.DataFrame:
        return find_merges(self.documents, self.tokens, self.whole.left_out, self.aliases, self.settings.metonyms)

    @cached_property
    def stands(self) -> pl.DataFrame:
        """All that stands for an actor: names, and what refers to them."""
        references = find_references(self.documents, self.tokens, self.actors)
        return find_stands(self.actors, references, self.tokens)

    # --- cues and relations -------------------------------------------------------------------------------------------

    @cached_property
    def lexicons(self) -> list[Lexicon]:
        return read_lexicons(self.settings.lexicons)

    @cached_property
    def cues(self) -> pl.DataFrame:
        return find_cues(self.material.words, self.tokens, self.lexicons)

    @cached_property
    def sketch(self) -> Sketch:
        return find_sketch(self.material, self.tokens, self.actors, self.settings.target)
