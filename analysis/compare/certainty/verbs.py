"""What each word is to the verb that tells the statement, and to those that stand over it."""

from __future__ import annotations

import numpy as np

from analysis.compare.certainty.listed import list_words
from analysis.compare.certainty.scope import find_described, find_shared, find_wished
from analysis.find.syntax import Syntax, find_passives

_STEADY = ("always", "never", "no longer")  # "could always rely": is able to
_NEGATORS = (  # words by which a sentence may deny something, whatever it is
    "avoid", "cease", "decline", "fail", "halt", "n't", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "n’t",
    "prevent", "refuse", "stop", "without",
)  # fmt: skip
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr")
_HELPERS = ("aux", "auxpass")
_FINITE = ("VBD", "VBP", "VBZ", "MD")
_PHRASAL = (("call", "on"), ("swear", "in"))  # verbs with a particle that the parser may take for a preposition
_TURN_DOWN = ("reject", "dismiss")
_DEEP = 3  # words that take one another


def mark_verbs(syntax: Syntax, told: np.ndarray, scope: np.ndarray) -> dict[str, np.ndarray]:
    """What each word is to the verb that tells its statement.

    told: it is that; scope: it is that or stands over it (see `find_scope`); on: it is in scope, or hangs on a word that is and is
    no other verb, or is shared (`find_shared`); is_verb; takes: it has a clause; negates: the "not" or "no" of the verb;
    negates_any: the "not" of a word in scope; negator: a word that may deny anything; able: a "could" that is no doubt; unreal:
    only wanted or decided ("wanted to *show*"); refuses: see `_find_refusals`; denies: see `_find_denials`; leads: a verb that the
    verb is joined to; joined: it, or a verb joined to it; phrasal: a verb that its particle makes another ("*swore* her in");
    unnamed: see `_find_unnamed`; describes: the verb of a clause that describes a noun, in scope.
    """
    is_verb = syntax.having(pos="VERB")
    return {
        "told": told,
        "scope": scope,
        "on": scope | (scope[syntax.head] & ~is_verb) | find_shared(syntax, scope),
        "is_verb": is_verb,
        "takes": syntax.above(syntax.having(dep=("ccomp", "xcomp"))),
        "negates": _find_negators(syntax, told),
        "negates_any": syntax.having(dep="neg") & scope[syntax.head],
        "negator": syntax.having(lemma=_NEGATORS),
        "able": _find_able(syntax),
        "unreal": find_wished(syntax),
        "refuses": _find_refusals(syntax),
        "denies": _find_denials(syntax),
        "leads": _find_leads(syntax, told),
        "joined": _find_joined(syntax, told),
        "phrasal": _find_phrasal(syntax),
        "unnamed": _find_unnamed(syntax),
        "describes": scope & find_described(syntax),
    }


def _find_leads(syntax: Syntax, told: np.ndarray) -> np.ndarray:
    """The verbs that another is joined to, which they do not take: "*declared* a feast and left"."""
    leads = np.zeros(len(told), np.bool_)
    leads[syntax.place[told]] = True
    return leads & ~told


def _find_joined(syntax: Syntax, told: np.ndarray) -> np.ndarray:
    """The verb and those it is joined to, or that are joined to it: "*sank* and *burned*"."""
    firsts = np.zeros(len(told), np.bool_)
    firsts[syntax.place[told]] = True
    return firsts[syntax.place]


def _find_unnamed(syntax: Syntax) -> np.ndarray:
    """The verbs that do not name who thinks or says so: "it is *feared* that", "the pier is *feared* to leak"."""
    it = syntax.having(dep="nsubjpass", lemma="it")
    return find_passives(syntax) & syntax.above(it | syntax.having(dep="xcomp"))


def _find_phrasal(syntax: Syntax) -> np.ndarray:
    """The verbs with a particle, which is no word of saying then: "*carried* out", "*swore* in a keeper"."""
    pairs = [syntax.having(lemma=verb) & np.roll(syntax.having(lemma=after), -1) for verb, after in _PHRASAL]
    return syntax.having(pos="VERB") & (syntax.above(syntax.having(dep="prt")) | np.logical_or.reduce(pairs))


def _find_negators(syntax: Syntax, told: np.ndarray) -> np.ndarray:
    """The "not" of a verb, of what takes it ("did not want to *sell*", "is not able to *sell*") or is joined to it, and the "no"
    of its subject or object."""
    argument = syntax.having(dep=_ARGUMENTS) & told[syntax.head]
    bare = syntax.having(dep="conj", tag="VB") & ~syntax.above(syntax.having(dep=_HELPERS))
    taken, over = syntax.having(dep=("xcomp", "acomp")) | bare, told
    for _ in range(_DEEP):
        over = over | syntax.above(over & taken)
    whether = np.roll(syntax.having(lemma="or"), 1)  # "whether or not"
    no = syntax.having(dep="det", lemma="no") & (told | argument)[syntax.head]
    finite = syntax.having(tag=_FINITE) | syntax.above(syntax.having(dep=_HELPERS, tag=_FINITE))
    return (syntax.having(dep="neg") & (over & finite)[syntax.head] & ~whether) | no


def _find_able(syntax: Syntax) -> np.ndarray:
    """Each "could" of a verb that is steady or denied, so that it says what one is able to."""
    steady = syntax.having(lemma=_STEADY, pos="ADV") | syntax.having(dep="neg")
    return syntax.having(lemma="could") & syntax.above(steady)[syntax.head]


def _find_refusals(syntax: Syntax) -> np.ndarray:
    """The verbs of denial whose object is nothing that is told ("rejected the bill"), or is asked for ("denied a visa")."""
    takes = syntax.having(dep=("dobj", "nsubjpass"))
    told = syntax.above(syntax.having(dep=("ccomp", "xcomp", "pcomp"))) | syntax.above(
        takes & (syntax.having(lemma=tuple(list_words("told"))) | syntax.having(pos="PRON"))
    )
    asked = syntax.above(takes & syntax.having(lemma=tuple(list_words("asked"))))
    turns_down = syntax.having(lemma=_TURN_DOWN)
    return syntax.having(pos="VERB") & syntax.above(takes) & ~told & (turns_down | asked)


def _find_denials(syntax: Syntax) -> np.ndarray:
    """The verbs by which somebody denies what is told, whatever stands between them and their helpers ("has firmly *denied*").

    None is denied itself or a refusal, as that of a passive is with an object ("was *denied* a berth") or of something that is
    not told ("berths are *denied*"), nor only possible ("to *deny* it"); to reject or dismiss denies only what is told
    ("*dismissed* the report", not "*dismissed* him").
    """
    denies = syntax.having(pos="VERB", lemma=tuple(list_words("denying")))
    says = syntax.having(lemma=tuple(list_words("told")))
    passive, told = find_passives(syntax), syntax.having(dep="nsubjpass") & (says | syntax.having(pos="PRON"))
    refused = passive & (syntax.above(syntax.having(dep=("dobj", "dative"))) | ~syntax.above(told))
    possible = syntax.above(syntax.having(dep="aux", tag=("TO", "MD")))
    sent_off = syntax.having(lemma=_TURN_DOWN) & ~syntax.above(says & syntax.having(dep=("dobj", "nsubjpass")))
    return denies & ~refused & ~possible & ~sent_off & ~syntax.denied & ~_find_refusals(syntax)
