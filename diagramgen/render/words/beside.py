"""The words of two walks side by side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BesideWords:
    """One language's words. Braces are filled in by the renderer.

    The walks are called 1 and 2, with their names at the head of each.
    """

    title: str
    named: str
    walk: str
    # marks in the chart
    only: str
    differs: str
    comma: str
    fields: tuple[tuple[str, str], ...]
    fates: tuple[tuple[str, str], ...]
    # the title of an arrow
    partner: str
    # sentences: of the table and of the description
    intro: str
    equal: str
    count: str
    only_in: str
    state_of: str
    only_segment: str
    only_event: str
    only_state: str
    only_lost: str
    values: str
    value: str
    states: str
    state: str
    fate: str
    paths: str
    clause: str
    end: str
    space: str
    # heads of the table
    what: str
    same: str
    different: str
    legend: str


EN = BesideWords(
    title="Two walks side by side",
    named="{one} / {other}",
    walk="walk {n}",
    only="+ only here",
    differs="≠ {what}",
    comma=", ",
    fields=(
        ("flags", "flags"),
        ("seq", "SEQ"),
        ("ack", "ACK"),
        ("len", "LEN"),
        ("wnd", "WND"),
        ("urgent", "UP"),
    ),
    fates=(
        ("", "arrives"),
        ("lost", "lost"),
        ("duplicate", "duplicated"),
        ("delayed", "delayed"),
        ("reordered", "overtaken"),
        ("down", "host down"),
    ),
    partner="corresponds to #{n} of {walk}",
    intro="Two walks side by side. ① {one}. ② {other}.",
    equal="Nothing differs but, it may be, times: all {n} segments correspond.",
    count="Segments: {one} in ①, {other} in ②; {n} correspond.",
    only_in="only in {walk}",
    state_of="the state of {peer} then",
    only_segment="Only in {walk}: {peer} sends {segment}.",
    only_event="Only in {walk}: {event}.",
    only_state="Only in {walk}: {event}, and {peer} enters {states}.",
    only_lost="Only in {walk}: {peer} sends {segment}, which is lost.",
    values="{peer}'s segment differs: {what}.",
    value="{name} ① {one} ② {other}",
    states="{event}: then {peer} is ① {one} ② {other}.",
    state="{peer} receives {segment}",
    fate="delivery",
    paths="States of {peer}",
    clause="; ",
    end=".",
    space=" ",
    what="What differs",
    same="the same in both",
    different="differs",
    legend="= in both   ! in both, but not the same   < only in ①   > only in ②",
)

ZH = BesideWords(
    title="两次推演对照",
    named="{one} / {other}",
    walk="推演 {n}",
    only="+ 只在这边",
    differs="≠ {what}",
    comma="、",
    fields=(
        ("flags", "控制位"),
        ("seq", "SEQ"),
        ("ack", "ACK"),
        ("len", "LEN"),
        ("wnd", "WND"),
        ("urgent", "UP"),
    ),
    fates=(
        ("", "到达"),
        ("lost", "丢失"),
        ("duplicate", "重复"),
        ("delayed", "延迟"),
        ("reordered", "失序"),
        ("down", "主机停机"),
    ),
    partner="对应 {walk} 的 #{n}",
    intro="两次推演对照：① {one}；② {other}。",
    equal="{n} 个报文段一一对应，除时间外没有不同。",
    count="报文段：① {one} 个，② {other} 个，其中 {n} 个两边对应。",
    only_in="只在 {walk}",
    state_of="此后 {peer} 的状态",
    only_segment="只在 {walk}：{peer} 发出 {segment}。",
    only_event="只在 {walk}：{event}。",
    only_state="只在 {walk}：{event}，{peer} 进入 {states}。",
    only_lost="只在 {walk}：{peer} 发出 {segment}，丢失。",
    values="{peer} 发出的报文段不同：{what}。",
    value="{name} ① {one} ② {other}",
    states="{event} 之后，{peer} 的状态：① {one} ② {other}。",
    state="{peer} 收到 {segment}",
    fate="送达情况",
    paths="{peer} 的状态",
    clause="；",
    end="。",
    space="",
    what="不同之处",
    same="两边相同",
    different="不同",
    legend="= 两边相同   ! 两边都有，但不一样   < 只在 ①   > 只在 ②",
)


def words(lang: str) -> BesideWords:
    """The words of a language; raises `ValueError` for one that has none."""
    if lang == "en":
        return EN
    if lang == "zh":
        return ZH
    raise ValueError(f"language {lang!r}; accepted: zh, en")
