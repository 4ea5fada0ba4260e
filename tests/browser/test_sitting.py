"""A steward's sitting in a real browser: five entries on a telephone by touch and by keys, clicks counted."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, BrowserContext, Page

import loaves
from browser.browser_checks import (
    DESK,
    HEIGHT,
    PHONE,
    find_accessibility_faults,
    find_load_faults,
    find_markup_faults,
    find_overflow,
    serve_folder,
    visit,
)
from concord.cli import concord
from concord.model.charter import Forge
from loaves import DAY, FIVE, OTHER_READER, OTHER_SIDE, READER, READS_BOTH, READS_ONE

pytestmark = pytest.mark.browser

# Each entry is opened and answered, the file is saved; docs/approving.md says the same number.
CLICKS = 2 * len(FIVE) + 1
ENOUGH_KEYS = 400


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive and the folder of its workshop edition, in which new entries wait and nothing else."""
    home = tmp_path_factory.mktemp("loaves")
    loaves.build_workshop(loaves.make_archive(home, changed=False), home / "site")
    return home


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As above, with changes of agreed words."""
    home = tmp_path_factory.mktemp("changed")
    loaves.build_workshop(loaves.make_archive(home), home / "site")
    return home


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with serve_folder(home / "site") as served:
        yield served


@pytest.fixture(scope="module")
def changed_address(changed: Path) -> Iterator[str]:
    with serve_folder(changed / "site") as served:
        yield served


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A telephone with a touch screen."""
    size = {"width": PHONE, "height": HEIGHT[PHONE]}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True, service_workers="block")
    yield context
    context.close()


class Hand:
    """Whatever a person does with a page: `act` is a tap, or the keys that lead to a thing and press it."""

    def __init__(self, page: Page, act: Callable[[Page, str], None]) -> None:
        self.page, self.act, self.clicks = page, act, 0

    def press(self, selector: str) -> None:
        """One click."""
        self.act(self.page, selector)
        self.clicks += 1


def tap(page: Page, selector: str) -> None:
    page.locator(selector).tap()


def type_keys(page: Page, selector: str) -> None:
    """Goes on with the tabulator until the thing has the focus, as somebody does who has no pointer."""
    for _ in range(ENOUGH_KEYS):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {selector}")


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(concord, [str(argument) for argument in arguments])


def save(hand: Hand) -> tuple[str, bytes]:
    """Name and bytes of the file that is saved."""
    with hand.page.expect_download() as waited:
        hand.press('[data-save="statement"]')
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


@pytest.mark.parametrize("act", [tap, type_keys], ids=["touch", "keys"])
def test_five_entries_at_one_sitting(
    act: Callable[[Page, str], None], phone: BrowserContext, address: str, home: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(home / "archive", tmp_path / "archive"))
    page = phone.new_page()
    page.goto(f"{address}hy/stewards/{READS_BOTH}/")
    hand = Hand(page, act)
    for name in FIVE:
        hand.press(f"#about-entries-{name} > summary")
        hand.press(f"#about-entries-{name} [data-all]")
    name, raw = save(hand)
    assert hand.clicks == CLICKS == 11
    (root / "statements" / READS_BOTH / name).write_bytes(raw)
    checked = call("check", root, "--as-of", DAY)
    assert checked.exit_code == 0, checked.output
    listed = call("approve", "--as", READS_BOTH, "--archive", root, "--date", DAY, "--list", "--lang", "en")
    assert "Nothing waits" in listed.output
    twin = Path(shutil.copytree(home / "archive", tmp_path / "twin" / "archive"))
    call("approve", "--as", READS_BOTH, "--archive", twin, "--date", DAY, "--no-page", "--yes")
    assert (twin / "statements" / READS_BOTH / name).read_bytes() == raw


def test_what_a_page_joins_is_what_the_command_writes(
    browser: Browser, changed_address: str, changed: Path, tmp_path: Path
) -> None:
    """Many choices of a steward who relies on a reader, by the script itself; the last one by the command too."""
    draw = random.Random(5)
    with visit(browser, f"{changed_address}ka/stewards/{READS_ONE}/") as seen:
        page = seen.page
        file = loaves.read_sitting(page.content().encode())
        page.select_option('[data-reader="hy"]', READER)
        for _ in range(60):
            chosen = draw.sample(file.choices, draw.randint(1, len(file.choices)))
            page.evaluate(CHOOSE, [one.place for one in chosen])
            assert page.locator("[data-statement]").text_content() == file.join(chosen, READER)
            assert page.locator('[data-count="yes"]').text_content() == str(len(chosen))
        assert find_load_faults(seen) == []
    root = Path(shutil.copytree(changed / "archive", tmp_path / "archive"))
    relies = ("--relies-on", f"hy={READER}", "--date", DAY, "--no-page", "--yes")
    done = call("approve", "--as", READS_ONE, "--archive", root, *relies, *(one.target for one in chosen))
    assert done.exit_code == 0, done.output
    assert (root / "statements" / READS_ONE / file.file).read_text(encoding="utf-8") == file.join(chosen, READER)


CHOOSE = """places => {
  for (const field of document.querySelectorAll('fieldset[data-place]')) {
    const answer = places.includes(Number(field.dataset.place)) ? 'yes' : 'later';
    const input = field.querySelector(`input[value=${answer}]`);
    input.checked = true;
    input.dispatchEvent(new Event('change', {bubbles: true}));
  }
}"""


def test_a_reader_is_named_by_the_steward_and_an_objection_has_a_reason(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}hy/stewards/{OTHER_SIDE}/", width=PHONE) as seen:
        page, first = seen.page, f"#about-entries-{FIVE[0]}"
        page.locator(f"{first} > summary").click()
        page.locator(f"{first} [data-all]").click()
        assert page.locator('[data-fault="reader"]').is_visible()
        assert not page.locator('[data-result="statement"]').is_visible()
        page.select_option('[data-reader="ka"]', OTHER_READER)
        assert f"relies_on: {OTHER_READER}" in str(page.locator("[data-statement]").text_content())
        part = page.locator(f"{first} .item", has=page.locator(".answer")).nth(1)
        part.locator("input[value=object]").check()
        assert page.locator('[data-fault="reason"]').is_visible()
        part.locator("textarea").fill("Երկու ձեռք։\nԱղը պակաս է։")
        said = str(page.locator("[data-objection]").text_content())
        target = str(part.locator(".answer").get_attribute("data-target"))
        assert said == f"{OTHER_SIDE}\n\n- `{target}`\n  > Երկու ձեռք։\n  > Աղը պակաս է։\n"
        assert target.split()[1] not in str(page.locator("[data-statement]").text_content())
        page.locator(f"{first} [data-all]").click()
        assert part.locator("input[value=object]").is_checked(), "an objection is taken back by nobody else"
        assert find_load_faults(seen) == []


def test_unpacked_from_a_file_of_the_forge_it_does_the_same(phone: BrowserContext, home: Path) -> None:
    page = phone.new_page()
    page.goto((home / "site" / "hy" / "stewards" / READS_BOTH / "index.html").as_uri())
    hand = Hand(page, tap)
    hand.press(f"#about-entries-{FIVE[0]} > summary")
    hand.press(f"#about-entries-{FIVE[0]} [data-all]")
    name, raw = save(hand)
    file = loaves.read_sitting((home / "site" / "hy" / "stewards" / READS_BOTH / "index.html").read_bytes())
    chosen = [one for one in file.choices if one.target.startswith(f"{FIVE[0]}/")]
    assert (name, raw.decode()) == (file.file, file.join(chosen))


def test_a_forge_that_takes_words_gets_them_in_its_address(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge, site = Forge(kind="github", address="https://forge.example/a/b"), loaves.derive_workshop
    monkeypatch.setattr(
        loaves,
        "derive_workshop",
        lambda *asked: replace(made := site(*asked), archive=made.archive.model_copy(update={"forge": forge})),
    )
    site = loaves.build_workshop(loaves.make_archive(tmp_path / "home"), tmp_path / "site")
    with serve_folder(site) as served, visit(browser, f"{served}hy/stewards/{READS_BOTH}/") as seen:
        link = seen.page.locator("[data-forge]")
        seen.page.locator(f"#about-entries-{FIVE[0]} > summary").click()
        seen.page.locator(f"#about-entries-{FIVE[0]} [data-all]").click()
        asked = parse_qs(urlsplit(str(link.get_attribute("href"))).query)
        assert asked["filename"] == [f"archive/statements/{READS_BOTH}/2.yml"]
        assert asked["value"] == [seen.page.locator("[data-statement]").text_content()]
        seen.page.evaluate("() => document.querySelectorAll('[data-all]').forEach(one => one.click())")
        asked = parse_qs(urlsplit(str(link.get_attribute("href"))).query)
        assert asked["value"] == [seen.page.locator("[data-statement]").text_content()], "five entries fit"
        seen.page.evaluate("() => { document.getElementById('sitting').dataset.head += '#'.repeat(7000); }")
        seen.page.locator("input[value=later]").first.check()
        assert "value" not in parse_qs(urlsplit(str(link.get_attribute("href"))).query), "the rest is pasted"
        assert find_load_faults(seen) == []


def test_without_script_one_reads_and_finds_the_command(browser: Browser, changed_address: str) -> None:
    with visit(browser, f"{changed_address}ka/stewards/{READS_ONE}/", javascript=False) as seen:
        page = seen.page
        shown = page.locator("#about-entries-walnut-flatbread")
        shown.locator("> summary").click()
        assert shown.locator("ins").first.is_visible()
        assert "Եվ աղ։" in shown.inner_text()
        assert not page.locator("fieldset.answer").first.is_visible()
        assert not page.locator("[data-all]").first.is_visible()
        assert f"concord approve --as {READS_ONE} --relies-on hy=HANDLE" in page.locator("main").inner_text()


@pytest.mark.parametrize("lang", ["hy", "ka"])
@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)], ids=["phone", "dark"])
def test_the_pages_are_accessible_and_fit(
    browser: Browser, changed_address: str, lang: str, width: int, *, dark: bool
) -> None:
    with visit(browser, f"{changed_address}{lang}/stewards/", width=width, dark=dark) as seen:
        assert find_load_faults(seen) + find_accessibility_faults(seen.page) + find_overflow(seen.page) == []
    with visit(browser, f"{changed_address}{lang}/stewards/{READS_ONE}/", width=width, dark=dark) as seen:
        page = seen.page
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.select_option(f"[data-reader={'hy'}]", READER)
        page.locator("input[value=object]").first.check()
        page.locator("textarea").first.fill("x")
        page.locator("[data-all]").last.click()
        assert page.locator("[data-statement]").is_visible()
        found = find_load_faults(seen) + find_accessibility_faults(page) + find_overflow(page)
        assert found == [], found


def test_the_pages_are_valid_html(changed: Path, tmp_path: Path) -> None:
    for lang in ("hy", "ka"):
        shutil.copytree(changed / "site" / lang / "stewards", tmp_path / lang / "stewards")
    found = find_markup_faults(tmp_path)
    assert found == [], found[:20]
