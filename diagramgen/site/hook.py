"""MkDocs' part of our own site: one command builds every language; the charts' CSS and script
come along.

Named in mkdocs.base.yml under `hooks`. The pages of others need none of this: there the extension
alone is enough.
"""

from __future__ import annotations

import logging
from pathlib import Path

import jieba
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from diagramgen.site.style import script, stylesheet

#: Where the charts' stylesheet goes; `extra_css` of mkdocs.base.yml names it.
STYLESHEET = "assets/stylesheets/diagramgen.css"
#: Where their script goes; `extra_javascript` names it.
SCRIPT = "assets/javascripts/diagramgen.js"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let jieba, which cuts Chinese for the search, work without telling of it."""
    jieba.setLogLevel(logging.WARNING)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put the charts' stylesheet and script into the site, straight from the package."""
    files.append(File.generated(config, STYLESHEET, content=stylesheet()))
    files.append(File.generated(config, SCRIPT, content=script()))
    return files


def on_post_build(*, config: MkDocsConfig) -> None:
    """Build the other languages into folders of the one at the root."""
    languages = config.extra["languages"]
    if languages[config.theme["language"]]["path"]:
        return  # this is one of the others
    for language in languages.values():
        if language["path"]:
            build_language(config, language["config"], language["path"])


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
