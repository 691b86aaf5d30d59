"""Spellings: names of one event that differ by a letter or two of the same sound and are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from analysis.find.actors.forms import Key, Mention
from analysis.find.actors.sounds import compare_sounds, shape_sounds, sound_key

_LETTERS = 8  # of an organisation's name of one word, for another spelling of it to be told from another name


def join_spellings(keys: Mapping[str, Key], mentions: Iterable[Mention]) -> dict[Key, Key]:
    """For each key of a name that is a rarer spelling of another in the same event (or article without one) that other's key.

    Only names of persons and organisations of one shape that stand in one event are compared. Places differ by a letter
    too often (two counties of one land).
    """
    words = {keys[name]: tuple(sound_key(name)) for name in sorted(keys)}
    counts: Counter[Key] = Counter()
    blocks: dict[tuple, set[Key]] = defaultdict(set)
    for mention in mentions:
        key = keys[mention.name]
        counts[key] += mention.count
        if key[0] in ("person", "organisation") and (sound := _block(key[0], words[key])):
            blocks[(mention.event or mention.doc, *sound)].add(key)
    pairs = {
        tuple(sorted(pair))
        for block in blocks.values()
        for pair in combinations(sorted(block), 2)
        if compare_sounds(words[pair[0]], words[pair[1]])
    }
    return _gather(sorted(pairs), counts)


def _block(kind: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """What two names must share to be compared; nothing for a name too short, or with an initial first."""
    if not words or len(words[0]) == 1 or (len(words) == 1 and (kind == "person" or len(words[0]) < _LETTERS)):
        return ()
    return kind, *shape_sounds(words)


def _gather(pairs: Iterable[tuple[Key, Key]], counts: Counter[Key]) -> dict[Key, Key]:
    """Each key of the pairs with the commonest key that pairs lead to."""
    beside: dict[Key, set[Key]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    above: dict[Key, Key] = {}
    for key in sorted(beside, key=lambda key: (-counts[key], key)):
        if key not in above:  # the commonest of those that are left takes its neighbours, and no neighbour's neighbours
            above |= {other: key for other in beside[key] if other not in above}
            above[key] = key
    return above
