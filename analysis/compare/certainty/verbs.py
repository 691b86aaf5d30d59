"""What each word is to the main verbs of its sentence."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.certainty.falsehood import read_falsehood
from analysis.compare.certainty.spine import SUBJECTS, reach
from analysis.find.lists import read_list
from analysis.find.syntax import VERBS, Syntax

_STEADY = ("always", "never", "no longer")  # "could always rely": is able to


def mark_verbs(syntax: Syntax, spine: np.ndarray) -> dict[str, np.ndarray]:
    """What each word is to the main verbs of its sentence.

    main: a verb of the spine; on: it is there, or hangs on one; names: a main verb, or one joined that shares its subject,
    that says what something is ("called it *unsafe*"); follows: one joined to it, whatever its subject; aslant: the verb of
    a side clause; unreal: only wanted or decided ("wanted to *show*"); is_verb; negates: the "not" of the spine; able: a
    "could" that is no doubt; refuses: see `_find_refusals`.
    """
    main = _find_main(syntax, spine)
    return {
        "main": main,
        "on": spine | spine[syntax.head],
        "names": _find_naming(syntax, spine, main),
        "follows": reach(syntax, main, _find_joined(syntax)),
        "aslant": syntax.having(dep=("pcomp", "relcl", "acl", "csubj")),
        "unreal": _find_wished(syntax),
        "is_verb": syntax.having(pos="VERB"),
        "negates": syntax.having(dep="neg") & spine[syntax.head],
        "able": _find_able(syntax),
        "refuses": _find_refusals(syntax),
    }


def _find_main(syntax: Syntax, spine: np.ndarray) -> np.ndarray:
    """The verbs of the spine, without a bare one that is taken: not "considered it *overreach*"."""
    finite = syntax.having(tag=("VBD", "VBP", "VBZ", "MD")) | _have_auxiliary(syntax)
    return spine & syntax.having(pos=VERBS) & (finite | ~syntax.having(dep="ccomp"))


def _find_naming(syntax: Syntax, spine: np.ndarray, main: np.ndarray) -> np.ndarray:
    """The main verbs, and those joined that share their subject, that say what something is."""
    own = syntax.above(syntax.having(dep=SUBJECTS))
    leads = reach(syntax, main, _find_joined(syntax) & ~own)
    clause = syntax.having(dep=("oprd", "ccomp")) | syntax.having(lemma="as", dep="prep")
    bare = spine & ~_have_auxiliary(syntax)  # a participle at the head of a fragment
    return leads & syntax.above(clause) & (own | ~bare)


def _have_auxiliary(syntax: Syntax) -> np.ndarray:
    return syntax.above(syntax.having(dep=("aux", "auxpass")))


def _find_joined(syntax: Syntax) -> np.ndarray:
    return syntax.having(dep="conj", pos=VERBS)


def _find_wished(syntax: Syntax) -> np.ndarray:
    """The verbs of what is only wanted or decided."""
    wishes = read_list("reporting").filter(pl.col("kind").is_in(["thought", "declaring"]))["word"].to_list()
    return syntax.having(dep="xcomp") & syntax.having(lemma=tuple(wishes))[syntax.head]


def _find_able(syntax: Syntax) -> np.ndarray:
    """Each "could" of a verb that is steady or denied, so that it says what one is able to."""
    steady = syntax.having(lemma=_STEADY, pos="ADV") | syntax.having(dep="neg")
    return syntax.having(lemma="could") & syntax.above(steady)[syntax.head]


def _find_refusals(syntax: Syntax) -> np.ndarray:
    """The verbs of denial whose object is nothing that is told ("rejected the bill"), or is asked for ("denied a visa")."""
    takes = syntax.having(dep=("dobj", "nsubjpass"))
    told = syntax.above(syntax.having(dep=("ccomp", "xcomp", "pcomp"))) | syntax.above(
        takes & (syntax.having(lemma=tuple(read_falsehood("told"))) | syntax.having(pos="PRON"))
    )
    asked = syntax.above(takes & syntax.having(lemma=tuple(read_falsehood("asked"))))
    turns_down = syntax.having(lemma=("reject", "dismiss"))
    return syntax.having(pos="VERB") & syntax.above(takes) & ~told & (turns_down | asked)
