"""The form in a real browser: filled on a phone in three languages, saved, checked, seen in the workshop edition."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browser.browser_checks import (
    DESK,
    PHONE,
    Visit,
    find_accessibility_faults,
    find_load_faults,
    find_overflow,
    serve_folder,
    visit,
)
from browser.test_accessibility import CLIPPED, NARROW, SMALL, SPACE, TWICE
from concord.pipeline import check, prepare
from concord.publish.files import find_assets, find_media
from concord.publish.pages import find_entries, find_hubs
from concord.publish.write import write_site
from concord.render.press import make_press
from conftest import ROOT
from test_contribute import found_with_forge

pytestmark = pytest.mark.browser
DAY = "2026-11-28"
SECRETS = (b"Amina", b"Exif", b"GPS", b"by Amina")


@dataclass(frozen=True)
class Told:
    """What somebody types in one language."""

    title: str
    summary: str
    text: str
    known: str = "x"
    alt: str = "x"
    others: dict[str, str] = field(default_factory=dict)


TOLD = {
    "hi": Told(
        "दादी का कुआँ: “मीठा पानी” # एक",
        "गाँव के बीच एक कुआँ, जहाँ दोनों मुहल्लों के लोग पानी लेते थे।",
        "कुआँ सौ साल से पुराना है।\n\n## पानी\n\nपानी मीठा है।",
        "पता नहीं",
        "एक गोल कुआँ",
        {"en": "Grandmother's well"},
    ),
    "ur": Told(
        "دادی کا کنواں: «میٹھا پانی»",
        "گاؤں کے بیچ ایک کنواں، جہاں دونوں محلوں کے لوگ پانی لیتے تھے۔",
        "کنواں سو سال سے پرانا ہے۔\n\n- پانی میٹھا ہے۔\n- منڈیر پتھر کی ہے۔",
        "معلوم نہیں",
        "ایک گول کنواں",
    ),
    "en": Told(
        'Grandmother\'s "well": 100% sweet',
        "A well in the middle of a village.\nBoth quarters drew water from it.",
        "The well is more than a hundred years old.",
        "not known",
        "A round well",
    ),
}
NAMES = {"hi": "grandmother-s-well", "en": "grandmother-s-well-100-sweet"}


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demonstration is served."""
    with serve_folder(demo_site) as served:
        yield served


def take_photograph() -> bytes:
    """Lies on its side, red where it is up; with a place, a name, a remark and another picture behind its end."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9C9D] = 6, "Amina's telephone", "Amina".encode("utf-16-le")
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (27.0, 19.0, 45.0)
    picture = Image.new("RGB", (3000, 1000), (240, 240, 240))
    # What lies at the start of each row comes to stand at the top when the picture is turned by a quarter.
    picture.paste((200, 30, 30), (0, 0, 300, 1000))
    raw = io.BytesIO()
    picture.save(raw, "JPEG", exif=exif, comment=b"by Amina")
    return raw.getvalue() + raw.getvalue()


def fill(page: Page, lang: str) -> None:
    """The form from above to below, as somebody does who has something to tell."""
    told = TOLD[lang]
    page.locator('[name="share"][value="yes"]').check()
    page.select_option("#basis", "own")
    page.select_option("#kind", "place")
    page.fill(f'[id="title.{lang}"]', told.title)
    page.fill(f'[id="summary.{lang}"]', told.summary)
    for name in ("where", "when", "how_we_know", "kept_by"):
        page.fill(f'[id="{name}.{lang}"]', told.known)
    page.locator('[name="sensitivity"][value="sacred"]').check()
    page.fill(f'[id="text.{lang}"]', told.text)
    page.set_input_files("#picture", {"name": "IMG 1.jpg", "mimeType": "image/jpeg", "buffer": take_photograph()})
    for name in ("alt", "caption", "origin"):
        page.fill(f'[id="{name}.{lang}"]', told.alt)
    for other, title in told.others.items():
        page.locator(f'details:has([id="title.{other}"]) > summary').click()
        page.fill(f'[id="title.{other}"]', title)


def save(page: Page, folder: Path) -> tuple[str, Path]:
    """(name of the draft, its ZIP), after the link that saves it was followed."""
    expect(page.locator("#made-head")).to_be_focused()
    with page.expect_download() as download:
        page.locator("#save").click()
    name = download.value.suggested_filename
    download.value.save_as(folder / name)
    return name.removesuffix(".zip"), folder / name


def find_faults(seen: Visit) -> list[str]:
    return find_load_faults(seen) + find_accessibility_faults(seen.page) + find_overflow(seen.page)


@pytest.mark.parametrize("lang", list(TOLD))
def test_a_draft_is_told_on_a_phone_checked_and_seen_in_the_workshop(
    browser: Browser, address: str, tmp_path: Path, lang: str
) -> None:
    with visit(browser, f"{address}{lang}/contribute/", width=PHONE) as seen:
        asked: list[str] = []
        seen.page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
        fill(seen.page, lang)
        assert find_faults(seen) == []
        seen.page.locator("#make").click()
        name, parcel = save(seen.page, tmp_path)
        assert find_faults(seen) == []
        # The rest are faces of the scripts that are typed, and the file itself, which is in the browser already.
        strange = [one for one in asked if not one.startswith((f"GET {address}assets/fonts/", f"GET blob:{address}"))]
        assert strange == []
    assert name == NAMES.get(lang, name)
    archive = Path(shutil.copytree(ROOT / "archive", tmp_path / "archive"))
    with zipfile.ZipFile(parcel) as packed:
        assert packed.testzip() is None
        assert {one.compress_type for one in packed.infolist()} == {zipfile.ZIP_STORED}
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        packed.extractall(archive / "entries")
    folder = archive / "entries" / name
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) == [
        "entry.yml", "media/picture.jpg", f"text.{lang}.md",
    ]  # fmt: skip
    remarks = [one for one in check(archive, DAY).findings.problems if one.location.path.startswith(f"entries/{name}")]
    assert remarks == []
    judge_picture(folder / "media" / "picture.jpg")
    see_in_workshop(browser, archive, name, lang, tmp_path)


def judge_picture(path: Path) -> None:
    """Upright, not larger than needed, and nothing in it but what can be seen."""
    raw = path.read_bytes()
    assert not any(secret in raw for secret in SECRETS)
    with Image.open(path) as picture:
        assert (picture.format, picture.size) == ("JPEG", (800, 2400))
        assert not picture.getexif()
        red, green, _ = picture.convert("RGB").getpixel((400, 100))  # type: ignore[misc]
        assert (red > 150, green < 100) == (True, True)
        assert picture.convert("RGB").getpixel((400, 2300))[1] > 200  # type: ignore[index]


def see_in_workshop(browser: Browser, archive: Path, name: str, lang: str, tmp_path: Path) -> None:
    """The page of the draft in the edition that only stewards make."""
    site = prepare(archive, DAY, proposed=True)
    press = make_press(site, ROOT / "locales")  # type: ignore[arg-type]
    pages = [one for one in find_entries(press) if one.path == f"{lang}/entries/{name}/index.html"]
    assert len(pages) == 1
    media = [one for one in find_media(press) if one.source and _is_of(press.site.entries[name].media, one.path)]
    write_site([*pages, *find_assets(press), *media], tmp_path / "workshop")
    with serve_folder(tmp_path / "workshop") as address, visit(browser, f"{address}{lang}/entries/{name}/") as seen:
        shown = seen.page.locator("main").inner_text()
        assert TOLD[lang].title in shown
        assert TOLD[lang].text.split("\n")[0] in shown
        assert seen.page.locator(f'main img[alt="{TOLD[lang].alt}"]').count() == 1


def _is_of(media: object, path: str) -> bool:
    return any(one.sha256[:8] in path for one in media.values())  # type: ignore[attr-defined]


@pytest.mark.parametrize("answer", ["not-sure", "no"])
def test_who_is_not_sure_makes_nothing_and_is_told_whom_to_ask(browser: Browser, address: str, answer: str) -> None:
    with visit(browser, f"{address}ur/contribute/", width=PHONE) as seen:
        page = seen.page
        page.locator(f'[name="share"][value="{answer}"]').check()
        expect(page.locator(f"#talk-{answer}")).to_be_visible()
        for hidden in ("#make", "#keep", "#made", "#title\\.ur"):
            expect(page.locator(hidden)).to_be_hidden()
        page.locator('[name="share"]:checked').press("Enter")
        expect(page.locator("#made")).to_be_hidden()
        assert page.evaluate("() => localStorage.length") == 0
        assert find_faults(seen) == []
        page.locator(f"#talk-{answer} a").click()
        expect(page.locator("#offices")).to_be_in_viewport()


@pytest.mark.parametrize("lang", ["hi", "ur", "en"])
@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)], ids=["phone", "dark"])
def test_what_is_wrong_is_said_beside_its_field(
    browser: Browser, address: str, lang: str, width: int, dark: bool
) -> None:
    with visit(browser, f"{address}{lang}/contribute/", width=width, dark=dark) as seen:
        page = seen.page
        page.locator('[name="share"][value="yes"]').check()
        page.locator('[name="sensitivity"][value="minor"]').check()
        page.select_option("#consent-by", "narrator")
        page.fill(f'[id="title.{lang}"]', "0300 1234567")
        page.fill("#name", "Große Halle")
        page.locator("#make").click()
        expect(page.locator("#basis")).to_be_focused()
        assert page.locator("#said").inner_text().strip()
        said = page.locator(".fault:visible")
        assert said.count() == 12
        # Each is tied to its field, so that it is read aloud with it.
        loose = page.evaluate(
            """() => [...document.querySelectorAll('.fault:not([hidden])')].filter(fault =>
              !document.querySelector(`[aria-describedby~="${fault.id}"]`) || !fault.textContent.trim())
              .map(one => one.id)"""
        )
        assert loose == []
        assert page.locator(f'[id="title.{lang}"]').get_attribute("aria-invalid") == "true"
        assert find_faults(seen) == []
        expect(page.locator("#made")).to_be_hidden()
        # Mended, it is silent at once.
        page.fill(f'[id="title.{lang}"]', "x")
        page.locator("#name").focus()
        expect(page.locator(f'[id="fault-title.{lang}"]')).to_be_hidden()


def test_dangers_are_said_while_one_types(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}ur/contribute/", width=PHONE) as seen:
        page = seen.page
        page.locator('[name="share"][value="yes"]').check()
        for words in ("amina@mail.example", "+92 300 1234567", "27.3243, 68.1386", "يہ"):
            page.fill('[id="summary.ur"]', words)
            page.locator('[id="text.ur"]').focus()
            expect(page.locator('[id="fault-summary.ur"]')).to_be_visible()
        assert "\u06cc" in page.locator('[id="fault-summary.ur"]').inner_text()
        page.locator('[name="sensitivity"][value="human-remains"]').check()
        expect(page.locator("#fault-sensitivity")).to_be_visible()


def test_a_consent_is_asked_for_where_a_person_is_told_of(browser: Browser, address: str, tmp_path: Path) -> None:
    with visit(browser, f"{address}hi/contribute/", width=PHONE) as seen:
        page = seen.page
        fill(page, "hi")
        expect(page.locator("#consent")).to_be_hidden()
        page.locator("#person").check()
        expect(page.locator("#consent")).to_be_visible()
        page.select_option("#consent-by", "narrator")
        page.fill("#consent-given", "२०२६-०५")
        page.locator('[name="consent-uses"][value="lesson"]').check()
        page.select_option("#credit", "organisation")
        page.fill('[id="credited_to.hi"]', "गाँव का पुस्तकालय")
        page.locator("#make").click()
        _, parcel = save(page, tmp_path)
    archive = Path(shutil.copytree(ROOT / "archive", tmp_path / "archive"))
    with zipfile.ZipFile(parcel) as packed:
        packed.extractall(archive / "entries")
        name = parcel.stem
        entry = packed.read(f"{name}/entry.yml").decode()
    assert "  given: 2026-05\n" in entry
    assert [
        one for one in check(archive, DAY).findings.problems if one.location.path.startswith(f"entries/{name}")
    ] == []


def test_a_draft_is_kept_only_when_asked_for_and_forgotten_at_once(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}hi/contribute/", width=PHONE) as seen:
        page = seen.page
        fill(page, "hi")
        page.reload()
        assert page.evaluate("() => localStorage.length") == 0
        expect(page.locator("#kept")).to_be_hidden()
        fill(page, "hi")
        page.locator("#keep").click()
        page.reload()
        assert page.locator('[id="title.hi"]').input_value() == ""
        page.locator("#resume").click()
        assert page.locator('[id="title.hi"]').input_value() == TOLD["hi"].title
        assert page.locator('[name="sensitivity"]:checked').get_attribute("value") == "sacred"
        assert find_faults(seen) == []
        page.locator('[name="share"][value="not-sure"]').check()
        expect(page.locator("#kept")).to_be_visible()
        page.goto(f"{address}en/contribute/")
        page.locator("#resume").click()
        assert page.locator('[id="title.hi"]').input_value() == TOLD["hi"].title
        page.locator("#make ~ [data-forget]").click()
        assert page.evaluate("() => localStorage.length") == 0
        page.reload()
        expect(page.locator("#kept")).to_be_hidden()


def test_a_picture_that_is_none_is_said_and_left_out(browser: Browser, address: str) -> None:
    with visit(browser, f"{address}en/contribute/", width=PHONE) as seen:
        page = seen.page
        page.locator('[name="share"][value="yes"]').check()
        page.set_input_files("#picture", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8 no picture"})
        expect(page.locator("#fault-picture")).to_be_visible()
        expect(page.locator("#pictured")).to_be_hidden()
        page.set_input_files("#picture", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": take_photograph()})
        expect(page.locator("#drawn canvas")).to_be_visible()
        page.locator("#without").click()
        expect(page.locator("#pictured")).to_be_hidden()


def test_it_works_from_a_folder_without_a_network(browser: Browser, demo_site: Path, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 740}, accept_downloads=True)
    context.set_offline(True)
    page = context.new_page()
    page.goto((demo_site / "ur" / "contribute" / "index.html").as_uri())
    fill(page, "ur")
    page.locator("#make").click()
    name, parcel = save(page, tmp_path)
    assert name.startswith("entry-")
    with zipfile.ZipFile(parcel) as packed:
        assert f"{name}/media/picture.jpg" in packed.namelist()
    context.close()


def test_a_forge_is_offered_as_links_that_somebody_follows(browser: Browser, tmp_path: Path) -> None:
    archive = found_with_forge(tmp_path / "founded")
    press = make_press(prepare(archive, DAY), ROOT / "locales")  # type: ignore[arg-type]
    pages = [one for one in find_hubs(press) if one.kind == "contribute"]
    write_site([*pages, *find_assets(press)], tmp_path / "site")
    with serve_folder(tmp_path / "site") as address, visit(browser, f"{address}en/contribute/", width=PHONE) as seen:
        fill(seen.page, "en")
        seen.page.locator("#make").click()
        links = seen.page.locator("#forge-pages a")
        expect(links).to_have_count(2)
        name = "archive%2Fentries%2Fgrandmother-s-well-100-sweet%2F"
        way = f"https://forge.example/two/banks/new/main?filename={name}entry.yml&value=share%3A%20yes"
        assert str(links.first.get_attribute("href")).startswith(way)
        assert find_faults(seen) == []
        # Whoever begins anew gets a file that says what now stands in the form.
        seen.page.fill('[id="title.en"]', "Well")
        seen.page.locator("#make").click()
        expect(seen.page.locator("#save-name")).to_have_text("well.zip")
        expect(links).to_have_count(2)


@pytest.mark.parametrize("lang", ["hi", "ur", "en"])
def test_open_it_holds_in_narrow_rooms_and_with_larger_letters(browser: Browser, address: str, lang: str) -> None:
    with visit(browser, f"{address}{lang}/contribute/", width=PHONE) as seen:
        page = seen.page
        fill(page, lang)
        page.locator("#person").check()
        page.locator("#make").click()
        page.set_viewport_size({"width": NARROW, "height": 600})
        faults = [*find_overflow(page), *page.evaluate(SMALL)]
        page.set_viewport_size({"width": PHONE, "height": 740})
        for style in (SPACE, TWICE):
            page.evaluate(style)
            # A field of one line moves its words along while one types; nothing else may hide any.
            clipped = [one for one in page.evaluate(CLIPPED) if not one.startswith("<input")]
            faults += [*find_overflow(page), *clipped]
        assert faults == []
