"""MkDocs' part of our own site: one command builds every language; the charts' CSS comes along.

Named in mkdocs.base.yml under `hooks`. The pages of others need none of this: there the extension
alone is enough.
"""

from __future__ import annotations

import logging
from pathlib import Path

import jieba
from click import ClickException
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files

from diagramgen.site.aside import MARK, Aside
from diagramgen.site.style import stylesheet

log = logging.getLogger("mkdocs.hooks.diagramgen")

#: Where the charts' stylesheet goes; `extra_css` of mkdocs.base.yml names it.
STYLESHEET = "assets/stylesheets/diagramgen.css"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build aside; let jieba, which cuts Chinese for the search, work without telling of it."""
    jieba.setLogLevel(logging.WARNING)
    # `--dirty` goes on in the last site; the theme's search is the one here that was told of it.
    dirty = any(getattr(plugin, "is_dirty", False) for plugin in config.plugins.values())
    if not dirty and MARK not in config.site_dir:  # another language goes along with its root
        aside = Aside(config.site_dir)
        config.plugins["diagramgen/aside"] = aside
        config.site_dir = str(aside.folder)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put the charts' stylesheet into the site, straight from the package."""
    files.append(File.generated(config, STYLESHEET, content=stylesheet()))
    return files


def on_post_build(*, config: MkDocsConfig) -> None:
    """Build the other languages into folders of the one at the root."""
    languages = config.extra["languages"]
    if languages[config.theme["language"]]["path"]:
        return  # this is one of the others
    for language in languages.values():
        if language["path"]:
            build_language(config, language["config"], language["path"])


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
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        config.plugins.on_shutdown()
