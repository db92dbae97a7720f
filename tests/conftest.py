"""What more than one folder of tests needs: the site, built once; hypothesis without a clock."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
REPOSITORY = "https://git.example/tcp/diagramgen"
PUBLISHED = "https://docs.example/tcp/"

# A slow machine is no counterexample, and a gate that draws anew each time is no gate: examples are
# drawn from a fixed seed where CI is set, at random elsewhere.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Build the site as readers get it; return its folder and what the build said."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": "",
            "REPO_URL": "",
            "SITE_ZIP": "",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout + done.stderr


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as it is published, below a path of a host that does not exist."""
    folder = tmp_path_factory.mktemp("published") / "site"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)],
        cwd=ROOT,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": PUBLISHED,
            "SITE_ZIP": "diagramgen.zip",
            "REPO_URL": REPOSITORY,
        },
        check=True,
    )
    return folder


@pytest.fixture(scope="session")
def site(built: tuple[Path, str]) -> Path:
    """Return the folder of the built site."""
    return built[0]
