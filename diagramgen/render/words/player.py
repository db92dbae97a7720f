"""The words of a chart that is walked through: its buttons, and where its reasons stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlayerWords:
    """One language's words. Braces are filled in with `str.format`."""

    steps: str  # what opens a chart that has no list of its steps
    group: str
    back: str
    forth: str
    play: str
    scrub: str
    count: str
    close: str
    before: str  # before the first step
    section: str  # where a reason stands
    check: str  # the same, of a check that the RFC numbers
    instead: str  # the same, of a rule that the RFC does not have
    variables: str
    variable: str
    due: str  # the row of a timer
    enlarge: str
    larger: str
    smaller: str


EN = PlayerWords(
    steps="Step by step: who did what, and when",
    group="Step by step",
    back="Previous step",
    forth="Next step",
    play="Play",
    scrub="Step",
    count="{step} of {all}",
    close="Close",
    before="Nothing has happened yet.",
    section="RFC 9293, section {section}",
    check="RFC 9293, section {section}, check {check}",
    instead="in place of {where}",
    variables="Variables, and what changed",
    variable="Variable",
    due="{timer} due",
    enlarge="Enlarge",
    larger="Larger",
    smaller="Smaller",
)

ZH = PlayerWords(
    steps="逐步看：每一刻谁做了什么",
    group="逐步看",
    back="上一步",
    forth="下一步",
    play="播放",
    scrub="步骤",
    count="第 {step} 步，共 {all} 步",
    close="收起",
    before="什么都还没有发生。",
    section="RFC 9293 第 {section} 节",
    check="RFC 9293 第 {section} 节，第 {check} 项检查",
    instead="代替 {where}",
    variables="变量，以及这一步的变化",
    variable="变量",
    due="{timer} 到时",
    enlarge="放大看",
    larger="再大一些",
    smaller="小一些",
)


def words(lang: str) -> PlayerWords:
    """The words of `lang`; raises `ValueError` for a language that there is not."""
    if lang == "zh":
        return ZH
    if lang == "en":
        return EN
    raise ValueError(f"no language {lang!r}; accepted: zh, en")
