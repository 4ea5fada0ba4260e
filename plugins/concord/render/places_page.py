"""Places in words and as points on a drawing, where all sides agreed to one. The list says all that it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from concord.derive.collate import sort_key
from concord.derive.places import HUNDREDTHS, Spot
from concord.derive.sketch import WIDTH, Line, Sketch, draw_sketch
from concord.derive.views import Phrase
from concord.derive.views.places import MapView, PlaceLine, PlacesPage, PointMark
from concord.model.tables import NamedPlace, NamedThing
from concord.render import addresses
from concord.render.cards import choose
from concord.render.press import Press
from concord.render.shell import build_shell, join_plainly
from concord.render.table_pages import build_hub_frame

# From here on a number stands before its point.
_LATE = 900


def build_places_page(press: Press, lang: str) -> PlacesPage:
    """`/<lang>/places/`: the same points in every edition, numbered as the list of this one runs."""
    shell = build_shell(press, build_hub_frame(press, "places", lang))
    named = sorted(
        ((name_place(press, spot.place, lang), spot) for spot in press.spots),
        key=lambda pair: (sort_key(pair[0][0].text, lang), pair[1].place.id),
    )
    pointed = [(names, spot) for names, spot in named if spot.point]
    lines = tuple(
        PlaceLine(spot.place.id, number, names, _find_url(shell.root, spot, lang))
        for number, (names, spot) in enumerate(pointed, 1)
    )
    return PlacesPage(
        shell=shell,
        map=_build_map(press, lines, [spot for _, spot in pointed], lang) if pointed else None,
        pointed=lines,
        in_words=tuple(
            PlaceLine(spot.place.id, None, names, _find_url(shell.root, spot, lang))
            for names, spot in named
            if not spot.point
        ),
    )


def name_place(press: Press, place: NamedPlace, lang: str) -> tuple[Phrase, ...]:
    """The agreed name, then what sides call it otherwise in this language, in an order that turns with the place."""
    agreed = choose(press, place.name, lang)
    forms = (
        press.tongues.say(form.text, form.lang)
        for thing in press.site.tables.names.names
        if _is_same(thing, place)
        for side, _ in press.site.order_sides(f"places/{place.id}")
        for form in thing.forms.get(side, ())
        if form.lang == lang
    )
    return tuple(dict.fromkeys((agreed, *forms)))


def _is_same(thing: NamedThing, place: NamedPlace) -> bool:
    """Whether the table of names speaks of this place: by its id, or by a form that is the place's whole name."""
    forms = {(form.lang, form.text) for forms in thing.forms.values() for form in forms}
    return thing.id == place.id or not forms.isdisjoint(place.name.items())


def _find_url(root: str, spot: Spot, lang: str) -> str | None:
    if not any(lang in entry.languages for entry in spot.entries):
        return None
    return root + addresses.find_facet(lang, "place", spot.place.id)


def _build_map(press: Press, lines: tuple[PlaceLine, ...], spots: list[Spot], lang: str) -> MapView:
    points = [spot.point for spot in spots if spot.point]
    sketch = draw_sketch(points)
    return MapView(
        height=sketch.frame.rows,
        coast=_write_path(sketch.coast),
        rivers=_write_path(sketch.rivers),
        net=_write_net(sketch),
        degrees=sketch.net // HUNDREDTHS,
        is_coarse=spots[0].decimals == 0,
        marks=tuple(_build_marks(press, sketch, lines, points, lang)),
    )


def _build_marks(
    press: Press, sketch: Sketch, lines: tuple[PlaceLine, ...], points: list[tuple[int, int]], lang: str
) -> Iterator[PointMark]:
    """A mark for each point, in the order of the list: so the tab key meets them."""
    shared: dict[tuple[int, int], list[PlaceLine]] = {}
    for line, point in zip(lines, points, strict=True):
        shared.setdefault(sketch.frame.place(point), []).append(line)
    direction = press.tongues.find(lang).dir
    for (x, y), found in shared.items():
        numbers = ", ".join(str(line.number) for line in found)
        names = join_plainly(tuple(line.names[0] for line in found), direction)
        # A place without entries in this language, and a point of several places, lead to the list.
        url = found[0].url if len(found) == 1 and found[0].url else f"#place-{found[0].id}"
        yield PointMark(x, y, numbers, f"{numbers}. {names}", url, "before" if x > _LATE else "after")


def _write_path(lines: Iterable[Line]) -> str:
    """Lines as one path of steps; never closed, so that nothing can be filled."""
    return "".join(_write_line(line) for line in lines)


def _write_line(line: Line) -> str:
    steps = (f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(line))
    return f"M{line[0][0]} {line[0][1]}l{' '.join(steps)}".replace(" -", "-")


def _write_net(sketch: Sketch) -> str:
    down = (f"M{x} 0V{sketch.frame.rows}" for x in sketch.columns)
    across = (f"M0 {y}H{WIDTH}" for y in sketch.lines)
    return "".join((*down, *across))
