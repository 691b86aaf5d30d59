"""Abouts: what a dated statement is about, in few words: the thing dated, or who does what to whom."""

from __future__ import annotations

import re
from typing import Any

OF = "of"
HAPPENING = "happening"
_BARE = ("be", "have", "do", "’", "'")  # verbs that say nothing without the words behind them
_WORDS = 6  # of the sentence, where there is nobody to name
_PHRASE = re.compile(r"(?:['’]s)?\s*((?:[\w'’-]+\s+){0,4}[\w'’-]+)")  # behind a date
_HANGING = re.compile(r"(?:\s+(?:of|for|on|in|at|to|by|with|from|about|the|an?|his|her|its|their))+$")
_STOP = re.compile(r"[,;:.!?()\[\]“”\"—–]|\s--?\s|\b(?:and|but|that|which|who|when|while|because|after|before|as)\b")


def tell_about(row: dict[str, Any]) -> str:
    """The words for a row with the columns of claims and noun (see `find_noun`).

    Where the date tells of a noun, that is it ("the 3 May harbour fair": "harbour fair"); else the doer, the verb and whom
    it is done to ("council: close pier"), or the words of the sentence from the verb on, where these say too little.
    """
    if row["slot"] == OF and row["of"]:
        return row["noun"] or row["of"]
    agent, patient = row["agent"], row["patient"]
    if row["deed"] == HAPPENING and not agent:  # "the ferry sank"
        agent, patient = patient, ""
    bare = row["verb"] in _BARE or not (agent or patient)
    plain = f"{row['verb']} {patient or ('' if agent else row['of'])}".strip()
    told = (_cut_words(row) if bare and row["verb_start"] is not None else "") or plain
    denied = "not " if row["denied"] and not re.search(r"\b(?:not|no|never)\b|n[’']t\b", told) else ""
    return f"{agent}: {denied}{told}" if agent else f"{denied}{told}"


def find_noun(row: dict[str, Any]) -> str | None:
    """The words from a date to the noun that it stands before; None where it tells of no noun behind it."""
    if row["slot"] != OF or not row["of"]:
        return None
    text, noun = row["sentence_text"][row["end"] - row["sentence_start"] :], row["of"].split()[-1]
    found = _PHRASE.match(text)
    words = found[1].split() if found else []
    stem = noun[: max(3, len(noun) - 2)].lower()
    last = next((at for at, word in enumerate(words) if word.lower().startswith(stem)), None)
    return None if last is None else re.sub("['’]s$", "", " ".join(words[: last + 1]))


def _cut_words(row: dict[str, Any]) -> str:
    """The sentence from the verb on, to where its clause ends, without the date."""
    text, at = row["sentence_text"], row["verb_start"] - row["sentence_start"]
    start, end = (row[name] - row["sentence_start"] for name in ("start", "end"))
    text = text[at:start] + text[end:] if start >= at else text[at:]
    stop = _STOP.search(text, 1)
    words = " ".join(text[: stop.start() if stop else None].split()[:_WORDS])
    return _HANGING.sub("", words)
