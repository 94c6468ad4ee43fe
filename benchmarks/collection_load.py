"""Whether 98 municipalities × 5 people can answer a survey at once, and how fast what they type is kept.

    python benchmarks/collection_load.py [--people 5] [--saves 3] [--pause 60] [--processes 2]

Starts the web server of ``docs/operations.md`` on a database of its own, opens a survey for the 98 municipalities of
today, and lets five people of each follow a link and answer at the same time: three have a question of their own, two
write in the same one. Each saves ``--saves`` times as the page does by itself while one types, with a random pause
around ``--pause`` seconds between; all arrive within two pauses. Afterwards every text that the server said it had
kept is looked for: in the answers of its own municipality or their history (else it is lost), and in no other's (else
it is mixed up). Prints the median and the 95th percentile of a save as the one who types waits for it, beside that of
the login page in the same minutes, and the CPU time of the server for each save. Exits with 1 when anything was lost,
mixed up or refused.

Run it on both databases (``python -m tools.postgres python benchmarks/collection_load.py`` starts one); the numbers are
noted in ``docs/performance.md``. The people are simulated by threads of this process, which share the machine with the
server, so the waiting times are those of a machine that does both.
"""

import argparse
import http.client
import http.cookies
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="tovholder-load-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tovholder.site.settings")
os.environ.setdefault("TOVHOLDER_MODE", "demo")
os.environ.setdefault("TOVHOLDER_LOG_LEVEL", "ERROR")
os.environ.setdefault("TOVHOLDER_DATA", FOLDER.name)

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from tovholder.apps.questionnaires.public import AnswerVersion
from tovholder.apps.surveys.contacting import make_link
from tovholder.apps.surveys.models import Participant
from tovholder.apps.surveys.public import SurveyFacts, create_survey, open_survey
from tovholder.kernel import clock
from tovholder.kernel.actor import SYSTEM

LIMIT_MS = 150
PLAIN = "/konto/log-ind/"
PLACES = (
    ("training", "training_definition"),
    ("top", "top_until_now_text"),
    ("top", "top_expected_text"),
    ("training", "training_definition"),
    ("top", "benefits_hidden"),
)
"""Where the people of a municipality write: the first and the fourth in the same question."""


class Sent(HTMLParser):
    """What a browser sends when the form that holds ``question`` is saved as it stands, and where to."""

    def __init__(self, html: str, question: str) -> None:
        super().__init__()
        self.question, self.fields = question, {}
        self._form: dict[str, str] = {}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name") or ""
        if tag == "form":
            self._form = {}
        elif tag == "textarea":
            self._open, self._form[name] = name, ""
        elif tag == "input" and name and (told.get("type") not in {"checkbox", "radio"} or "checked" in told):
            self._form[name] = told.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self._form[self._open] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._open = ""
        elif tag == "form" and self.question in self._form:
            self.fields = self._form


@dataclass
class Browser:
    """A connection with its cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: dict[str, str] | None = None, **headers: str) -> tuple[int, str, str]:
        """Status, where it leads to, and the text."""
        sent = urllib.parse.urlencode(body) if body is not None else None
        told = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        if sent is not None:
            told["Content-Type"] = "application/x-www-form-urlencoded"
            told["Referer"] = f"http://127.0.0.1:{self.port}{path}"
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, sent, told)
        answer = line.getresponse()
        text = answer.read().decode()
        for one in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in http.cookies.SimpleCookie(one).items():
                self.cookies[name] = morsel.value
        line.close()
        return answer.status, answer.headers.get("Location", ""), text


@dataclass
class Person:
    """Somebody who answers: where, by which link, and what came of it."""

    code: str
    number: int
    secret: str
    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    waits: list[tuple[float, float]] = field(default_factory=list)
    """When each save began, and how long it took."""

    @property
    def question(self) -> str:
        return PLACES[self.number % len(PLACES)][1]

    def answer(self, port: int, survey: str, saves: int, pause: float) -> None:
        """Follow the link, open the section, and save again and again."""
        dice = random.Random(f"{self.code}{self.number}")
        section, question = PLACES[self.number % len(PLACES)]
        browser = Browser(port)
        try:
            time.sleep(dice.uniform(0, 2 * pause))
            browser.ask("GET", f"/dataindsamling/link/{self.secret}/")
            begin = f"/dataindsamling/{survey}/besvar/{self.code}/"
            _status, _onward, text = browser.ask("GET", begin)
            if "begynd/" in text:
                token = Sent(text, "csrfmiddlewaretoken").fields.get("csrfmiddlewaretoken", "")
                browser.ask("POST", f"{begin}begynd/", {"csrfmiddlewaretoken": token})
            path = f"{begin}del/{section}/"
            form = _opened(browser, path, question)
            for number in range(saves):
                time.sleep(dice.uniform(0.5, 1.5) * pause)
                form = self._save(browser, path, form, f"<{self.code}·{self.number}·{number}>")
        except Exception as error:  # whatever stops one person is told, and the others go on
            self.refused.append(f"{self.code} {self.number}: {error!r}")

    def _save(self, browser: Browser, path: str, form: dict[str, str], mark: str) -> dict[str, str]:
        text = f"{form[self.question]} {mark}".strip()
        sent = form | {self.question: text}
        began = time.perf_counter()
        status, _onward, told = browser.ask("POST", path, sent, **{"X-Tovholder-Keep": "1"})
        self.waits.append((began, time.perf_counter() - began))
        if status != 200:
            self.refused.append(f"{path} answered {status}")
            return form
        self.kept.append(mark)
        said = json.loads(told)
        shown = sent | {name: str(version) for name, version in said["versions"].items()}
        for one in said["together"]:  # somebody else wrote there too: the page shows what both did
            shown |= {one["seen"]: str(one["version"])}
            shown |= {name: stands for name, (_mine, stands) in one["fields"].items()}
        return shown


def _opened(browser: Browser, path: str, question: str) -> dict[str, str]:
    status, _onward, text = browser.ask("GET", path)
    fields = Sent(text, question).fields
    if status != 200 or not fields:
        raise RuntimeError(f"{path} answered {status} without the question {question}")
    return fields


def prepared(people: int) -> tuple[str, list[Person]]:
    """An open survey in an empty database, with links for so many people of each municipality."""
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    today = clock.today()
    survey = create_survey(
        by=SYSTEM,
        facts=SurveyFacts(
            key="belastning",
            year=today.year,
            title_da="Dataindsamling under belastning",
            purpose_da="At se, om alle kan svare på én gang.",
            questionnaire_key="velfaerdsteknologi",
            opens_on=today,
            closes_on=today + timedelta(days=30),
            frame_on=today,
        ),
    )
    open_survey(by=SYSTEM, survey=survey)
    found = []
    for place in Participant.objects.filter(survey=survey).select_related("survey", "municipality").order_by("pk"):
        for number in range(people):
            _link, secret = make_link(by=SYSTEM, participant=place, replacing=False)
            found.append(Person(place.code, number, secret))
    return survey.key, found


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _cpu_of(group: int) -> float:
    """The CPU seconds of all processes of a process group so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(parts[2]) == group:
            total += (int(parts[11]) + int(parts[12])) / ticks
    return total


def _idle(port: int, stop: threading.Event, waits: list[float]) -> None:
    """Asks for a plain page once a second: what the busy machine alone costs."""
    browser = Browser(port)
    while not stop.wait(1):
        began = time.perf_counter()
        browser.ask("GET", PLAIN)
        waits.append(time.perf_counter() - began)


def _looked_for(survey: str, people: list[Person]) -> tuple[list[str], list[str]]:
    """The marks that are lost, and those that stand in another municipality's answers."""
    texts: dict[str, list[str]] = defaultdict(list)
    codes = {one.public_id: one.code for one in Participant.objects.filter(survey__key=survey)}
    rows = AnswerVersion.objects.select_related("answer__response").order_by("pk")
    for row in rows:
        texts[codes[row.answer.response.about]].append(str(row.value))
    lost, mixed = [], []
    for code, own in texts.items():
        whole = " ".join(own)
        for person in people:
            for mark in person.kept:
                if person.code == code and mark not in whole:
                    lost.append(mark)
                elif person.code != code and f"<{person.code}·" in whole:
                    mixed.append(mark)
    answered = set(texts)
    lost += [mark for person in people if person.code not in answered for mark in person.kept]
    return lost, mixed


def _standing(survey: str, people: list[Person]) -> list[str]:
    """The people whose last text does not stand in the answer to their question."""
    codes = {one.public_id: one.code for one in Participant.objects.filter(survey__key=survey)}
    last: dict[tuple[str, str], str] = {}
    for row in AnswerVersion.objects.select_related("answer__response").order_by("pk"):
        last[codes[row.answer.response.about], row.answer.question] = str(row.value)
    return [one.kept[-1] for one in people if one.kept and one.kept[-1] not in last.get((one.code, one.question), "")]


def _at(waits: list[float], share: float) -> float:
    ordered = sorted(waits)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


def main() -> int:
    """Runs it. Gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--saves", type=int, default=3)
    parser.add_argument("--pause", type=float, default=60)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    survey, people = prepared(asked.people)
    connection.close()
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "tovholder.site.asgi:application", "--port", str(port)]
    command += ["--workers", str(asked.processes), "--timeout-worker-healthcheck", "60", "--log-level", "warning"]
    server = subprocess.Popen(command, start_new_session=True)
    try:
        _wait_for(port)
        before, began = _cpu_of(server.pid), time.perf_counter()
        stop, idle = threading.Event(), []
        watching = threading.Thread(target=_idle, args=(port, stop, idle))
        watching.start()
        answering = [
            threading.Thread(target=one.answer, args=(port, survey, asked.saves, asked.pause)) for one in people
        ]
        for thread in answering:
            thread.start()
        for thread in answering:
            thread.join()
        stop.set()
        watching.join()
        cpu, seconds = _cpu_of(server.pid) - before, time.perf_counter() - began
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
    return _told(survey, people, idle, cpu, seconds, arrived=began + 2 * asked.pause)


def _wait_for(port: int) -> None:
    for _second in range(120):
        try:
            Browser(port).ask("GET", PLAIN)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError("the server does not answer")


def _told(survey: str, people: list[Person], idle: list[float], cpu: float, seconds: float, arrived: float) -> int:
    waits = [took for one in people for _began, took in one.waits]
    later = [took for one in people for began, took in one.waits if began >= arrived]
    refused = [said for one in people for said in one.refused]
    lost, mixed = _looked_for(survey, people)
    gone = _standing(survey, people)
    print(f"database {connection.vendor}: {len(people)} people, {len(waits)} saves in {seconds:.0f} s")
    print(f"{'':24}{'median':>10}{'p95':>10}{'p95 to limit':>14}")
    for said, some in (("save", waits), ("save, once all are there", later)):
        late = _at(some, 0.95)
        print(f"{said:24}{statistics.median(some) * 1000:8.0f}ms{late:8.0f}ms{late / LIMIT_MS:14.2f}")
    print(f"{'login page meanwhile':24}{statistics.median(idle) * 1000:8.0f}ms{_at(idle, 0.95):8.0f}ms")
    each = cpu / max(1, len(waits)) * 1000
    print(f"server: {each:.0f} ms CPU for each save, with the pages around it; {cpu / seconds:.2f} cores")
    print(f"lost {len(lost)}, mixed up {len(mixed)}, last text not standing {len(gone)}, refused {len(refused)}")
    for said in [*refused, *lost, *mixed, *gone][:10]:
        print(f"  {said}")
    return 1 if lost or mixed or refused or gone else 0


if __name__ == "__main__":
    sys.exit(main())
