"""Contrasts: words that tell two facts apart however alike the rest is: dead and injured, first and last, start and end."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from analysis.compare.paraphrases import find_stem

REACH = 60  # characters before and after a value in which a word counts
# One axis a line, its sides parted by "|".
_AXES = """
    dead deaths death die died dies dying kill killed killing fatal fatally bodies body lives corpse corpses drown drowned perished
        | injured injuries wounded hurt hospital hospitals sick ill infected treating treated signs
        | missing unaccounted | rescued saved survived survive survivors unhurt alive | freed released release
        | evacuated displaced homeless resettle stranded | vaccinated tested
    serious seriously badly critical critically | slight slightly light lightly minor
    start starts began begin begins set-off launch launched starters | end ends ended finish finished finishers
    open opens opened opening opens | close closes closed closing closure shut
    found founded established | dissolved abolished
    first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth | last final
    women women's woman girls girl girl's | men men's man boys boy boy's
    adult adults | child children children's pupils pupil
    passenger passengers | crew sailors
    visitor visitors spectators audience guests | staff employees workers volunteers
    oldest eldest | youngest
    demand demands demanded asking asked ask | offer offers offered offering
    profit profits earned earnings | loss losses | sales turnover revenue | debt debts loan loans | budget | salary wage wages
        | fee fees rent | fine fined penalty | aid relief grant subsidy | damage
        | prize reward ransom | donation donations donated collected | tax taxes | savings saved saves
    won win wins winner winner's victory | lost lose loser runner-up defeat
    favour favoured backed | against opposed | abstained abstentions undecided
    import imports imported | export exports exported
    born birth | buried funeral
    arrive arrived arrives arrival | depart departed departure departs set-off
    increase increased rise rose risen climbed grew growth higher | decrease decreased fall fell fallen dropped fewer
    buy bought purchase | sell sold sale
    hire hired recruit | dismiss dismissed laid-off
    suspect suspect's defendant accused | witness witnesses neighbour | victim victims
    husband | wife
    mother | father
    son | daughter
    brother | sister
    north northern | south southern | east eastern | west western
    upper | lower
    married | divorced
    teacher teachers | student students pupil pupils
    driver drivers | passenger passengers | pedestrian pedestrians | cyclist cyclists
    maximum highest strongest longest largest biggest peak | minimum lowest weakest shortest smallest | average mean
    limit allowed permitted capacity | doing travelled recorded measured clocked drew attended
    earthquake quake shock | aftershock aftershocks
    arrested arrest detained custody | charged charge charges indicted | sentenced convicted | released freed | searched search
    stolen theft stole | found recovered returned
    spilled leaked ran escaped | recovered sucked cleaned
    planted | felled cut
    hatched | eggs laid
    height high tall | length long | width wide | depth deep | weight weighs weighing heavy | diameter across | speed fast
        | distance away
    entrance entry | exit
    summer | winter | spring | autumn
    today | yesterday | tomorrow
    breakfast | lunch | dinner supper
    rehearsal rehearsals | premiere performance
    inspection inspected | accident crash
    ordered order | delivered delivery
    announced announcement | signed signature
    submitted filed application | approved granted
    old former outgoing | new current incoming
    single | return
    full | reduced half-price
    day daytime | night overnight
    adopted passed | proposed drafted
    domestic local | foreign abroad
    freight goods cargo | passengers people
    wheat | rye | barley | maize | oats | apples | grapes | potatoes
    gold | silver | bronze
"""
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")


@cache
def _read_axes() -> dict[str, list[tuple[int, int]]]:
    """The places of each stem: number of the axis, and its side as a power of two."""
    places: dict[str, list[tuple[int, int]]] = {}
    for axis, line in enumerate(re.split(r"\n    (?! )", _AXES.strip("\n"))):
        for side, words in enumerate(line.split("|")):
            for stem in dict.fromkeys(map(find_stem, words.split())):
                places.setdefault(stem, []).append((axis, 1 << side))
    return places


def find_sides(stated: pl.DataFrame) -> list[dict[int, int]]:
    """For each statement the axes on which its verb or else a word near it stands, with the sides as the sum of powers of two."""
    columns = stated.select("sentence_text", pl.col("start", "end") - pl.col("sentence_start"), "verb")
    rows = columns.iter_rows()
    return [
        _read_sides(text[max(0, start - REACH) : end + REACH].lower()) | _read_sides(verb)
        for text, start, end, verb in rows
    ]


def _read_sides(text: str) -> dict[int, int]:
    axes, found = _read_axes(), {}
    for word in _WORD.findall(text.replace("set off", "set-off").replace("’", "'")):
        for axis, side in axes.get(find_stem(word), axes.get(find_stem(word.removesuffix("'s")), ())):
            found[axis] = found.get(axis, 0) | side
    return found
