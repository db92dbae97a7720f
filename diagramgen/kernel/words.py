"""What the side-by-side view says, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The words of one language; `{...}` is filled in."""

    machine: str
    kernel: str
    segments: str
    states: str
    lost: str
    injected: str
    nobody: str
    nothing: str
    equal: str
    differ: str
    cut: str
    waiting: str
    untraced: str
    two_msl: str


WORDS: Mapping[str, Words] = {
    "en": Words(
        machine="the machine, rules {rules}",
        kernel="the kernel, Linux {release}",
        segments="Segments (ms, sender, in the scenario's numbers)",
        states="States",
        lost="lost",
        injected="old duplicate",
        nobody="host down",
        nothing="(none)",
        equal="= All is equal: segments {segments}, paths 2.",
        differ="! Different: lines of segments {count} of {rows}, paths {paths} of 2.",
        cut="The run was cut after {ms} ms; what would come later is not compared.",
        waiting="Never happened on the kernel: {acts}",
        untraced="Without the tracepoint ({why}): states passed within one event are not seen.",
        two_msl="The end of TIME-WAIT is not waited for.",
    ),
    "zh": Words(
        machine="参考机，规则 {rules}",
        kernel="内核，Linux {release}",
        segments="报文段（毫秒、发送方；序号按场景的 ISS 换算）",
        states="状态",
        lost="丢失",
        injected="旧的重复报文段",
        nobody="无人接收",
        nothing="（无）",
        equal="= {segments} 个报文段和两条状态路径全部相同。",
        differ="! {rows} 行报文段中有 {count} 行不同，2 条状态路径中有 {paths} 条不同。",
        cut="运行在 {ms} 毫秒处截断，之后的不作比较。",
        waiting="在内核上没有发生：{acts}",
        untraced="没有跟踪点（{why}）：在同一事件内一闪而过的状态看不到。",
        two_msl="不等待 TIME-WAIT 结束。",
    ),
}
