"""Labels: where the names of points may stand, so that none lies on another, on a point or past the axes.

All lengths are points of print (1/72 inch) from the lower left corner of the axes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

RINGS = (7.0, 12.0, 18.0, 26.0, 36.0)  # how far from its point a label is tried, nearest first
DIRECTIONS = (  # away from the middle and upwards, in steps of a ring
    (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1),
    (1, 0.5), (-1, 0.5), (1, -0.5), (-1, -0.5), (0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1),
)  # fmt: skip
APART = 3.0  # between two labels side by side
SIGN = 4.0  # half the side of a point's sign
LED = RINGS[0]  # from further away a line leads to the point
STEPS = 12  # places at which such a line is looked at
STEP = 6.0  # between two squares along a line


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.bottom <= other.bottom and other.top <= self.top


class Place(NamedTuple):
    """The box of a label, and where a line to its point begins, or null where it stands at its point."""

    box: Box
    line: tuple[float, float] | None


def place_labels(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    room: tuple[float, float],
    middle: float,
    held: Sequence[Box] = (),
) -> list[Place | None]:
    """A place for each label of this width and height, the first come first, or null where no place is free.

    Each is tried at rings around its point, from the nearest on and away from the middle first, and takes the first
    place inside the room (width, height), on its point's side of the middle, that no label, line or point holds, nor
    one of the boxes `held` beforehand.

    >>> place_labels([(10, 10)], [(30, 8)], (60, 20), middle=5)
    [Place(box=Box(left=17.0, bottom=6.0, right=47.0, top=14.0), line=None)]
    """
    signs = [_sign(point) for point in points]
    taken: list[Box] = []
    lines: list[Box] = list(held)
    places: list[Place | None] = []
    for point, size in zip(points, sizes, strict=True):
        out = 1 if point[0] >= middle else -1
        page = Box(middle, 0, *room) if out > 0 else Box(0, 0, middle, room[1])
        tried = (place for place in _try(point, size, out) if page.holds(place.box))
        place = next((place for place in tried if _is_free(place, point, signs, lines, taken)), None)
        if place:
            taken.append(place.box)
            lines += _dots(place.line, point)
        places.append(place)
    return places


def _try(point: tuple[float, float], size: tuple[float, float], out: int) -> Iterator[Place]:
    (x, y), (width, height) = point, size
    for ring in RINGS:
        for away, up in DIRECTIONS:
            right = away * out
            near_x, near_y = x + ring * right, y + ring * up  # the label's edge or corner that faces the point
            left, bottom = near_x - width * (1 - right) / 2, near_y - height * (1 - up) / 2
            yield Place(Box(left, bottom, left + width, bottom + height), (near_x, near_y) if ring > LED else None)


def _is_free(place: Place, point: tuple[float, float], signs: list[Box], lines: list[Box], taken: list[Box]) -> bool:
    """Whether the place is clear of labels, lines and signs, and its line of labels and of other points' signs."""
    wide = place.box._replace(left=place.box.left - APART, right=place.box.right + APART)
    if any(wide.meets(other) for other in taken) or any(place.box.meets(other) for other in [*lines, *signs]):
        return False
    away = [dot for dot in _dots(place.line, point) if not dot.meets(_sign(point))]
    return not any(dot.meets(other) for dot in away for other in [*taken, *signs])


def box_around(point: tuple[float, float], half: float) -> Box:
    """The square around a point with sides of twice this length."""
    x, y = point
    return Box(x - half, y - half, x + half, y + half)


def boxes_along(one: tuple[float, float], other: tuple[float, float]) -> list[Box]:
    """Small squares along a line between two points, without those at its ends."""
    (x0, y0), (x1, y1) = one, other
    steps = int(max(abs(x0 - x1), abs(y0 - y1)) / STEP) + 1
    return [
        box_around((x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps), STEP / 4) for step in range(1, steps)
    ]


def _sign(point: tuple[float, float]) -> Box:
    return box_around(point, SIGN)


def _dots(line: tuple[float, float] | None, point: tuple[float, float]) -> list[Box]:
    """A leading line as dots along it."""
    if line is None:
        return []
    (x0, y0), (x1, y1) = line, point
    at = [(x0 + (x1 - x0) * step / STEPS, y0 + (y1 - y0) * step / STEPS) for step in range(STEPS + 1)]
    return [Box(x - 0.5, y - 0.5, x + 0.5, y + 0.5) for x, y in at]
