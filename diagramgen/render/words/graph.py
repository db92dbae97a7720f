"""The words of the state graph, the table and the RFC-figure text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GraphWords:
    """One language's words. Braces are filled in by the renderers."""

    # the state graph
    graph_title: str
    graph_desc: str
    one_title: str
    one_desc: str
    walk_title: str
    walk_desc: str
    sentences: str
    named: str
    client_path: str
    server_path: str
    other_rows: str
    active: str
    passive: str
    option: str
    cause: str
    action: str
    no_action: str
    of_section: str
    stop: str
    step: str
    note: str
    not_a_row: str
    crash: str
    # the table of transitions; its section is that of the other table
    source: str
    head_cause: str
    head_action: str
    target: str
    remark: str
    figure_5: str
    # columns of the table
    number: str
    time: str
    peer: str
    event: str
    arrives: str
    sends: str
    state: str
    why: str
    section: str
    none: str
    aside: str
    comma: str
    waiting: str
    # events
    call: str
    segment: str
    timeout: str
    crashes: str
    restarts: str
    timers: tuple[tuple[str, str], ...]
    # what happens on the way
    lost: str
    delayed: str
    duplicate: str
    reordered: str
    down: str
    injected: str
    retransmission: str
    later: str
    old: str
    legend_still: str
    legend_lost: str
    stopped: tuple[tuple[str, str], ...]

    def timer(self, name: str) -> str:
        """A timer's name; one that has none here is named as the machine names it."""
        return dict(self.timers).get(name, name)


EN = GraphWords(
    graph_title="The states of a TCP connection",
    graph_desc="Eleven states and the arrows between them, as RFC 9293 has them: Figure 5's twenty arrows, each with its cause and the action taken, and thin grey ones for what the figure leaves out. A client usually passes {client}; a server {server}.",
    one_title="{state}: the arrows in and out",
    one_desc="{state} is entered from: {into}. It leads to: {out}.",
    walk_title="{name}: the states that each peer passes",
    walk_desc="{a} passes {a_path}. {b} passes {b_path}.",
    sentences="{one}. {other}",
    named="{peer} ({label})",
    client_path="usual client",
    server_path="usual server",
    other_rows="not in Figure 5",
    active="active close",
    passive="passive close",
    option="option {option}",
    cause="cause: {cause}",
    action="action: {action}",
    no_action="none",
    of_section="section {section}",
    stop="; ",
    step="step {n}",
    note="{peer} {n}: {way}, {said}",
    not_a_row="not in RFC 9293",
    crash="crash",
    source="From",
    head_cause="Cause",
    head_action="Action",
    target="To",
    remark="Note",
    figure_5="Figure 5",
    number="No.",
    time="Time",
    peer="Peer",
    event="Event",
    arrives="Arrives",
    sends="Sends",
    state="State",
    why="Why",
    section="Section",
    none="—",
    aside=" ({text})",
    comma=", ",
    waiting="Never happened: {acts}",
    call="{call} call",
    segment="segment arrives",
    timeout="timeout: {timer}",
    crashes="crash",
    restarts="restart",
    timers=(
        ("retransmission", "RTO"),
        ("persist", "persist"),
        ("user", "user timeout"),
        ("delayed-ack", "delayed ACK"),
        ("time-wait", "2 MSL"),
    ),
    lost="lost",
    delayed="delayed",
    duplicate="duplicate",
    reordered="overtaken",
    down="host down",
    injected="old duplicate",
    retransmission="retransmission",
    later="{time} later",
    old="old dup.",
    legend_still="...  on its way: sent, and arriving on a later line",
    legend_lost="x    lost on the way",
    stopped=(
        ("moments", "The walk was stopped: too many moments."),
        ("time", "The walk was stopped: too much time had passed."),
    ),
)

ZH = GraphWords(
    graph_title="TCP 连接的状态",
    graph_desc="十一个状态和它们之间的箭头，依照 RFC 9293：图 5 的二十条各标出原因和动作，图中未画的用灰色细线。客户端通常经过 {client}；服务器通常经过 {server}。",
    one_title="{state}：进出的箭头",
    one_desc="进入 {state} 的来路：{into}。去路：{out}。",
    walk_title="{name}：两端经过的状态",
    walk_desc="{a}：经过 {a_path}。{b}：经过 {b_path}。",
    sentences="{one}。{other}",
    named="{peer}（{label}）",
    client_path="客户端的通常路径",
    server_path="服务器的通常路径",
    other_rows="图 5 未画的",
    active="主动关闭",
    passive="被动关闭",
    option="选项 {option}",
    cause="原因：{cause}",
    action="动作：{action}",
    no_action="无",
    of_section="第 {section} 节",
    stop="；",
    step="第 {n} 步",
    note="{peer} {n}：{way}，{said}",
    not_a_row="RFC 9293 中没有",
    crash="崩溃",
    source="从",
    head_cause="原因",
    head_action="动作",
    target="到",
    remark="备注",
    figure_5="图 5",
    number="编号",
    time="时刻",
    peer="哪一端",
    event="事件",
    arrives="收到",
    sends="发出",
    state="状态",
    why="为什么",
    section="章节",
    none="—",
    aside="（{text}）",
    comma="，",
    waiting="始终没有发生：{acts}",
    call="调用：{call}",
    segment="报文段到达",
    timeout="超时：{timer}",
    crashes="崩溃",
    restarts="重启",
    timers=(
        ("retransmission", "RTO"),
        ("persist", "持续计时器"),
        ("user", "用户超时"),
        ("delayed-ack", "推迟确认"),
        ("time-wait", "2 MSL"),
    ),
    lost="丢失",
    delayed="迟到",
    duplicate="重复",
    reordered="被超越",
    down="对方已停机",
    injected="旧的重复报文段",
    retransmission="重传",
    later="{time} 之后",
    old="旧报文段",
    legend_still="...  在途中：已发出，在后面某一行到达",
    legend_lost="x    途中丢失",
    stopped=(
        ("moments", "推演到此为止：事件太多。"),
        ("time", "推演到此为止：时间太长。"),
    ),
)


def words(lang: str) -> GraphWords:
    """The words of a language; raises `ValueError` for one that has none."""
    if lang == "en":
        return EN
    if lang == "zh":
        return ZH
    raise ValueError(f"language {lang!r}; accepted: zh, en")
