"""MkDocs' part of our own site: one command builds every language; the charts' files come along.

Named in mkdocs.base.yml under `hooks`. The pages of others need none of this: there the extension
alone is enough.
"""

from __future__ import annotations

import logging
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import jieba
from click import ClickException
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from diagramgen.site.aside import MARK, Aside
from diagramgen.site.command import COMMAND, Command
from diagramgen.site.csp import protect
from diagramgen.site.description import described
from diagramgen.site.machines import llms, traces
from diagramgen.site.pack import pack
from diagramgen.site.style import script, stylesheet
from diagramgen.site.unsearched import with_figures, without_figures

log = logging.getLogger("mkdocs.hooks.diagramgen")

#: Where the charts' stylesheet goes; `extra_css` of mkdocs.base.yml names it.
STYLESHEET = "assets/stylesheets/diagramgen.css"
#: Where their script goes; `extra_javascript` names it.
SCRIPT = "assets/javascripts/diagramgen.js"


#: Where a served language keeps the fingerprint of its sources.
SOURCES = ".sources"


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note what MkDocs was asked to do."""
    COMMAND.set(Command(command, dirty))


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build aside; let jieba, which cuts Chinese for the search, work without telling of it."""
    jieba.setLogLevel(logging.WARNING)
    # `--dirty` goes on in the last site; another language goes along with its root.
    if not COMMAND.get().dirty and MARK not in config.site_dir:
        aside = Aside(config.site_dir)
        config.plugins["diagramgen/aside"] = aside
        config.site_dir = str(aside.folder)
    if config.repo_url and not config.edit_uri:
        pages = Path(config.docs_dir).relative_to(Path(config.config_file_path).parent)
        config.edit_uri = f"{config.extra['edit_path']}{pages.as_posix()}/"
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put the charts' stylesheet and script into the site, straight from the package."""
    files.append(File.generated(config, STYLESHEET, content=stylesheet()))
    files.append(File.generated(config, SCRIPT, content=script()))
    if is_root(config):
        for place, text in traces():
            files.append(File.generated(config, place, content=text))
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, **_rest: object) -> Navigation:
    """Keep the navigation: llms.txt follows it when all pages are read."""
    config.extra["nav"] = nav
    return nav


def on_page_content(html: str, *, page: Page, **_rest: object) -> str:
    """Describe a page that does not describe itself."""
    if not page.meta.get("description") and (said := described(html)):
        page.meta["description"] = said
    return html


@event_priority(100)  # before the search looks at a page
def hidden(context: dict[str, Any], /, *, page: Page, **_rest: object) -> dict[str, Any]:
    """Leave only captions of the figures."""
    page.content, context["figures"] = without_figures(page.content or "")
    return context


@event_priority(-200)  # when it has
def shown(context: dict[str, Any], /, *, page: Page, **_rest: object) -> dict[str, Any]:
    """Put the figures back."""
    page.content = with_figures(page.content or "", context.pop("figures"))
    return context


on_page_context = CombinedEvent(hidden, shown)


def written(config: MkDocsConfig) -> None:
    """Give the pages their policy; build the other languages into folders of the root's."""
    folder = Path(config.site_dir)
    (folder / "llms.txt").write_text(llms(config.extra["nav"], config), encoding="utf-8")
    if COMMAND.get().name != "serve":  # whose pages hold a script of the server's
        protect(folder)
    if not is_root(config):
        return
    for language in config.extra["languages"].values():
        if language["path"]:
            build_language(config, language["config"], language["path"])


@event_priority(-150)  # the search's script is there, and the site not yet in its place
def zipped(config: MkDocsConfig) -> None:
    """Put the whole site into a zip beside its pages, if one was asked for."""
    if is_root(config) and config.extra.get("zip"):
        try:
            pack(Path(config.site_dir), config.extra["zip"])
        except ValueError as error:
            raise Abort(str(error)) from error


on_post_build = CombinedEvent(written, zipped)


def is_root(config: MkDocsConfig) -> bool:
    """Tell the language at the root of the site from those in folders of it."""
    return not config.extra["languages"][config.theme["language"]]["path"]


def on_serve(server: LiveReloadServer, **_rest: object) -> LiveReloadServer:
    """Tell an author what is wrong and go on showing the last good pages, until the next save.

    MkDocs would print a traceback and answer no request until then.
    """
    build_once = server.builder

    def careful() -> None:
        try:
            build_once()
        except ClickException as error:  # the author's to mend: a line says where
            said = error.format_message() or "the build stopped"
            log.error("%s\nThe pages stay as they were until the next save.", said)  # noqa: TRY400
        except Exception:
            log.exception("The build failed. The pages stay as they were until the next save.")

    server.builder = careful
    return server


def build_language(root: MkDocsConfig, name: str, path: str) -> None:
    """Build the config `name`, beside the root's, into the folder `path` of the root's site."""
    config = load_config(
        str(Path(root.config_file_path).with_name(name)),
        site_dir=str(Path(root.site_dir, path)),
        site_url=root.site_url + path if root.site_url else "",
        strict=root.strict,
    )
    asked = COMMAND.get()
    last = last_site(root, path) if asked.name == "serve" else None
    sources = fingerprint(config)
    if last and (last / SOURCES).is_file() and (last / SOURCES).read_text() == sources:
        shutil.copytree(last, config.site_dir, copy_function=os.link)  # nothing of it was saved
        return
    config.plugins.on_startup(command=asked.name, dirty=False)
    COMMAND.set(asked)
    try:
        build(config)
        if last:
            Path(config.site_dir, SOURCES).write_text(sources)
    finally:
        config.plugins.on_shutdown()


def last_site(root: MkDocsConfig, path: str) -> Path | None:
    """Return where a language was when the site was last whole."""
    aside = root.plugins.get("diagramgen/aside")
    return aside.target / path if isinstance(aside, Aside) else None


def fingerprint(config: MkDocsConfig) -> str:
    """Tell one state of the files that a language is made of from another."""
    beside = Path(config.config_file_path).parent
    folders = [Path(config.docs_dir), *(beside / name for name in ("overrides", "diagramgen"))]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc"]
    files += beside.glob("*.yml")
    seen = sorted(f"{path} {path.stat().st_mtime_ns}" for path in files if path.is_file())
    return sha256("\n".join(seen).encode()).hexdigest()
