"""Vectors: the SVG of a figure in fewer bytes, the same picture to a hundredth of a point, its letters outlines as before."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
PATH, GROUP, USE, HREF = f"{{{SVG}}}path", f"{{{SVG}}}g", f"{{{SVG}}}use", f"{{{XLINK}}}href"
PREFIXES = {"": SVG, "xlink": XLINK, "cc": "http://creativecommons.org/ns#"}  # the others of metadata are known
OUTLINE = "scale(0.015625)"  # how matplotlib places a letter of 6400 units an em
LETTER = 0.15625  # that em in 1000 units, as fonts in PostScript have it
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_STEP = re.compile(r"([MLQCz])([^MLQCz]*)")  # all commands that matplotlib writes
_MOVED = re.compile(r"translate\(([^ )]+) ([^ )]+)\)")
_NAMED = re.compile(r"#([\w.-]+)")


def shorten_svg(text: str) -> str:
    """The same picture in fewer bytes: no blanks, comments, unused names or letters without ink; short names and numbers.

    Places are rounded to 1/100 of a point, outlines of letters to 1/1000 of their size; paths go from point to point.
    """
    for prefix, address in PREFIXES.items():
        ElementTree.register_namespace(prefix, address)
    root = ElementTree.fromstring(text)
    names = _name_briefly(root)
    blank = {f"#{one.get('id')}" for one in root.iter(PATH) if not one.get("d")}
    for element in root.iter():
        element.text, element.tail = (
            words if words and words.strip() else None for words in (element.text, element.tail)
        )
        element[:] = [one for one in element if one.get(HREF) not in blank and (one.tag != PATH or one.get("d"))]
    for element in root.iter():
        said = {key: _rename(key, value, names) for key, value in element.items()}
        element.attrib.clear()
        element.attrib.update(_shorten(element.tag, said))
    _unwrap(root)
    return ElementTree.tostring(root, encoding="unicode").replace(" />", "/>") + "\n"


def _name_briefly(root: Element) -> dict[str, str]:
    """A short name for each thing that another refers to, by their order."""
    used = {name for one in root.iter() for value in one.attrib.values() for name in _NAMED.findall(value)}
    named = dict.fromkeys(one.get("id") for one in root.iter() if one.get("id") in used)
    return {name: f"{LETTERS[place % 26]}{place // 26 or ''}" for place, name in enumerate(named)}


def _rename(key: str, value: str, names: dict[str, str]) -> str:
    """The value of an attribute with short names; an unused name is nothing."""
    return names.get(value, "") if key == "id" else _NAMED.sub(lambda name: f"#{names.get(name[1], name[1])}", value)


def _unwrap(parent: Element) -> None:
    """Puts what is in groups that say nothing in their place."""
    for child in parent:
        _unwrap(child)
    parent[:] = [one for child in parent for one in (child if child.tag == GROUP and not child.attrib else [child])]


def _shorten(tag: str, said: dict[str, str]) -> dict[str, str]:
    """The attributes of an element with numbers rounded, and without those that say nothing."""
    transform = said.get("transform", "")
    if transform == OUTLINE:
        return said | {"transform": "scale(.1)", "d": _shorten_path(said["d"], LETTER)}
    if tag == USE and (moved := _MOVED.fullmatch(transform)):
        said = said | {"transform": "", "x": moved[1], "y": moved[2]}
    shorter = {key: _WAYS[key](value) if key in _WAYS else value for key, value in said.items()}
    return {key: value for key, value in shorter.items() if value and (key, value) not in {("x", "0"), ("y", "0")}}


def _shorten_style(style: str) -> str:
    return style.replace(": ", ":").replace("; ", ";")


def _round_move(transform: str) -> str:
    return _MOVED.sub(lambda moved: f"translate({_round(moved[1])} {_round(moved[2])})", transform)


@lru_cache(maxsize=4096)  # letters come again in every figure
def _shorten_path(path: str, letter: float = 0.0) -> str:
    """A path with each point told from the one before, to 1/100; of a letter in whole units, so many to one of the path's."""
    parts = []
    at = begun = (0, 0)
    for command, numbers in _STEP.findall(path):
        values = [round(float(number) * (letter or 100)) for number in numbers.split()]
        points = list(zip(values[::2], values[1::2], strict=True))
        steps = [(x - at[0], y - at[1]) for x, y in points]
        at = points[-1] if points else begun
        begun = at if command == "M" else begun
        parts.append(_say_steps(command, steps, bool(letter)))
    return "".join(parts)


def _say_steps(command: str, steps: list[tuple[int, int]], whole: bool) -> str:
    """A command with its steps; a line straight on or down has one number."""
    values = [value for step in steps for value in step]
    if command == "L" and 0 in values:
        command, values = ("v", values[1:]) if values[0] == 0 else ("h", values[:1])
    said = [str(value) if whole else _say_hundredths(value) for value in values]
    return command.lower() + " ".join(said).replace(" -", "-")


def _round(number: str) -> str:
    """A number of points to two places."""
    return _say_hundredths(round(float(number) * 100))


def _say_hundredths(value: int) -> str:
    """So many hundredths as a number.

    >>> _say_hundredths(-50), _say_hundredths(1020), _say_hundredths(0)
    ('-.5', '10.2', '0')
    """
    whole, part = divmod(abs(value), 100)
    said = f"{whole or ''}.{part:02}".rstrip("0").rstrip(".") or "0"
    return f"-{said}" if value < 0 else said


_WAYS = {"d": _shorten_path, "style": _shorten_style, "transform": _round_move, "x": _round, "y": _round}
