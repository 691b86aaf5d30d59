"""Scope: the words of a sentence that bear on one verb of it."""

from __future__ import annotations

import numpy as np
import polars as pl

from analysis.compare.certainty.listed import list_words
from analysis.find.lists import read_list
from analysis.find.syntax import VERBS, Syntax

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_TAKEN = ("ccomp", "xcomp", "csubj", "csubjpass")  # "he *said* it leaks", "it *seems* to leak"
_ROLES = ("dobj", "nsubj", "nsubjpass", "attr")  # "*denied* the claim that it leaks"
_OPEN = ("if", "unless", "until", "whether")
_FORMS = ("aux", "auxpass", "prep", "amod", "acomp", "oprd", "compound")  # "*including* a pier"
_HELPERS = ("aux", "auxpass")
_DEEP = 8  # words, one above the other


def find_scope(syntax: Syntax, verbs: np.ndarray) -> np.ndarray:
    """Whether each word is one of these verbs or stands over one, so that what it says it says of that verb, too.

    The verb that takes a clause stands over the verb of the clause, and so does a noun or verb of saying: "*held* on *suspicion*
    of having sold", "*denied* the *claim* that it leaks". The verb beside which a clause only stands does not: "he may go,
    because it leaks".
    """
    passes = _find_steps(syntax)[syntax.place]
    above = syntax.head[syntax.place]
    reached = verbs
    for _ in range(_DEEP):
        on = reached.copy()
        on[above[reached & passes]] = True
        reached = on
    return reached


def _find_steps(syntax: Syntax) -> np.ndarray:
    """Whether what each word hangs on stands over it."""
    says = syntax.having(lemma=_list_sayings())
    noun = says & syntax.having(pos="NOUN")
    of = syntax.having(dep="prep") & says[syntax.head]
    denies = syntax.having(lemma=tuple(list_words("denying")))
    against = syntax.having(dep="nsubj") & denies[syntax.head]  # "the *claim* that it leaks contradicts the map"
    clause = syntax.having(dep=("acl", "relcl"))
    that = clause & syntax.above(syntax.having(dep="mark", lemma="that"))
    content = (
        clause & noun[syntax.head] & (syntax.having(dep="acl") | syntax.above(syntax.having(dep="dobj", lemma="that")))
    )
    return (
        syntax.having(dep=_TAKEN)
        | of
        | (syntax.having(dep="pcomp") & of[syntax.head])
        | that
        | content
        | (says & syntax.having(dep=_ROLES) & ~against)
        | (noun & syntax.having(dep="pobj") & of[syntax.head])
    )


def find_asides(syntax: Syntax) -> np.ndarray:
    """The verbs of clauses that stand beside what is told.

    These describe a noun ("a pier that *leaks*"), or say when, why or how something else is so ("as it *leaks*", "by *selling*
    it"), and are no content of a word of saying ("of having sold it").
    """
    beside = syntax.having(dep="advcl") | (syntax.having(dep="pcomp") & ~_find_steps(syntax))
    return ((beside | find_described(syntax)) & ~_find_purposes(syntax))[syntax.place]


def find_results(syntax: Syntax) -> np.ndarray:
    """The verbs of what came of something, or went with it: "the pier sank, *injuring* two"."""
    bound = syntax.above(syntax.having(dep=("mark", "aux", "advmod", *SUBJECTS)))
    after = syntax.head < np.arange(len(syntax.head))
    return (syntax.having(dep="advcl", tag="VBG") & after & ~bound)[syntax.place]


def _find_purposes(syntax: Syntax) -> np.ndarray:
    """The verbs of what is to be done: "came to *look*", "a plan to *sell*"."""
    return syntax.having(dep=("advcl", "acl", "relcl"), tag="VB") & syntax.above(syntax.having(dep="aux", tag="TO"))


def find_unreal(syntax: Syntax) -> np.ndarray:
    """The verbs of what is not told as so.

    These are what is to be done ("came to *look*"), what is open ("whether it *leaks*"), what something is called ("considered it
    *waste*"), what is only wanted or decided ("refused to *sell*"), and words that are verbs in form only ("*including* a pier").
    """
    clause = syntax.having(dep=("ccomp", "acl", "pcomp"))
    open_ = clause & syntax.above(syntax.having(dep=("mark", "advmod"), lemma=_OPEN))
    bare = syntax.having(dep="ccomp", tag="VB") & syntax.above(syntax.having(dep=SUBJECTS))
    small = bare & ~syntax.above(syntax.having(dep=("aux", "mark")))
    return open_ | small | _find_purposes(syntax) | find_wished(syntax) | syntax.having(dep=_FORMS)


def find_shared(syntax: Syntax, scope: np.ndarray) -> np.ndarray:
    """The helpers and adverbs before a verb that are also those of one in scope joined to it: "*may* have sunk and burned"."""
    alone = syntax.having(dep="conj", pos=VERBS) & ~syntax.above(syntax.having(dep=(*SUBJECTS, *_HELPERS)))
    before = np.arange(len(scope)) < syntax.head
    leads = scope.copy()
    for _ in range(_DEEP):
        leads[syntax.head[leads & alone]] = True
    return syntax.having(dep=(*_HELPERS, "advmod")) & before & leads[syntax.head]


def find_described(syntax: Syntax) -> np.ndarray:
    """The verbs of clauses that describe a noun, and do not tell what it says as "the *claim* that it leaks" does."""
    return syntax.having(dep=("relcl", "acl")) & ~_find_steps(syntax)


def find_wished(syntax: Syntax) -> np.ndarray:
    """The verbs of what is only wanted or decided: "wants to *sell*", "gave up hope of *selling*"."""
    listed = read_list("reporting").filter(pl.col("kind").is_in(["thought", "declaring"]))["word"].to_list()
    wishes = syntax.having(lemma=tuple(listed))
    of = syntax.having(dep="prep") & wishes[syntax.head] & syntax.having(pos="NOUN")[syntax.head]
    past = syntax.above(syntax.having(dep="aux", lemma="have"))  # "is thought to have *sold*"
    return (syntax.having(dep="xcomp") & wishes[syntax.head] & ~past) | (syntax.having(dep="pcomp") & of[syntax.head])


def _list_sayings() -> tuple[str, ...]:
    """The lemmas of words of saying, and of words that call what is said false, a charge or denied."""
    listed = read_list("certainty").filter(~pl.col("kind").is_in(["asked", "saying"]))
    words = pl.concat([listed["word"], read_list("reporting")["word"]]).str.split(" ").list.first()
    return tuple(words.unique().sort())


def find_subtree(syntax: Syntax, verbs: np.ndarray) -> np.ndarray:
    """Whether each word is one of these verbs or hangs on one, by whatever words."""
    below = verbs
    while True:
        more = below | below[syntax.head]
        if (more == below).all():
            return below
        below = more
