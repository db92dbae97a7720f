"""The Nu HTML checker over a built site: `python -m tools.nu SITE VNU_JAR`.

Prints each error that is ours, and counts those of the theme's templates that we cannot mend. The
exit code is 1 if there is one of ours. Needs Java; the jar comes with the npm package `vnu-jar`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter

#: In the theme's own templates.
THEIRS = {
    "autocomplete on a switch": r"^Attribute “autocomplete” is only allowed when the input type is",
    "a label for a list of contents that is not there": (
        r"^The value of the “for” attribute of the “label” element must be the ID of a non-hidden"
    ),
}


def main(site: str, jar: str) -> int:
    """Check every page; print what is ours; 1 if something is."""
    command = [
        "java",
        "-Xss8m",
        "-jar",
        jar,
        "--errors-only",
        "--format",
        "json",
        "--skip-non-html",
    ]
    done = subprocess.run(
        [*command, site], capture_output=True, encoding="utf-8", check=False
    )  # it says everything on standard error, and fails where it has something to say
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError):
        sys.exit(f"nu: the checker did not run: {done.stderr.strip()[:400]}")
    theirs: Counter[str] = Counter()
    ours = 0
    for message in messages:
        known = next(
            (name for name, sign in THEIRS.items() if re.search(sign, message["message"])), ""
        )
        if known:
            theirs[known] += 1
        else:
            ours += 1
            print(f"{message['url']}:{message.get('lastLine', 0)}: {message['message']}")
    for name, count in theirs.items():
        print(f"the theme's, {count} times: {name}")
    print(f"ours: {ours}")
    return 1 if ours else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
