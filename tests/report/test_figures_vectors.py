from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
import typst
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.image import imread

from analysis.report.figures.style import STYLE
from analysis.report.figures.vectors import shorten_svg

HEAD = '<svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg">'
NUMBERS = st.integers(-9_999_999_999, 9_999_999_999).map(lambda number: f"{number / 1e6:f}")


def body(*parts: str) -> str:
    """What is left of these parts of a picture."""
    short = shorten_svg(f"{HEAD}\n {''.join(parts)}\n</svg>")
    return re.fullmatch("<svg [^>]*>(.*)</svg>\n", short, re.DOTALL)[1]


def points(path: str) -> list[tuple]:
    """The commands of a path with whole places, as fontTools reads them."""
    pen = RecordingPen()
    parse_path(path, pen)
    return pen.value


def draw() -> str:
    """A picture of all kinds of marks that figures have: lines, curves, hatches, signs, clipped points and words."""
    with matplotlib.style.context(["default", STYLE]):
        figure = Figure(figsize=(4, 3))
        axes = figure.subplots()
        axes.bar([0.123456, 1.7], [2.71828, 1.1], hatch="///", alpha=0.6, edgecolor="#0072B2", label="Tides – high")
        axes.plot(np.linspace(0, 2, 9), np.linspace(0, 2, 9) ** 2, marker="o", markerfacecolor="none")
        axes.scatter([0.5, 0.9], [1.5, 5.0], s=[20, 90], c=["#D55E00", "#009E73"], marker="D")
        axes.annotate("“one” & <two>", (1, 1), rotation=33)
        axes.set_ylim(0, 3)
        axes.legend()
        written = io.BytesIO()
        metadata = {
            "Date": None,
            "Creator": None,
            "Title": "Tides & <docks>",
            "Description": "How to read.\nWhat it shows.",
        }
        figure.savefig(written, format="svg", metadata=metadata)
    return written.getvalue().decode()


@pytest.fixture(scope="module")
def picture() -> str:
    return draw()


def paint(svg: str, folder) -> np.ndarray:
    """The picture as another program paints it: typst, 144 dots an inch."""
    (folder / "f.svg").write_text(svg, encoding="utf-8")
    source = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("f.svg")'
    return imread(io.BytesIO(typst.compile(source, root=str(folder), format="png", ppi=144.0)))[:, :, :3]


# --- by hand ------------------------------------------------------------------------------------------------------


def test_a_path_goes_from_point_to_point() -> None:
    path = "M 10 20.123456 \nL 10 30.987654 \nL 12.5 30.987654 \nL 12 30 \nQ 1 2 3 4 \nC 1 1 0.5 -0.5 0 0 \nz\nM 11 20 \nL 11 20 \n"
    # in hundredths: 10,20.12 to 10,30.99 is 10.87 down; z goes back to 10,20.12, from where the next part begins
    assert body(f'<path d="{path}"/>') == (
        '<path d="m10 20.12v10.87h2.5l-.5-.99q-11-28-9-26c-2-3-2.5-4.5-3-4zm1-.12v0"/>'
    )


def test_a_letter_has_a_thousand_units_and_its_places_are_short() -> None:
    letter = '<path id="Sans-54" d="M 0 0 \nL 6400 3200 \nz\n" transform="scale(0.015625)"/>'
    blank = '<path id="Sans-3" transform="scale(0.015625)"/>'
    uses = ['<use xlink:href="#Sans-54"/>', '<use xlink:href="#Sans-54" transform="translate(61.083984 0)"/>']
    uses += [
        '<use xlink:href="#Sans-3" transform="translate(90 0)"/>',
        '<use xlink:href="#Sans-54" transform="translate(95 -7.129)"/>',
    ]
    assert body(letter, blank, '<g id="text_1"><!-- T T -->', *uses, "</g>") == (
        '<path id="a" d="m0 0l1000 500z" transform="scale(.1)"/>'
        '<use xlink:href="#a"/><use xlink:href="#a" x="61.08"/><use xlink:href="#a" x="95" y="-7.13"/>'
    )


def test_only_names_that_are_used_stay() -> None:
    parts = (
        '<g id="axes_1"><g clip-path="url(#pa1)"><path id="p" d="M 0 0 \n" style="fill: url(#h7); stroke: #222222"/></g></g>',
        '<clipPath id="pa1"><rect x="0" y="1.239999" width="2" height="3"/></clipPath><pattern id="h7" x="0" y="0"/>',
    )
    assert body(*parts) == (
        '<g clip-path="url(#a)"><path d="m0 0" style="fill:url(#b);stroke:#222222"/></g>'
        '<clipPath id="a"><rect y="1.24" width="2" height="3"/></clipPath><pattern id="b"/>'
    )


def test_of_many_names_no_two_are_alike() -> None:
    many = range(60)
    marks = [f'<path id="m{number:x}" d="M 0 {number} \n"/><use xlink:href="#m{number:x}"/>' for number in many]
    found = re.findall('<path id="(.*?)" d="m0 (.*?)"/><use xlink:href="#(.*?)"/>', body(*marks))
    assert [int(place) for _, place, _ in found] == list(many)
    assert len({name for name, _, _ in found}) == 60 and all(name == used for name, _, used in found)


# --- the same picture ---------------------------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(st.sampled_from("LQC"), st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=3)), max_size=6
    )
)
def test_no_point_of_a_path_is_moved_by_more_than_half_a_hundredth(steps: list) -> None:
    sizes = {"L": 1, "Q": 2, "C": 3}
    said = [f"{one} {' '.join(' '.join(point) for point in places[: sizes[one]])} \n" for one, places in steps]
    path = "".join(["M 1.005 -0.004 \n", *said, "z\nM 700.125 8.5 \n", *said])
    short = re.search('d="(.*?)"', body(f'<path d="{path}"/>'))[1]
    before, after = points(path), points(short)
    assert [name for name, _ in before] == [name for name, _ in after]
    for (_, places), (_, rounded) in zip(before, after, strict=True):
        assert np.allclose(np.array(places), np.array(rounded), rtol=0, atol=0.00501)


def test_another_program_paints_it_alike_and_it_is_far_shorter(picture: str, tmp_path) -> None:
    short = shorten_svg(picture)
    before, after = paint(picture, tmp_path), paint(short, tmp_path)
    assert len(short) < len(picture) * 0.6
    assert before.shape == after.shape and (before < 0.5).any(axis=2).sum() > 1000
    assert np.abs(before - after).max() < 0.3 and np.abs(before - after).mean() < 0.0003


def test_its_words_stay(picture: str) -> None:
    root = ElementTree.fromstring(shorten_svg(picture))
    words = [one.text for one in root.iter() if one.text and one.tag.endswith(("title", "description"))]
    assert words == ["Tides & <docks>", "Tides & <docks>", "How to read.\nWhat it shows."]
    assert "<dc:description>How to read.\nWhat it shows.</dc:description>" in shorten_svg(picture)


def test_every_name_that_is_meant_is_there(picture: str) -> None:
    short = shorten_svg(picture)
    named, meant = re.findall(' id="(.*?)"', short), set(re.findall(r'(?:href="#|url\(#)([^")]+)', short))
    assert sorted(named) == sorted(meant) and len(named) > 20


def test_a_drawing_twice_is_the_same_text() -> None:
    assert shorten_svg(draw()) == shorten_svg(draw())
