"""Actors: who and what is named in each text, with the spellings of one name brought together, and an audit of that."""

from analysis.find.actors.mentions import MENTIONS, MERGES, find_actors, find_merges
from analysis.find.actors.merging import merge_names
from analysis.find.actors.sounds import sound_key

__all__ = ["MENTIONS", "MERGES", "find_actors", "find_merges", "merge_names", "sound_key"]
