"""Takes the pictures of the README and of the user guide from a running demo.

    python3 dev.py run                          # in one window
    .venv/bin/python -m tools.screenshots       # in another [--address http://localhost:8000] [--only import …]

Needs the demo in its full stage and the Chromium of the machine. The pictures show invented data.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

from tools.browser import chromium

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
GUIDE = ROOT / "docs" / "brugervejledning" / "billeder"

PASSWORD = "tovholder-demo"  # noqa: S105  # printed by the demo itself
COORDINATOR = "mette.krogh@syddjurs.example"
KEY_STAFF = "karim.haddad@syddjurs.example"
EDITOR = "ida.noerby@redaktionen.example"
UNIT_LEADER = "lone.bisgaard@syddjurs.example"

OWN_LIST = """\
Navn på projekt;Behov;Teknologi;Status;Begyndt
Skærmbesøg i hjemmesygeplejen;Sygeplejerskerne bruger meget tid på vejene;Skærmbesøg;I drift;01-03-2025
Tablets i dagcentret;Gæsterne vil gerne kunne ringe hjem på skærm;Tablet;Pilot;15-09-2026
Vasketoilet på Fyrreglimt;Beboerne vil klare toiletbesøg selv;Vasketoilet;Under implementering;01-02-2026
Gynge i gården;Beboerne savner et sted at sidde ude;Gyngestativ;Idé;
"""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the page ``path`` as ``login`` sees it, after ``prepare`` has done something with it."""

    name: str
    path: str
    folder: Path = GUIDE
    login: str = ""
    width: int = 1280
    height: int = 860
    prepare: Callable[[Page], None] | None = None


def _assessed(page: Page, alias: str = "Vibe") -> None:
    page.locator("main table a", has_text=alias).first.click()
    page.locator("main .tv-rows__title a").first.click()


def _asked_easily(page: Page) -> None:
    _assessed(page, "Regnspove")
    page.locator("main a[href$='/let/']").first.click()
    page.locator(".tv-easy__buttons a").first.click()


TREE = "main a[href*='/gevinster/traeer/']:not([href$='/nyt/']):not([href*='skabeloner'])"
BARRIER = "main a[href$='/netdaekning/']"


def _paper(page: Page) -> None:
    """From a decision that was held to the paper of its project."""
    page.goto(page.url + "?beslutning=continue")
    page.locator(".tv-result__title a, main table a").first.click()
    page.locator(
        "main a[href*='/projekt/'], header a[href*='/projekt/'], a[href*='/beslutninger/projekt/']"
    ).first.click()
    page.locator("a[href$='/oplaeg/']").first.click()


def _conditions(page: Page) -> None:
    """What must be in place for the same project."""
    _paper(page)
    page.goto(page.url.replace("/oplaeg/", "/betingelser/"))


def _in_process(*ways: str) -> Callable[[Page], None]:
    """Follows the first link of each selector, one after the other."""

    def prepare(page: Page) -> None:
        for way in ways:
            page.locator(way).first.click()
            page.wait_for_load_state("networkidle")

    return prepare


def _screening(tab: str = "", place: int = 1) -> Callable[[Page], None]:
    """Opens a screening of the list by its place, and one of its tabs."""

    def go(page: Page) -> None:
        page.locator(".tv-result__title a").nth(place).click()
        if tab:
            page.locator(f"main a[href$='/{tab}/'], header a[href$='/{tab}/']").first.click()

    return go


def _easy_question(page: Page) -> None:
    page.locator(".tv-result__title a").first.click()
    page.goto(page.url + "let/")
    page.locator(".tv-easy__buttons button").first.click()


def _first_project(page: Page) -> None:
    page.locator(".tv-result__title a").first.click()


def _step(page: Page) -> None:
    _first_project(page)
    page.locator("main a[href$='/status/']").first.click()


def _share(page: Page) -> None:
    _first_project(page)
    page.locator("main a[href$='/synlighed/']").first.click()


def _upload(page: Page) -> None:
    file = FilePayload(name="syddjurs.csv", mimeType="text/csv", buffer=OWN_LIST.encode())
    page.locator("input[type=file]").set_input_files(files=[file])
    page.locator("main form:has(input[type=file]) button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def _dry_run(page: Page) -> None:
    _upload(page)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(4000)
    page.reload()


def _end_role(page: Page) -> None:
    page.locator("main a[href*='/administration/roller/']").filter(has_text="Mette Krogh").first.click()
    page.locator("main a[href$='/afslut/']").first.click()


def _copied(page: Page) -> None:
    """To what has changed in a copied document since it was copied."""
    own = page.locator(".tv-result").filter(has_text="Medicinhusker").filter(has_text="Syddjurs")
    own.locator(".tv-result__title a").first.click()
    page.locator("main a[href$='/sammenlign/']").first.click()


def _answered(page: Page) -> None:
    """To the second step of the registration."""
    page.locator("textarea[name=need]").fill("Borgerne vil gerne kunne tale med os, også om aftenen.")
    page.locator("input[name=title]").fill("Skærmbesøg om aftenen")
    page.locator("main form button[type=submit]").first.click()
    page.locator("select[name=technology]").select_option(label="Skærmbesøg")


SHOTS = (
    Shot("landkort", "/landkort/", IMAGES, height=1180),
    Shot("landkort-tal", "/landkort/tal/", IMAGES, height=1000),
    Shot("projekter", "/landkort/projekter/?q=sk%C3%A6rmbes%C3%B8g", IMAGES, login=COORDINATOR, height=1000),
    Shot(
        "projekt",
        "/landkort/projekter/?kommune=syddjurs&status=in_operation",
        IMAGES,
        COORDINATOR,
        prepare=_first_project,
        height=1000,
    ),
    Shot("mobil", "/landkort/", IMAGES, width=375, height=812),
    Shot("log-ind", "/konto/log-ind/", height=620),
    Shot("forside", "/landkort/", login=COORDINATOR),
    Shot("min-uge", "/min-uge/", login=COORDINATOR),
    Shot("projekter", "/landkort/projekter/?status=in_operation", login=COORDINATOR),
    Shot("kommune", "/kommuner/syddjurs/", login=COORDINATOR),
    Shot("teknologi", "/teknologier/skaermbesoeg/", login=COORDINATOR),
    Shot("projekt", "/landkort/projekter/?kommune=syddjurs&status=pilot", login=COORDINATOR, prepare=_first_project),
    Shot("teknologier", "/teknologier/", login=COORDINATOR),
    Shot("sammenlign", "/teknologier/sammenlign/?t=skaermbesoeg&t=virtuel_bostoette", login=COORDINATOR),
    Shot("laering", "/landkort/laering/", login=COORDINATOR, height=1100),
    Shot("kommuner-som-jeres", "/kommuner/syddjurs/ligner/", login=COORDINATOR),
    Shot("tal", "/tal/?emne=training", login=COORDINATOR, height=1000),
    Shot("cases", "/cases/", login=COORDINATOR),
    Shot("produkter", "/produkter/", login=COORDINATOR),
    Shot(
        "produkter-sammenlign",
        "/produkter/sammenlign/?produkt=boelge-komfurvagt&produkt=boelge-laas",
        login=COORDINATOR,
    ),
    Shot("genbrugspakker", "/genbrugspakker/", login=COORDINATOR),
    Shot("genbrugspakke", "/genbrugspakker/", login=COORDINATOR, prepare=_first_project, height=1000),
    Shot("forskelle", "/genbrugspakker/", login=COORDINATOR, prepare=_copied),
    Shot("visioner", "/proces/visioner/", login=COORDINATOR),
    Shot("vision", "/proces/visioner/", login=COORDINATOR, prepare=_first_project, height=1000),
    Shot("visioner-offentlige", "/visioner/"),
    Shot("maal", "/proces/maal/", login=COORDINATOR, height=1000),
    Shot("maal-skabeloner", "/proces/maal/skabeloner/", login=COORDINATOR, height=1000),
    Shot("maal-et", "/proces/maal/?q=net", login=COORDINATOR, prepare=_first_project, height=1100),
    Shot("maal-sammenhaeng", "/proces/maal/sammenhaeng/", login=COORDINATOR, height=1100),
    Shot("handlingsplan", "/proces/handlingsplan/", login=COORDINATOR, height=1000),
    Shot("handlingsplan-tavle", "/proces/handlingsplan/tavle/", login=COORDINATOR, height=1000),
    Shot("opgaver", "/proces/opgaver/", login=COORDINATOR, height=1100),
    Shot("opgaver-fagomraader", "/proces/opgaver/fagomraader/", login=COORDINATOR),
    Shot("opgaver-liste", "/proces/opgaver/liste/", login=COORDINATOR),
    Shot("opgave", "/proces/opgaver/liste/?q=lager", login=COORDINATOR, prepare=_first_project, height=1100),
    Shot("brugerrejse", "/proces/opgaver/brugerrejser/", login=COORDINATOR, prepare=_first_project, height=1000),
    Shot("afdaekning", "/borgere/", login=KEY_STAFF, prepare=_assessed, height=1100),
    Shot("afdaekning-let", "/borgere/", login=KEY_STAFF, prepare=_asked_easily),
    Shot("proces", "/proces/", login=COORDINATOR, height=1000),
    Shot(
        "proces-enhed", "/proces/", login=COORDINATOR, prepare=_in_process("main table a[href*='/enhed/']"), height=1100
    ),
    Shot("proces-runde", "/proces/runder/?sted=kommunen", login=COORDINATOR, prepare=_first_project, height=1200),
    Shot(
        "proces-begyndelse",
        "/proces/runder/?sted=kommunen",
        login=COORDINATOR,
        prepare=_in_process(".tv-result__title a", "main a[href$='/begyndelse/']:visible"),
    ),
    Shot(
        "proces-refleksion",
        "/proces/runder/?sted=kommunen",
        login=COORDINATOR,
        prepare=_in_process(".tv-result__title a", "main a[href$='/refleksion/vision/']"),
        height=1100,
    ),
    Shot("processen-i-landet", "/proces/landet/", login=COORDINATOR),
    Shot("gevinsttrae", "/gevinster/traeer/", login=COORDINATOR, prepare=_in_process(TREE), height=1000),
    Shot("gevinst", "/gevinster/?q=kortere+vej", login=COORDINATOR, prepare=_first_project, height=1500),
    Shot(
        "business-case",
        "/gevinster/business-cases/?q=sk%C3%A6rm",
        login=COORDINATOR,
        prepare=_first_project,
        height=1150,
    ),
    Shot("maal-gevinsterne", "/gevinster/maal/", login=COORDINATOR, width=375, height=900),
    Shot("gevinster-naaet", "/gevinster/naaet/", login=COORDINATOR, height=1000),
    Shot("udrulning", "/gevinster/udrulning/", login=COORDINATOR, prepare=_first_project, height=1200),
    Shot("analyse", "/gevinster/opfoelgning/analyser/", login=COORDINATOR, prepare=_first_project, height=1200),
    Shot("gennemgang", "/gevinster/gennemgang/", login=UNIT_LEADER, prepare=_first_project, height=1000),
    Shot("barrierer", "/gevinster/barrierer/", login=COORDINATOR, height=1000),
    Shot("barriere", "/gevinster/barrierer/", login=COORDINATOR, prepare=_in_process(BARRIER), height=1100),
    Shot("udbredelse", "/gevinster/udbredelse/", login=COORDINATOR, height=1000),
    Shot("puljer", "/gevinster/puljer/", login=COORDINATOR),
    Shot("faelles-indkoeb", "/gevinster/faelles-indkoeb/", login=COORDINATOR, prepare=_first_project, height=1100),
    Shot("beslutningsoplaeg", "/gevinster/beslutninger/", login=COORDINATOR, prepare=_paper, height=1200),
    Shot("betingelser", "/gevinster/beslutninger/", login=COORDINATOR, prepare=_conditions, height=1000),
    Shot("kladde", "/spoergeskemaer/kladder/ny/", login=EDITOR, height=1000),
    Shot("dataindsamling", "/dataindsamling/vt-2026/besvar/", login=COORDINATOR, height=1200),
    Shot("bekraeft-svar", "/dataindsamling/vt-2026/besvar/0706/bekraeft/", login=COORDINATOR, height=1000),
    Shot("besvar-del", "/dataindsamling/vt-2026/besvar/0706/del/training/", login=COORDINATOR, height=1200),
    Shot("besvar-mobil", "/dataindsamling/vt-2026/besvar/0706/del/top/", login=COORDINATOR, width=375, height=1100),
    Shot("hvem-har-svaret", "/dataindsamling/vt-2026/deltagelse/", login=EDITOR, height=1000),
    Shot("tal-spoergsmaal", "/dataindsamling/tal/vt-2018/spoergsmaal/training_status/", login=COORDINATOR, height=1500),
    Shot("udgiv-tal", "/dataindsamling/tal/vt-2017/udgiv/", login=EDITOR, height=1100),
    Shot("fokusomraader", "/fokusomraader/", login=COORDINATOR, height=1000),
    Shot("nyt-projekt", "/landkort/projekter/nyt/", login=COORDINATOR, prepare=_answered),
    Shot("bekraeft", "/landkort/bekraeft/", login=COORDINATOR, height=720),
    Shot("status", "/landkort/projekter/?kommune=syddjurs&status=pilot", login=COORDINATOR, prepare=_step),
    Shot("synlighed", "/landkort/projekter/?kommune=syddjurs&status=pilot", login=COORDINATOR, prepare=_share),
    Shot("import-kolonner", "/import/projekter/", login=COORDINATOR, prepare=_upload),
    Shot("import-proeve", "/import/projekter/", login=COORDINATOR, prepare=_dry_run),
    Shot("it-screeninger", "/proces/screening/", login=COORDINATOR),
    Shot("it-screening-udstyr", "/proces/screening/", login=COORDINATOR, prepare=_screening("udstyr")),
    Shot("it-screening-fund", "/proces/screening/", login=COORDINATOR, prepare=_screening("fund")),
    Shot("it-screening-let", "/proces/screening/?status=planned", login=COORDINATOR, prepare=_easy_question),
    Shot("it-screening-enheder", "/proces/screening/enheder/", login=COORDINATOR),
    Shot("roller", "/administration/roller/", login=COORDINATOR),
    Shot("inviter", "/administration/invitationer/ny/", login=COORDINATOR),
    Shot("afslut-rolle", "/administration/roller/", login=COORDINATOR, prepare=_end_role),
    Shot("api-noegler", "/administration/api-noegler/", login=COORDINATOR, height=620),
    Shot("api-noegle-ny", "/administration/api-noegler/ny/", login=COORDINATOR, height=620),
    Shot("organisation", "/organisation/", login=COORDINATOR),
)


def _log_in(page: Page, address: str, login: str) -> None:
    page.goto(f"{address}/konto/log-ind/")
    page.locator("input[name=username]").fill(login)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def _take(browser: Browser, address: str, shot: Shot) -> bytes:
    """The picture as PNG."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, locale="da-DK", reduced_motion="reduce"
    )
    try:
        page = context.new_page()
        if shot.login:
            _log_in(page, address, shot.login)
        page.goto(address + shot.path)
        if shot.prepare is not None:
            shot.prepare(page)
        page.wait_for_load_state("networkidle")
        return page.screenshot()
    finally:
        context.close()


def squeezed(png: bytes) -> bytes:
    """The same picture in fewer bytes: 256 colours, which is what a page of text and bars has, packed tightly."""
    packed = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def main() -> int:
    """Takes all pictures, or those that were asked for. Gives the exit code."""
    parser = argparse.ArgumentParser(prog="tools.screenshots")
    parser.add_argument("--address", default="http://localhost:8000")
    parser.add_argument("--only", nargs="*", default=[], help="the names of some pictures")
    asked = parser.parse_args()
    path = chromium()
    if path is None:
        print("There is no Chromium on this machine.", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--lang=da-DK"], env={**os.environ, "LANGUAGE": "da"}
        )
        for shot in SHOTS:
            if asked.only and shot.name not in asked.only:
                continue
            picture = squeezed(_take(browser, asked.address, shot))
            shot.folder.mkdir(parents=True, exist_ok=True)
            (shot.folder / f"{shot.name}.png").write_bytes(picture)
            print(f"{shot.folder.relative_to(ROOT)}/{shot.name}.png {len(picture) // 1024} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
