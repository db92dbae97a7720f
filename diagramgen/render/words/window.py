"""The words of the view of sequence numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WindowWords:
    """One language's words. Braces are filled in by the renderer.

    The variables (SND.UNA, RCV.NXT) are the RFC's in every language.
    """

    title: str
    named: str
    column: str
    column_of: str
    # the legend: the send space, the receive space, the axis
    sending: str
    acknowledged: str
    unacknowledged: str
    usable: str
    not_yet: str
    receiving: str
    received: str
    acceptable: str
    outside: str
    scale: str
    # a row
    receives: str
    injected: str
    sends: str
    again: str
    lost: str
    unknown: str
    gone: str
    nothing: str
    clause: str
    # the description
    desc: str
    moment: str
    number: str
    comma: str


EN = WindowWords(
    title="Sequence numbers",
    named="{name}: the sequence numbers",
    column="{peer}'s sequence numbers",
    column_of="from {peer} to {other}",
    sending="Send space",
    acknowledged="acknowledged",
    unacknowledged="sent, not acknowledged",
    usable="may be sent",
    not_yet="not yet",
    receiving="Receive space",
    received="received",
    acceptable="receive window",
    outside="outside",
    scale="SYN and FIN take one number each. Widths are not to scale; at // numbers are left out.",
    receives="receives {segment}",
    injected="receives the old duplicate {segment}",
    sends="sends {segment}",
    again="sends {segment} again",
    lost=" (lost)",
    unknown="no number of {peer}'s is known yet",
    gone="deletes the TCB, and its numbers with it",
    nothing="No connection comes about in this walk, and so there are no sequence numbers.",
    clause="; ",
    desc="The sequence numbers of {a} and {b}, after each moment in which they change.",
    moment=" At {time}, {peer}, {state}: {numbers}.",
    number="{name} {value}",
    comma=", ",
)

ZH = WindowWords(
    title="序号",
    named="{name}：双方的序号",
    column="{peer} 的序号",
    column_of="由 {peer} 发送，由 {other} 接收",
    sending="发送",
    acknowledged="已确认",
    unacknowledged="已发送，未确认",
    usable="可以发送",
    not_yet="还不能发送",
    receiving="接收",
    received="已收到",
    acceptable="接收窗口",
    outside="窗口之外",
    scale="SYN 和 FIN 各占一个序号。宽度不按比例，// 处省略了许多序号。",
    receives="收到 {segment}",
    injected="收到旧的重复报文段 {segment}",
    sends="发出 {segment}",
    again="重传 {segment}",
    lost="（丢失）",
    unknown="还不知道 {peer} 的序号",
    gone="删除 TCB，序号随之消失",
    nothing="这次推演里没有建立过连接，也就没有序号。",
    clause="；",
    desc="{a} 和 {b} 的序号，每次变化之后各列一次。",
    moment="{time}，{peer}，{state}：{numbers}。",
    number="{name} {value}",
    comma="，",
)


def words(lang: str) -> WindowWords:
    """The words of a language; raises `ValueError` for one that has none."""
    if lang == "en":
        return EN
    if lang == "zh":
        return ZH
    raise ValueError(f"language {lang!r}; accepted: zh, en")
