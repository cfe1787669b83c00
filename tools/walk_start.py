"""Walks from Privacy › Start to a published statement in a real browser, with a clock.

    python manage.py migrate && python manage.py load_demo --bare && python manage.py runserver
    python tools/walk_start.py http://localhost:8000 --pace human --pictures docs/editors/start

The walker does what an editor does who reads everything once: every word that a task shows is read
at 238 words a minute (the mean of silent reading, Brysbaert 2019), every letter is typed at 200
letters a minute, every choice and every click takes 3 seconds. With `--pace human` the walk really
takes that long, and the clock on the wall is shown as well; otherwise these pauses are only added
up.
"""

import argparse
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
WORDS_PER_MINUTE, LETTERS_PER_MINUTE, SECONDS_PER_CLICK = 238, 200, 3.0
LOGIN, PASSWORD = "datenschutz", "demo"
START = "/admin/privacy/start/"
MENU = "[data-w-dropdown-target=toggle]"


#: Of a closed list people read what is chosen; nobody reads a list of contents word by word, or
#: what only a screen reader says.
COUNT_WORDS = """main => {
  const words = text => text.split(/\\s+/).filter(Boolean).length;
  const passed = [...main.querySelectorAll("select, nav, .w-sr-only, .wp-hidden")];
  const chosen = [...main.querySelectorAll("select")].flatMap(list => [...list.selectedOptions]);
  const sum = parts => parts.reduce((sum, part) => sum + words(part.textContent), 0);
  const hidden = passed.reduce((sum, part) => sum + words(part.innerText), 0);
  return words(main.innerText) - hidden + sum(chosen);
}"""


def words_shown(page: Page, within: str = "main") -> int:
    """Count the words that a page shows."""
    return int(page.locator(within).first.evaluate(COUNT_WORDS))


@dataclass
class Walker:
    """Somebody at a browser, with a clock and a camera."""

    page: Page
    origin: str
    is_human: bool
    pictures: Path | None
    seconds: float = 0.0
    clicks: int = 0
    answers: int = 0
    laps: list[tuple[str, float]] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        if self.is_human:
            time.sleep(seconds)

    def read(self, within: str = "main") -> None:
        """Read what the screen shows, every word of it but the lists that are closed."""
        self.wait(words_shown(self.page, within) / WORDS_PER_MINUTE * 60)

    def click(self, target: Locator) -> None:
        self.clicks += 1
        self.wait(SECONDS_PER_CLICK)
        target.click()
        self.page.wait_for_load_state()

    def choose(self, name: str, value: str) -> None:
        self.clicks += 1
        self.wait(SECONDS_PER_CLICK)
        chosen = self.page.locator(f"[name={name}]")
        if chosen.first.evaluate("element => element.tagName") == "SELECT":
            chosen.select_option(value)
        else:
            self.page.locator(f"label:has([name={name}][value='{value}'])").click()

    def write(self, name: str, text: str) -> None:
        self.wait(SECONDS_PER_CLICK + len(text) / LETTERS_PER_MINUTE * 60)
        self.page.locator(f"[name={name}]").fill(text)

    @contextmanager
    def lap(self, title: str, answers: int = 0) -> Iterator[None]:
        before = self.seconds
        yield
        self.answers += answers
        self.laps.append((title, self.seconds - before))

    def photograph(self, name: str, height: int = 900) -> None:
        if self.pictures is None:
            return
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.page.set_viewport_size({"width": 1100, "height": height})
        self.page.evaluate("window.scrollTo(0, 0); document.querySelector('main').scrollTo(0, 0)")
        self.page.screenshot(path=self.pictures / f"{name}.png")
        self.page.set_viewport_size({"width": 1280, "height": 900})


def sign_in(walker: Walker) -> None:
    page = walker.page
    page.goto(f"{walker.origin}/admin/login/")
    page.fill("[name=username]", LOGIN)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def task(walker: Walker, number: int) -> None:
    walker.click(walker.page.locator(".wp-start__task a").nth(number - 1))


def save(walker: Walker) -> None:
    walker.click(walker.page.locator("main form .wp-start__actions button").first)


def say_who_is_responsible(walker: Walker) -> None:
    task(walker, 1)
    walker.read()
    walker.write("name", "Beispielkasse")
    walker.write("postal_address", "Musterallee 1\n99999 Beispielstadt")
    walker.write("email", "service@beispielkasse.example")
    walker.choose("is_public_body", "yes")
    walker.choose("legal_regime", "de-social")
    walker.choose("has_dpo", "yes")
    walker.write("dpo_email", "datenschutz@beispielkasse.example")
    walker.choose("authority", "DE")
    walker.photograph("responsible", 1000)
    save(walker)


def say_who_helps(walker: Walker) -> None:
    task(walker, 2)
    walker.read()
    walker.choose("hosting", "company")
    walker.write("hosting_name", "Musterwerk Rechenzentrum GmbH")
    walker.choose("hosting_country", "DE")
    walker.write("hosting_contract", "2026-02-03")
    walker.page.keyboard.press("Escape")
    walker.choose("mail", "same")
    walker.choose("server_log_address", "shortened")
    walker.write("server_log_days", "7")
    # The law is proposed from the authority and confirmed by saving.
    if not walker.page.locator("[name=statistics_norm]").input_value():
        walker.write("statistics_norm", "§ 3 BDSG")
    walker.choose("decides_automatically", "no")
    walker.photograph("helpers", 1000)
    save(walker)


def answer_for_the_forms(walker: Walker) -> int:
    """Answer for one form after the other as long as one is open; give their number."""
    page, number = walker.page, 0
    task(walker, 3)
    walker.read()
    walker.click(page.locator(".wp-start__task a").first)
    while page.locator("main [name=revision]").count():
        title = page.locator("h1").first.inner_text()
        with walker.lap(f"form: {title}", answers=3):
            walker.read()
            walker.photograph(f"form-{number + 1}", 1000)
            save(walker)
        number += 1
    return number


def read_and_publish(walker: Walker) -> None:
    page = walker.page
    page.goto(f"{walker.origin}{START}")
    walker.photograph("almost")
    task(walker, 5)
    walker.read()
    walker.photograph("publish")
    with page.context.expect_page() as shown:
        walker.click(page.locator("main a[target=_blank]").first)
    words = words_shown(shown.value)
    print(f"{words} words in the statement")
    with walker.lap("  of it: every word of the statement"):
        walker.wait(words / WORDS_PER_MINUTE * 60)
    shown.value.close()
    walker.click(page.locator("main .wp-start__actions a.button").first)
    walker.wait(5)
    page.locator(
        ".footer [data-w-dropdown-target=toggle], .footer .w-dropdown__toggle"
    ).last.click()
    walker.clicks += 1
    walker.click(page.locator("[name=action-publish]"))


def walk(walker: Walker) -> None:
    """Walk from the home page of the admin to the published statement."""
    page = walker.page
    sign_in(walker)
    began = time.monotonic()
    with walker.lap("find Start"):
        walker.photograph("home")
        walker.click(page.locator(".wp-start-panel a"))
        walker.read()
        walker.photograph("start")
    with walker.lap("1 who is responsible", answers=6):
        say_who_is_responsible(walker)
    with walker.lap("2 who helps, and the law that a public body names", answers=4):
        say_who_helps(walker)
    forms = answer_for_the_forms(walker)
    with walker.lap("5 read and publish"):
        read_and_publish(walker)
    page.goto(f"{walker.origin}{START}")
    walker.photograph("done")
    open_tasks = page.locator(".wp-start__task .w-status--primary").count()
    page.goto(f"{walker.origin}/admin/privacy/findings/")
    walker.photograph("to-do", 500)
    findings = page.locator("main tbody tr").count()
    for title, seconds in walker.laps:
        print(f"{seconds / 60:5.1f} min  {title}")
    print(f"{walker.seconds / 60:5.1f} min  together, by the pauses")
    print(f"{(time.monotonic() - began) / 60:5.1f} min  by the clock on the wall")
    print(
        f"{walker.answers} answers ({walker.answers - 3 * forms} and 3 for each of {forms} forms)"
    )
    print(f"{walker.clicks} clicks; {open_tasks} tasks open; {findings} findings")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("origin", help="where the bare demo answers, such as http://localhost:8000")
    parser.add_argument("--pace", choices=("fast", "human"), default="fast")
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of each step")
    parser.add_argument("--locale", default="de-DE")
    arguments = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        context = browser.new_context(
            locale=arguments.locale, viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(20_000)
        walk(
            Walker(
                context.new_page(),
                arguments.origin.rstrip("/"),
                arguments.pace == "human",
                arguments.pictures,
            )
        )
        browser.close()


if __name__ == "__main__":
    main()
