"""A small site with our hook: built whole or killed, and served beside an author's mistakes."""

import hashlib
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = """
site_name: small
docs_dir: {docs}
site_dir: {site}
use_directory_urls: false
theme: {{ name: material, language: {lang}, font: false }}
hooks: [{hook}, dies.py]
plugins: {{ search: {{ lang: {lang} }}, offline: {{}} }}
markdown_extensions: [pymdownx.superfences, {{ diagramgen: {{ css: linked }} }}]
extra:
  polyfills: [iframe-worker]
  languages:
    zh: {{ path: "", config: mkdocs.yml }}
    en: {{ path: en/, config: mkdocs.en.yml }}
"""
# Kills its own process at one of the moments of a build, each as hard as a power cut.
DIES = """
import os, signal
from mkdocs.plugins import CombinedEvent, event_priority
def at(name):
    if os.environ.get("DIE_AT") == name: os.kill(os.getpid(), signal.SIGKILL)
def on_files(files, config): at("files " + config.theme["language"])
def on_env(env, config, files): at("env " + config.theme["language"])
def on_post_page(output, page, config): at("page " + config.theme["language"])
@event_priority(100)
def written(config): at("written " + config.theme["language"])
@event_priority(-300)
def placed(config): at("placed " + config.theme["language"])
on_post_build = CombinedEvent(written, placed)
"""
MOMENTS = [
    "files zh",
    "env zh",
    "page zh",
    "written zh",
    "files en",
    "page en",
    "written en",
    "placed en",
]
WRONG = "\n```tcp\nA: dance\n```\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Write the sources of a small site."""
    hook = ROOT / "diagramgen/site/hook.py"
    for lang, name, site in (("zh", "mkdocs.yml", "site"), ("en", "mkdocs.en.yml", "site/en")):
        config = CONFIG.format(docs=f"docs/{lang}", site=site, lang=lang, hook=hook)
        (tmp_path / name).write_text(config, encoding="utf-8")
    (tmp_path / "dies.py").write_text(DIES, encoding="utf-8")
    write(tmp_path, "one")
    return tmp_path


def write(small: Path, words: str) -> None:
    for lang in ("zh", "en"):
        for page in ("index.md", "deep/index.md"):
            path = small / "docs" / lang / page
            path.parent.mkdir(parents=True, exist_ok=True)
            text = f"# {words}\n\n```tcp\nB: listen\nA: connect\n```\n"
            path.write_text(text, encoding="utf-8")


def build(
    small: Path, *options: str, die: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=small,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DIE_AT": die, **more},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def tree(folder: Path) -> dict[str, str]:
    """Give each file's hash; what is aside is beside the folder, never in it."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left(small: Path) -> list[str]:
    return [path.name for path in small.iterdir() if ".building-" in path.name]


def test_a_killed_build_leaves_the_last_site_whole(small: Path) -> None:
    assert build(small, SOURCE_DATE_EPOCH="0").returncode == 0
    old = tree(small / "site")
    write(small, "two")
    for moment in MOMENTS:
        assert build(small, die=moment).returncode == -signal.SIGKILL, moment
        assert tree(small / "site") == old, moment
        assert len(left(small)) == 1  # of this build: those of others are swept away
    assert build(small, die="placed zh").returncode == -signal.SIGKILL
    new = tree(small / "site")  # in place before the process came to its end
    assert new.keys() == old.keys()
    assert new["en/deep/index.html"] != old["en/deep/index.html"]
    assert build(small).returncode == 0
    assert left(small) == []


def test_a_build_killed_at_any_moment_leaves_a_whole_site(small: Path) -> None:
    start = time.monotonic()
    assert build(small, SOURCE_DATE_EPOCH="0").returncode == 0
    took = time.monotonic() - start
    whole = [tree(small / "site")]
    write(small, "two")
    assert build(small, "-d", "other", SOURCE_DATE_EPOCH="0").returncode == 0
    whole.append(tree(small / "other"))
    draw = random.Random(9293)  # noqa: S311 - any moments will do, the same ones each time
    for _ in range(6):
        one = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=small,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"},
        )
        time.sleep(took * draw.uniform(0.3, 1.05))
        one.kill()
        one.wait()
        assert tree(small / "site") in whole


def test_a_refused_build_leaves_the_last_site_and_nothing_else(small: Path) -> None:
    assert build(small).returncode == 0
    old = tree(small / "site")
    page = small / "docs/en/deep/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[gone](gone.md)\n", encoding="utf-8")
    done = build(small, "--strict")
    assert done.returncode == 1
    assert "gone.md" in done.stderr
    page.write_text("# two\n" + WRONG, encoding="utf-8")
    done = build(small)
    assert done.returncode == 1
    assert "docs/en/deep/index.md:4:" in done.stderr
    assert tree(small / "site") == old
    assert left(small) == []


def test_hidden_files_stay_and_old_pages_go(small: Path) -> None:
    site = small / "public"
    (site / ".git").mkdir(parents=True)
    (site / ".git/HEAD").write_text("ref", encoding="utf-8")
    (site / ".nojekyll").touch()
    (site / "gone.html").touch()
    assert build(small, "--site-dir", "public").returncode == 0
    assert (site / ".git/HEAD").read_text(encoding="utf-8") == "ref"
    assert (site / ".nojekyll").is_file()
    assert (site / "en/deep/index.html").is_file()
    assert not (site / "gone.html").exists()
    assert not (small / "site").exists()


def test_two_builds_are_the_same_bytes(small: Path) -> None:
    made = []
    for seed in ("1", "2"):
        name = f"site{seed}"
        more = {"SOURCE_DATE_EPOCH": "1700000000", "PYTHONHASHSEED": seed}
        assert build(small, "-d", name, **more).returncode == 0
        made.append(tree(small / name))
    assert made[0] == made[1]
    assert "sitemap.xml.gz" in made[0]


# ---- mkdocs serve


@pytest.fixture
def served(small: Path) -> Iterator[tuple[Callable[[], str], Path]]:
    """Serve the small site; give what fetches a page, and the log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = small / "serve.log"
    with log.open("w", encoding="utf-8") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"],
            cwd=small,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DIE_AT": ""},
            stdout=told,
            stderr=subprocess.STDOUT,
            # Where the tests run in the background, an interrupt would be ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
    said(log, "Serving on")

    def fetch() -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/index.html", timeout=5) as page:
            return str(page.read().decode("utf-8"))

    yield fetch, log
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=20) == 0


def said(log: Path, pattern: str) -> str:
    """Wait until the log says something; return all of it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        text = log.read_text(encoding="utf-8")
        if re.search(pattern, text, re.DOTALL):
            return text
        time.sleep(0.1)
    raise AssertionError(f"not said: {pattern}\n{log.read_text(encoding='utf-8')}")


def test_while_serving_a_mistake_is_told_and_the_page_stays(
    small: Path, served: tuple[Callable[[], str], Path]
) -> None:
    fetch, log = served
    page = small / "docs/zh/index.md"
    good = page.read_text(encoding="utf-8")
    before = fetch()
    assert "<svg" in before
    page.write_text(good.replace("one", "two") + WRONG, encoding="utf-8")
    text = said(log, "stay as they were.*Reloading")
    assert 'docs/zh/index.md:9: call "dance"; accepted: ' in text
    assert "Traceback" not in text
    marked = re.compile(r"livereload\(\d+, \d+\)")  # the server's own script
    assert marked.sub("", fetch()) == marked.sub("", before)
    page.write_text(good.replace("one", "two"), encoding="utf-8")
    said(log, "stay as they were.*built in.*Reloading")
    assert ">two" in fetch()
