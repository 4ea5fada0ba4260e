"""What docs/look.md promises of the pages, measured in a browser: equal rooms, whole letters, light files."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser.browser_checks import (
    DESK,
    PHONE,
    find_accessibility_faults,
    find_load_faults,
    find_markup_faults,
    find_overflow,
    serve_folder,
    visit,
)
from browser.specimens import Case, build_chooser, build_entry, build_parallel, render, write_site
from conftest import ROOT

OVERRIDES = ROOT / "overrides"
WIDTHS = (320, 360, 768, 1024, 1440)
LANGUAGES = ("en", "hi", "ur")
ENTRIES = {
    **{f"two-{lang}.html": Case(lang) for lang in LANGUAGES},
    **{f"swap-{lang}.html": Case(lang, (5, 3)) for lang in LANGUAGES},
    "three.html": Case("en", (2, 4, 3)),
    "four-ar.html": Case("ar", (2, 3, 4, 1), languages=("ar", "en")),
    "awaits.html": Case("hi", (4, 0)),
    "proposed.html": Case("ur", (3, 3), is_proposed=True),
}
PARALLELS = {
    "parallel.html": Case(languages=("ur", "en", "hi")),
    "parallel-rotated.html": Case(languages=("hi", "ur", "en")),
    "parallel-two.html": Case(languages=("hy", "ar")),
    "parallel-four.html": Case(languages=("en", "ur", "hy", "hi")),
}

# Of each account: where it stands, how it looks, where its first line's baseline is, and what it lets a reader do.
MEASURE_ACCOUNTS = """() => [...document.querySelectorAll('#narratives .narrative')].map(account => {
  const box = account.getBoundingClientRect();
  const look = element => {
    const style = getComputedStyle(element);
    return ['fontFamily', 'fontSize', 'fontWeight', 'lineHeight', 'color', 'backgroundColor', 'opacity', 'textAlign',
      'borderBlockStartWidth', 'borderBlockStartColor', 'paddingInlineStart'].map(name => style[name]).join('; ');
  };
  const line = account.querySelector('.account p');
  const mark = document.createElement('span');
  mark.style.display = 'inline-block';
  line.prepend(mark);
  const baseline = mark.getBoundingClientRect().bottom;
  mark.remove();
  return {
    left: box.left, right: box.right, top: box.top, width: box.width, baseline,
    look: [account, account.querySelector('h3'), account.querySelector('.teller'), line].map(look),
    headings: [...account.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(heading => heading.tagName),
    controls: account.querySelectorAll('a,button,input,summary').length,
  };
})"""


OPEN_ALL = "() => document.querySelectorAll('details').forEach(box => { box.open = true; })"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the specimens."""
    folder = tmp_path_factory.mktemp("look")
    pages: list[tuple[str, str, object]] = [(path, "entry", build_entry(case)) for path, case in ENTRIES.items()]
    pages += [(path, "parallel", build_parallel(case)) for path, case in PARALLELS.items()]
    pages.append(("index.html", "chooser", build_chooser(Case())))
    write_site(folder, pages)
    with serve_folder(folder) as address:
        yield address


def measure(page: Page) -> list[dict[str, Any]]:
    """The accounts on a page, after its fonts are there."""
    page.evaluate("() => document.fonts.ready.then(() => true)")
    return list(page.evaluate(MEASURE_ACCOUNTS))


# --- rooms -----------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("path", ENTRIES)
def test_accounts_have_equal_rooms(browser: Browser, site: str, path: str) -> None:
    """At every width: one width, one look, one baseline; all in a row or all in a column."""
    with visit(browser, site + path) as seen:
        for width in WIDTHS:
            seen.page.set_viewport_size({"width": width, "height": 900})
            accounts = measure(seen.page)
            spread = [account["width"] for account in accounts]
            assert max(spread) - min(spread) <= 1, (width, spread)
            assert len({json.dumps(account["look"]) for account in accounts}) == 1, (width, accounts)
            assert len({str(account["headings"]) for account in accounts}) == 1
            assert len({account["controls"] for account in accounts if account["controls"]}) == 1
            assert_row_or_column(accounts, width)


def assert_row_or_column(accounts: list[dict[str, Any]], width: int) -> None:
    """Never two and one: that would make the last account a second thought."""
    tops = {round(account["top"]) for account in accounts}
    assert len(tops) in {1, len(accounts)}, (width, tops)
    if len(tops) == 1:
        lines = [account["baseline"] for account in accounts]
        assert max(lines) - min(lines) <= 2, (width, lines)


@pytest.mark.browser
def test_accounts_stand_side_by_side_where_they_fit(browser: Browser, site: str) -> None:
    """Two from a tablet on, three on a desk; else the boxes test could pass on columns alone."""
    rows = {("two-ur.html", 768): 1, ("two-ur.html", 360): 2, ("three.html", 1440): 1, ("three.html", 900): 3}
    for (path, width), expected in rows.items():
        with visit(browser, site + path, width=width) as seen:
            assert len({round(account["top"]) for account in measure(seen.page)}) == expected, (path, width)


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_swapped_sides_swap_nothing_but_words(browser: Browser, site: str, lang: str) -> None:
    """The longer text on the other side: the same boxes, the same looks, and the same height when side by side."""
    with (
        visit(browser, f"{site}two-{lang}.html") as one,
        visit(browser, f"{site}swap-{lang}.html") as other,
    ):
        for width in WIDTHS:
            for seen in (one, other):
                seen.page.set_viewport_size({"width": width, "height": 900})
            before, after = measure(one.page), measure(other.page)
            for here, there in zip(before, after, strict=True):
                assert abs(here["left"] - there["left"]) <= 1
                assert abs(here["width"] - there["width"]) <= 1
                assert here["look"] == there["look"]
            heights = [seen.page.evaluate("() => document.documentElement.scrollHeight") for seen in (one, other)]
            assert abs(heights[0] - heights[1]) <= 1


@pytest.mark.browser
@pytest.mark.parametrize("path", ["two-en.html", "three.html"])
def test_turned_pages_mirror(browser: Browser, site: str, path: str) -> None:
    """`dir` turned around: every box at the mirrored place, within a pixel, and as high as before."""
    boxes = """() => [...document.querySelectorAll('main section, main h1, main h2, main h3, main li, main dl')]
      .filter(element => element.checkVisibility())
      .map(element => element.getBoundingClientRect()).map(box => [box.left, box.right, box.top, box.height])"""
    with visit(browser, site + path) as seen:
        for width in WIDTHS:
            seen.page.set_viewport_size({"width": width, "height": 900})
            turn = "dir => { document.documentElement.dir = dir; }"
            seen.page.evaluate(turn, "ltr")
            measure(seen.page)
            before = seen.page.evaluate(boxes)
            seen.page.evaluate(turn, "rtl")
            after = seen.page.evaluate(boxes)
            for (left, right, top, height), (new_left, new_right, *others) in zip(before, after, strict=True):
                assert abs(width - right - new_left) <= 1, width
                assert abs(width - left - new_right) <= 1, width
                assert [abs(there - here) <= 1 for here, there in zip((top, height), others, strict=True)] == [True] * 2


# --- letters ---------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("path", ["two-ur.html", "parallel.html", "index.html", "proposed.html"])
def test_nastaliq_has_its_height(browser: Browser, site: str, path: str) -> None:
    """No Nastaliq line under twice its size, none under 16 px, and nothing around it that clips."""
    found = """() => {
      const tight = [];
      for (const element of document.body.querySelectorAll('*')) {
        const words = [...element.childNodes].some(node => node.nodeType === 3 && /[\\u0600-\\u06ff]/.test(node.data));
        const marked = element.closest('[data-script]');
        if (!words || marked.dataset.script !== 'Aran' || element.closest('.unseen')) continue;
        const style = getComputedStyle(element), size = parseFloat(style.fontSize);
        if (parseFloat(style.lineHeight) / size < 2 || size < 16) {
          tight.push(`${element.tagName}.${element.className} ${size} ${style.lineHeight}`);
        }
        for (let box = element; box !== document.body; box = box.parentElement) {
          const clips = getComputedStyle(box).overflowY !== 'visible' && !box.matches('.scroll, .cell-lang');
          if (clips) tight.push(`clipped by ${box.tagName}.${box.className}`);
        }
      }
      return tight;
    }"""
    with visit(browser, site + path, width=PHONE) as seen:
        assert seen.page.evaluate(found) == []


@pytest.mark.browser
def test_partners_share_a_baseline(browser: Browser, site: str) -> None:
    """Three scripts with three leadings beside each other: first lines on one line, columns of one width."""
    measure_cells = """() => [...document.querySelectorAll('.group')].map(group =>
      [...group.querySelectorAll('.cell')].map(cell => {
        const mark = document.createElement('span');
        mark.style.display = 'inline-block';
        (cell.querySelector('p')).prepend(mark);
        return [cell.getBoundingClientRect().width, mark.getBoundingClientRect().bottom];
      }))"""
    for path in ("parallel.html", "parallel-rotated.html"):
        with visit(browser, site + path, width=DESK) as seen:
            seen.page.evaluate("() => document.fonts.ready.then(() => true)")
            groups = seen.page.evaluate(measure_cells)
            assert len(groups) == 3
            for group in groups:
                widths, lines = zip(*group, strict=True)
                assert max(widths) - min(widths) <= 1
                assert max(lines) - min(lines) <= 2


@pytest.mark.browser
def test_no_script_is_slanted_or_tracked(browser: Browser, site: str) -> None:
    """Made-up slant and letter spacing tear Devanagari and Nastaliq apart."""
    look = """() => [...document.querySelectorAll('[data-script]')].map(element => getComputedStyle(element))
      .filter(style => style.letterSpacing !== 'normal' && style.letterSpacing !== '0px'
        || style.fontSynthesis !== 'none' || style.textTransform !== 'none' || style.fontStyle !== 'normal').length"""
    with visit(browser, site + "parallel.html") as seen:
        assert seen.page.evaluate(look) == 0


# --- pages that hold -------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("path", [*ENTRIES, *PARALLELS, "index.html"])
def test_nothing_runs_out_sideways(browser: Browser, site: str, path: str) -> None:
    """Every specimen at every width, disclosures open."""
    excess = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    with visit(browser, site + path) as seen:
        seen.page.evaluate(OPEN_ALL)
        for width in (320, PHONE, 768, DESK):
            seen.page.set_viewport_size({"width": width, "height": 900})
            assert (seen.page.evaluate(excess), find_overflow(seen.page)) == (0, []), width


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["two-hi.html", "three.html", "awaits.html", "proposed.html", *PARALLELS, "index.html"]
)
@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_axe_and_console_are_silent(browser: Browser, site: str, path: str, width: int, *, dark: bool) -> None:
    """Contrast, names, landmarks, lists: nothing found on a phone by day and a desk by night, disclosures open."""
    with visit(browser, site + path, width=width, dark=dark) as seen:
        seen.page.evaluate(OPEN_ALL)
        assert find_load_faults(seen) + find_accessibility_faults(seen.page) == []


@pytest.mark.browser
def test_markup_is_valid(tmp_path: Path) -> None:
    """The Nu validator finds no error in any kind of specimen."""
    entry, parallel = build_entry(Case("ur", (3, 0), is_proposed=True)), build_parallel(Case())
    pages = [
        ("e.html", "entry", entry),
        ("p.html", "parallel", parallel),
        ("index.html", "chooser", build_chooser(Case())),
    ]
    write_site(tmp_path, pages)
    assert find_markup_faults(tmp_path) == []


@pytest.mark.browser
def test_languages_are_chosen_without_script(browser: Browser, site: str) -> None:
    """Unticked languages go, the others share the room; nothing ticked shows all."""
    with visit(browser, site + "parallel.html", width=1024, javascript=False) as seen:
        cells = [seen.page.locator("#text-1 .cell").nth(at) for at in range(3)]
        assert [cell.is_visible() for cell in cells] == [True, True, True]
        seen.page.uncheck("#show-2")
        assert [cell.is_visible() for cell in cells] == [True, False, True]
        widths = [cells[at].evaluate("cell => cell.getBoundingClientRect().width") for at in (0, 2)]
        assert abs(widths[0] - widths[1]) <= 1
        # Two of three share the whole width.
        assert widths[0] > 400
        seen.page.uncheck("#show-1")
        seen.page.uncheck("#show-3")
        assert [cell.is_visible() for cell in cells] == [True, True, True]


@pytest.mark.browser
def test_paper_holds_everything(browser: Browser, site: str) -> None:
    """Printed without script: who agreed is open, every account is there, controls are not."""
    with visit(browser, site + "two-ur.html", javascript=False) as seen:
        assert not seen.page.locator(".agreement .parts").is_visible()
        seen.page.emulate_media(media="print")
        height = "parts => parts.getBoundingClientRect().height"
        assert seen.page.locator(".agreement .parts").evaluate(height) > 50
        assert all(seen.page.locator("#narratives .narrative").nth(at).is_visible() for at in (0, 1))
        assert not seen.page.locator(".editions").is_visible()


@pytest.mark.browser
def test_chosen_colours_stay(browser: Browser, site: str) -> None:
    """The choice appears with script only, is kept for the next page, and can be taken back."""
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"
    with visit(browser, site + "two-en.html", javascript=False) as plain:
        assert not plain.page.locator("[data-themes]").is_visible()
    with visit(browser, site + "two-en.html") as seen:
        seen.page.check("input[value=dark]")
        assert seen.page.evaluate(ground) == "rgb(26, 25, 23)"
        seen.page.goto(site + "two-ur.html")
        assert seen.page.evaluate(ground) == "rgb(26, 25, 23)"
        seen.page.check("input[value=device]")
        assert seen.page.evaluate(ground) == "rgb(251, 250, 247)"


# --- files -----------------------------------------------------------------------------------------------------------


def test_styles_and_script_are_light() -> None:
    """CSS under 13 KB and script under 4 KB as they travel."""
    weigh = {
        name: len(gzip.compress((OVERRIDES / "assets" / name).read_bytes()))
        for name in ("concord.css", "fonts.css", "concord.js")
    }
    assert weigh["concord.css"] + weigh["fonts.css"] < 13 * 1024, weigh
    assert weigh["concord.js"] < 4 * 1024, weigh
    assert len((OVERRIDES / "assets" / "concord.js").read_bytes()) < 12 * 1024


def test_an_entry_page_travels_within_its_budget() -> None:
    """HTML, CSS and script of a whole entry page within 60 KB compressed."""
    page = render("entry", build_entry(replace(Case("ur"), lengths=(12, 12)))).encode()
    files = [(OVERRIDES / "assets" / name).read_bytes() for name in ("concord.css", "fonts.css", "concord.js")]
    assert sum(len(gzip.compress(content)) for content in (page, *files)) < 60 * 1024


def test_styles_know_no_left_and_right() -> None:
    """Physical properties would not mirror; nothing keys on a language or comes from elsewhere."""
    styles = (OVERRIDES / "assets" / "concord.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)
    edges = "left|right|top|bottom"
    physical = (
        rf"(?:margin|padding|border|inset)-(?:{edges})\b|(?<![-\w])(?:{edges})\s*:"
        r"|(?:float|text-align|clear):\s*(?:left|right)"
    )
    assert re.findall(physical, rules) == []
    assert ":lang(" not in rules
    assert re.findall(r"https?:|//|@import|url\(", rules) == []
    assert re.findall(r"letter-spacing:(?!\s*0)|text-transform|text-shadow|justify;|ellipsis", rules) == []


def test_templates_hold_no_style_and_no_handler() -> None:
    """The policy forbids them; words are never marked safe by a template."""
    for path in sorted((OVERRIDES / "concord").rglob("*.html")):
        if path.name == "review.html":  # a local page with styles of its own, never published
            continue
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"\sstyle=|<style|\son[a-z]+=|\|\s*safe|javascript:", text) == [], path


def test_faces_are_the_ones_that_were_fetched() -> None:
    """Every font file that the styles name is in the list of fetched ones; another name would be a failed request."""
    named = set(re.findall(r'url\("(fonts/[^"]+)"\)', (OVERRIDES / "assets" / "fonts.css").read_text(encoding="utf-8")))
    manifest = json.loads((ROOT / "plugins" / "concord" / "_assets" / "fonts.json").read_bytes())
    assert named
    assert named <= {font["file"] for font in manifest["fonts"]}
