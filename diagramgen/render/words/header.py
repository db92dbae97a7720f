"""The words of the header diagram: fields, layers, and what is said about a segment's octets."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Layer:
    """A layer as both models name it (numbered in OSI), its unit, and the header it puts before."""

    osi: str
    tcp_ip: str
    unit: str
    header: str


@dataclass(frozen=True)
class HeaderWords:
    """One language's words. Braces are filled in by the renderer.

    `names` and `meanings` go by the RFC's names; a name that is not there stays as the RFC has it.
    """

    names: Pairs
    meanings: Pairs
    short: Pairs
    groups: Pairs
    layers: tuple[Layer, Layer, Layer, Layer]  # data, TCP, IPv4, Ethernet
    caption: str
    sent: str
    old: str
    again: str
    bit: str
    octet: str
    count: str
    one: str
    no_options: str
    data: str
    no_data: str
    ignored: str
    nesting: str
    octets: str
    left_out: str
    more: str
    comma: str
    clause: str
    colon: str
    none: str
    tip: str
    title: str
    named: str
    desc: str
    field: str
    bits_set: str
    none_set: str
    sizes: str

    def name(self, rfc: str) -> str:
        """A field's name in this language."""
        return dict(self.names).get(rfc, rfc)

    def counted(self, n: int) -> str:
        """So many octets."""
        return self.one if n == 1 else self.count.format(n=n)

    def brief(self, rfc: str) -> str:
        """The RFC's own short form of a name, for where the name does not fit."""
        return dict(self.short).get(rfc, rfc)


EN = HeaderWords(
    names=(("Control Bits", "Control Bits"),),
    meanings=(),
    short=(
        ("Reserved", "Rsrvd"),
        ("Acknowledgment Number", "Ack. Number"),
        ("Maximum Segment Size", "MSS"),
        ("No-Operation", "NOP"),
        ("End of Option List", "End"),
        ("SACK Permitted", "SACK Perm."),
        ("Timestamps", "Timestamp"),
    ),
    groups=(
        ("Reserved, DF, MF, Fragment Offset", "Flags, Fragment Offset"),
        ("CWR, ECE, URG, ACK, PSH, RST, SYN, FIN", "Control Bits"),
    ),
    layers=(
        Layer("7 Application", "Application", "data", "data"),
        Layer("4 Transport", "Transport", "TCP segment", "TCP header"),
        Layer("3 Network", "Internet", "IP datagram", "IPv4 header"),
        Layer("2 Data link", "Link", "Ethernet frame", "Ethernet header"),
    ),
    caption="Segment {n} of {count}",
    sent="sent at {time}",
    old="an old duplicate, seen at {time}",
    again="retransmission of segment {n}",
    bit="bit",
    octet="octet",
    count="{n} octets",
    one="1 octet",
    no_options="no options: Data Offset is 5, and the header ends here",
    data="data: {count}",
    no_data="no data",
    ignored="{flag} = 0: ignored",
    nesting="Data in a segment, in a datagram, in a frame",
    octets="The octets of the frame, field by field",
    left_out="Without preamble, padding and FCS, as in a capture. Widths are not to scale.",
    more="{n} more",
    comma=", ",
    clause=", ",
    colon=": ",
    none="no control bit",
    tip="{name} ({bits} bits): {meaning}",
    title="TCP header",
    named="{name}: the header of segment {n}",
    desc="The TCP header of segment {n}, sent by {source} to {target}, in rows of 32 bits. {fields}. {bits}. {options}. {sizes}.",
    field="{name} {value}",
    bits_set="Control bits that are set: {flags}; not set: {others}",
    none_set="No control bit is set: {others}",
    sizes="Ethernet frame, {frame} octets: Ethernet header {ethernet}, IPv4 header {ip}, TCP header {tcp}, data {data}",
)

ZH = HeaderWords(
    names=(
        ("Source Port", "源端口"),
        ("Destination Port", "目的端口"),
        ("Sequence Number", "序号"),
        ("Acknowledgment Number", "确认号"),
        ("Data Offset", "数据偏移"),
        ("Reserved", "保留"),
        ("Control Bits", "控制位"),
        ("Window", "窗口"),
        ("Checksum", "检验和"),
        ("Urgent Pointer", "紧急指针"),
        ("Kind", "种类"),
        ("Length", "长度"),
        ("End of Option List", "选项表结束"),
        ("No-Operation", "无操作"),
        ("Maximum Segment Size", "最大报文段长度"),
        ("Window Scale", "窗口扩大"),
        ("SACK Permitted", "允许选择确认"),
        ("Timestamps", "时间戳"),
        ("Version", "版本"),
        ("IHL", "首部长度"),
        ("DSCP", "区分服务"),
        ("ECN", "拥塞通知"),
        ("Total Length", "总长度"),
        ("Identification", "标识"),
        ("Fragment Offset", "片偏移"),
        ("Time to Live", "生存时间"),
        ("Protocol", "协议"),
        ("Header Checksum", "首部检验和"),
        ("Source Address", "源地址"),
        ("Destination Address", "目的地址"),
        ("Destination", "目的 MAC 地址"),
        ("Source", "源 MAC 地址"),
        ("Type", "类型"),
    ),
    meanings=(
        ("Source Port", "发送方的端口"),
        ("Destination Port", "接收方的端口"),
        ("Sequence Number", "数据第一个字节的序号；SYN 为 1 时是初始序号 ISS，数据从 ISS+1 开始"),
        ("Acknowledgment Number", "ACK 为 1 时有效：发送方期望收到的下一个序号"),
        ("Data Offset", "首部有几个 32 位字，也就是数据从哪里开始"),
        ("Reserved", "发送时置 0，接收时不看"),
        ("CWR", "拥塞窗口已减小（RFC 3168）"),
        ("ECE", "ECN 回显（RFC 3168）"),
        ("URG", "紧急指针有效"),
        ("ACK", "确认号有效"),
        ("PSH", "推送：尽快交付，不等后面的数据"),
        ("RST", "复位连接"),
        ("SYN", "同步序号"),
        ("FIN", "发送方不再有数据"),
        ("Window", "从确认号起，发送方还能接收多少字节（可按 RFC 7323 扩大）"),
        ("Checksum", "覆盖伪首部、首部、选项和数据"),
        ("Urgent Pointer", "URG 为 1 时有效：紧急数据的末尾离序号有多远"),
    ),
    short=EN.short,
    groups=(
        ("Reserved, DF, MF, Fragment Offset", "标志、片偏移"),
        ("CWR, ECE, URG, ACK, PSH, RST, SYN, FIN", "控制位"),
    ),
    layers=(
        Layer("7 应用层", "应用层", "数据", "数据"),
        Layer("4 运输层", "运输层", "TCP 报文段", "TCP 首部"),
        Layer("3 网络层", "网际层", "IP 数据报", "IPv4 首部"),
        Layer("2 数据链路层", "链路层", "以太网帧", "以太网首部"),
    ),
    caption="第 {n} 个报文段，共 {count} 个",
    sent="{time} 时发出",
    old="旧的重复报文段，出现于 {time}",
    again="重传第 {n} 个报文段",
    bit="位",
    octet="字节",
    count="{n} 字节",
    one="1 字节",
    no_options="没有选项：数据偏移是 5，首部到此为止",
    data="数据：{count}",
    no_data="没有数据",
    ignored="{flag}=0，此字段不起作用",
    nesting="数据装进报文段，再装进数据报，再装进帧",
    octets="帧里的全部字节，按字段分开",
    left_out="与抓包所见相同，不含前导码、填充和 FCS。宽度不按比例。",
    more="还有 {n} 个",
    comma="、",
    clause="，",
    colon="：",
    none="控制位全为 0",
    tip="{name}（{bits} 位）：{meaning}",
    title="TCP 首部",
    named="{name}：第 {n} 个报文段的首部",
    desc="第 {n} 个报文段的 TCP 首部，由 {source} 发给 {target}，每行 32 位。{fields}。{bits}。{options}。{sizes}。",
    field="{name} {value}",
    bits_set="控制位中为 1 的：{flags}；为 0 的：{others}",
    none_set="控制位全为 0：{others}",
    sizes="以太网帧共 {frame} 字节：以太网首部 {ethernet}，IPv4 首部 {ip}，TCP 首部 {tcp}，数据 {data}",
)


def words(lang: str) -> HeaderWords:
    """The words of a language; raises `ValueError` for one that has none."""
    if lang == "en":
        return EN
    if lang == "zh":
        return ZH
    raise ValueError(f"language {lang!r}; accepted: zh, en")
