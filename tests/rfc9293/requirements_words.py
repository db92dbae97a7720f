"""The words of the generated page of requirements, in two languages, and which scenario shows what.

Over 300 lines: tables, and no code."""

#: The parts of the page: id, title in English and in Chinese, and the sections that it holds, as
#: they are named in `requirements.json` ("9293 3.5"), with their titles.
PARTS: tuple[tuple[str, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "header",
        "Header, states, sequence numbers",
        "首部、状态、序号",
        (
            ("9293 3.1", "Header format", "首部格式"),
            ("9293 3.2", "Options", "选项"),
            ("9293 3.3.2", "State machine overview", "状态机概述"),
            ("9293 3.4", "Sequence numbers", "序号"),
            ("9293 3.4.1", "Initial sequence numbers", "初始序号"),
            ("9293 3.4.2", "Knowing when to keep quiet", "何时应当静默"),
        ),
    ),
    (
        "opening",
        "Opening a connection, and resets",
        "建立连接，以及复位",
        (
            ("9293 3.5", "Establishing a connection", "建立连接"),
            ("9293 3.5.1", "Half-open connections", "半开连接"),
            ("9293 3.5.2", "Reset generation", "复位的产生"),
            ("9293 3.5.3", "Reset processing", "复位的处理"),
        ),
    ),
    (
        "closing",
        "Closing a connection",
        "关闭连接",
        (
            ("9293 3.6", "Closing a connection", "关闭连接"),
            ("9293 3.6.1", "Half-closed connections", "半关闭的连接"),
        ),
    ),
    (
        "data",
        "Segments, retransmission, windows",
        "报文段、重传、窗口",
        (
            ("9293 3.7.1", "Maximum segment size", "最大报文段长度"),
            ("9293 3.8", "Data communication", "数据传送"),
            ("9293 3.8.1", "Retransmission timeout", "超时重传时间"),
            ("9293 3.8.2", "Congestion control", "拥塞控制"),
            ("9293 3.8.3", "Connection failures", "连接失败"),
            ("9293 3.8.4", "Keep-alives", "保活"),
            ("9293 3.8.6.1", "Zero-window probing", "零窗口探测"),
            ("9293 3.8.6.3", "Delayed acknowledgments", "推迟确认"),
        ),
    ),
    (
        "interfaces",
        "Interfaces to user and network",
        "与用户、网络的接口",
        (
            ("9293 3.9.1.1", "Open", "OPEN"),
            ("9293 3.9.1.4", "Close", "CLOSE"),
            ("9293 3.9.1.6", "Abort", "ABORT"),
            ("9293 3.9.2.2", "ICMP messages", "ICMP 报文"),
            ("9293 3.9.2.3", "Source address validation", "源地址核查"),
        ),
    ),
    (
        "calls",
        "The user's calls",
        "用户的调用",
        (
            ("9293 3.10.1", "OPEN", "OPEN"),
            ("9293 3.10.2", "SEND", "SEND"),
            ("9293 3.10.3", "RECEIVE", "RECEIVE"),
            ("9293 3.10.4", "CLOSE", "CLOSE"),
            ("9293 3.10.5", "ABORT", "ABORT"),
            ("9293 3.10.6", "STATUS", "STATUS"),
        ),
    ),
    (
        "arrives",
        "A segment arrives",
        "报文段到达",
        (
            ("9293 3.10.7.1", "In CLOSED", "在 CLOSED"),
            ("9293 3.10.7.2", "In LISTEN", "在 LISTEN"),
            ("9293 3.10.7.3", "In SYN-SENT", "在 SYN-SENT"),
            ("9293 3.10.7.4", "In the other states", "在其余状态"),
        ),
    ),
    (
        "timeouts",
        "Timeouts, and notes",
        "超时，以及附注",
        (
            ("9293 3.10.8", "Timeouts", "超时"),
            ("9293 4", "Glossary", "术语表"),
            ("9293 A.2", "Sequence number validation", "序号的核查"),
        ),
    ),
    (
        "companions",
        "Other RFCs",
        "其他 RFC",
        (
            ("5961", "Blind in-window attacks", "针对窗口的盲攻击"),
            ("6298", "The retransmission timer", "重传计时器"),
            ("1122", "Corrections to RFC 793", "对 RFC 793 的更正"),
            ("1337", "TIME-WAIT assassination", "TIME-WAIT 暗杀"),
            ("6191", "Reducing TIME-WAIT by timestamps", "用时间戳缩短 TIME-WAIT"),
            ("7323", "Window scale, timestamps", "窗口扩大、时间戳"),
            ("7413", "Fast Open", "快速打开"),
        ),
    ),
)

#: The reasons of `requirements_left.toml`, in Chinese; each has to be here.
REASONS = {
    "the ISS is an argument; its clock is the host's": "ISS 由外面给定，时钟是主机的事",
    "the ISS is an argument; F is the host's": "ISS 由外面给定，F 是主机的事",
    "the ISS is an argument; the secret is the host's": "ISS 由外面给定，密钥是主机的事",
    "historic; a crash in a scenario says when the host is back": (
        "历史遗留；场景里的崩溃会写明主机何时恢复"
    ),
    "keep-alive is optional, and there is none": "保活可有可无，这里没有",
    "one TCB per endpoint: no second OPEN on the same local port": (
        "一端只有一个 TCB，同一端口没有第二次 OPEN"
    ),
    "peers are A and B: there are no addresses": "两端就叫 A 和 B，没有地址",
    "there are no processes and no permissions": "没有进程，也没有权限",
    "there is always room for a TCB": "TCB 总有地方放",
    "no ICMP on the link": "链路上没有 ICMP",
    "no RTT estimation": "不估计往返时间",
    "no RTT estimation; the initial RTO is not computed": "不估计往返时间，初始 RTO 不是算出来的",
    "no rate limit: a walk shows every challenge ACK": "不限速，推演要画出每个挑战确认",
    "no Fast Open": "没有快速打开",
}

#: Which scenario of the catalogue shows a requirement, and by which rule of the machine: the walk
#: has a moment that ends with that rule, in one of the requirement's states. A test holds it.
SHOWN = {
    "R9293-3.4.1-04": ("three-way-handshake", "3.10.7.3/4/syn-ack"),
    "R9293-3.5-01": ("simultaneous-open", "3.10.7.3/4/syn"),
    "R9293-3.5-04": ("data-both-ways", "3.10.2/established/sent"),
    "R9293-3.5-05": ("closed-port", "3.10.7.3/2/connection-reset"),
    "R9293-3.5.1-01": ("half-open-syn", "3.10.7.4/1/not-in-window"),
    "R9293-3.5.1-02": ("half-open-syn", "3.10.7.3/1/unacceptable-ack"),
    "R9293-3.5.1-03": ("half-open-data", "3.10.7.1/1/reset-with-ack"),
    "R9293-3.5.2-01": ("closed-port", "3.10.7.1/1/reset-without-ack"),
    "R9293-3.5.2-02": ("half-open-data", "3.10.7.1/1/reset-with-ack"),
    "R9293-3.5.2-05": ("last-ack-lost", "3.10.7.4/1/not-in-window"),
    "R9293-3.5.3-04": ("old-duplicate-syn", "3.10.7.4/2/return-to-listen"),
    "R9293-3.5.3-06": ("abort", "3.10.7.4/2/connection-reset"),
    "R9293-3.6-01": ("half-close", "3.10.4/established/fin"),
    "R9293-3.6-02": ("data-with-fin", "3.10.4/established/fin"),
    "R9293-3.6-04": ("first-fin-lost", "3.10.8/retransmission/repeated"),
    "R9293-3.6.1-01": ("half-close", "3.10.7.4/7/text"),
    "R9293-3.6.1-02": ("half-close", "3.10.2/established/sent"),
    "R9293-3.6.1-04": ("close-in-four", "3.10.8/time-wait/deleted"),
    "R9293-3.8.2-01": ("syn-never-answered", "3.10.8/retransmission/repeated"),
    "R9293-3.8.3-04": ("syn-never-answered", "3.10.8/retransmission/repeated"),
    "R9293-3.8.3-05": ("syn-never-answered", "3.10.8/retransmission/r2"),
    "R9293-3.10.1-01": ("three-way-handshake", "3.10.1/closed/passive"),
    "R9293-3.10.1-02": ("three-way-handshake", "3.10.1/closed/active"),
    "R9293-3.10.2-04": ("data-on-third-ack", "3.10.2/opening/queued"),
    "R9293-3.10.2-06": ("data-both-ways", "3.10.2/established/sent"),
    "R9293-3.10.2-07": ("half-close", "3.10.2/established/sent"),
    "R9293-3.10.4-06": ("close-in-four", "3.10.4/established/fin"),
    "R9293-3.10.4-09": ("close-in-four", "3.10.4/close-wait/fin"),
    "R9293-3.10.5-05": ("abort", "3.10.5/established/reset"),
    "R9293-3.10.7.1-02": ("closed-port", "3.10.7.1/1/reset-without-ack"),
    "R9293-3.10.7.1-03": ("half-open-data", "3.10.7.1/1/reset-with-ack"),
    "R9293-3.10.7.2-05": ("three-way-handshake", "3.10.7.2/3/syn"),
    "R9293-3.10.7.3-01": ("old-duplicate-syn", "3.10.7.3/1/unacceptable-ack"),
    "R9293-3.10.7.3-04": ("closed-port", "3.10.7.3/2/connection-reset"),
    "R9293-3.10.7.3-07": ("three-way-handshake", "3.10.7.3/4/syn-ack"),
    "R9293-3.10.7.3-08": ("data-on-third-ack", "3.10.7.3/4/syn-ack"),
    "R9293-3.10.7.3-10": ("simultaneous-open", "3.10.7.3/4/syn"),
    "R9293-3.10.7.3-12": ("syn-ack-lost", "3.10.7.3/5/dropped"),
    "R9293-3.10.7.4-02": ("last-ack-lost", "3.10.7.4/1/not-in-window"),
    "R9293-3.10.7.4-08": ("syn-ack-lost", "3.10.7.4/1/not-in-window"),
    "R9293-3.10.7.4-09": ("simultaneous-open", "3.10.7.4/1/not-in-window"),
    "R9293-3.10.7.4-10": ("old-duplicate-syn", "3.10.7.4/2/return-to-listen"),
    "R9293-3.10.7.4-12": ("abort", "3.10.7.4/2/connection-reset"),
    "R9293-3.10.7.4-18": ("time-wait-assassination", "3.10.7.4/2/closed"),
    "R9293-3.10.7.4-32": ("three-way-handshake", "3.10.7.4/5/syn-acknowledged"),
    "R9293-3.10.7.4-34": ("data-both-ways", "3.10.7.4/5/acknowledged"),
    "R9293-3.10.7.4-38": ("close-in-four", "3.10.7.4/5/fin-acknowledged"),
    "R9293-3.10.7.4-42": ("simultaneous-close", "3.10.7.4/5/closing-fin-acknowledged"),
    "R9293-3.10.7.4-44": ("close-in-four", "3.10.7.4/5/last-ack"),
    "R9293-3.10.7.4-49": ("data-both-ways", "3.10.7.4/7/text"),
    "R9293-3.10.7.4-51": ("half-close", "3.10.7.4/7/text"),
    "R9293-3.10.7.4-59": ("close-in-four", "3.10.7.4/8/established"),
    "R9293-3.10.7.4-60": ("close-in-three", "3.10.7.4/8/fin-wait-2"),
    "R9293-3.10.7.4-61": ("simultaneous-close", "3.10.7.4/8/fin-wait-1"),
    "R9293-3.10.7.4-62": ("close-in-four", "3.10.7.4/8/fin-wait-2"),
    "R9293-3.10.8-02": ("syn-lost", "3.10.8/retransmission/repeated"),
    "R9293-3.10.8-03": ("close-in-four", "3.10.8/time-wait/deleted"),
    "R9293-A.2-01": ("simultaneous-open", "3.10.7.4/1/not-in-window"),
    "R9293-A.2-02": ("simultaneous-close-acks-lost", "3.10.7.4/1/not-in-window"),
    "R6298-5.4-01": ("data-lost", "3.10.8/retransmission/repeated"),
    "R6298-5.5-01": ("syn-never-answered", "3.10.8/retransmission/repeated"),
    "R1122-4.2.2.10-01": ("simultaneous-open-figure-7", "3.10.7.4/5/syn-acknowledged"),
    "R1122-4.2.2.13-01": ("close-in-four", "3.10.8/time-wait/deleted"),
    "R1122-4.2.2.20a-01": ("close-in-four", "3.10.4/close-wait/fin"),
    "R1122-4.2.3.5-01": ("syn-never-answered", "3.10.8/retransmission/r2"),
    "R1337-1-01": ("time-wait-assassination", "3.10.7.4/2/closed"),
}

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Requirements",
        "description": (
            "What RFC 9293 and its companions ask of a TCP endpoint, one statement at a time, each "
            "with the test that holds the machine to it."
        ),
        "intro": (
            "What RFC 9293 and its companions ask of a TCP endpoint, taken apart into single "
            "statements, in our own words; and for each the test that holds the machine to it. "
            "This page is generated: `python -m tests.rfc9293.requirements_page` writes it, and a "
            "test fails when it is not up to date. The tests run with "
            "`python3 run.py test tests/rfc9293 tests/tcp tests/endpoint`."
        ),
        "counts": "In numbers",
        "what": "What",
        "number": "Number",
        "collected": "requirements collected",
        "tested": "named by a test that holds the machine to them",
        "left": "[not modelled](#not-modelled), with a reason",
        "later": "[still to come](#later)",
        "shown": "shown by a scenario of the catalogue",
        "cases": (
            "scripts of the [freebsd-net suite](https://github.com/freebsd-net/tcp-testsuite), "
            "replayed on one endpoint"
        ),
        "plain": "... that pass by RFC 9293 alone",
        "options": "... that pass with an option which another RFC names",
        "habits": "... that need a habit of a stack, and fail without it, as they should",
        "kernel": "exchanges recorded between two Linux 6.18 stacks",
        "equal": "... that the profile `linux` walks segment by segment and state by state",
        "listed": "... that it walks with listed differences",
        "left-out": "... left out by name, being outside of RFC 9293",
        "rfc-equal": "... that plain RFC 9293 walks without a difference, too",
        "reading": (
            "In a cell: the id, the level (the RFC's keyword and label; *text* is a statement "
            "without a keyword); the states in which it applies (none: it does not depend on the "
            "state), and what happens; what is expected. An arrow leads to the next state. Files "
            "are those of `tests/`; a scenario, where there is one, is linked to its chart."
        ),
        "required": "Requirement",
        "held": "Test, scenario",
        "reason": "Reason",
        "not-modelled-title": "Not modelled",
        "not-modelled-intro": "These have no test; the machine does not have what they are about.",
        "later-title": "Still to come",
        "later-intro": "These are to have a test, and do not have one yet.",
        "none": "None.",
        "section": "section",
        "rule": "text",
        "same": "the state stays",
        "send": "sends",
        "signal": "signal",
        "nothing": "nothing",
        "drop": "dropped",
        "timer": "timer",
        "colon": ": ",
        "comma": ", ",
        "semicolon": "; ",
        "open": " (",
        "close": ")",
    },
    "zh": {
        "title": "需求清单",
        "description": (
            "RFC 9293 及相关 RFC 对 TCP 端点的要求，拆成单条，每条都写明由哪个测试检验。"
        ),
        "intro": (
            "RFC 9293 和相关的 RFC 对 TCP 端点的要求，拆成一条条单独的陈述，用我们自己的话来写；"
            "每条注明由哪个测试守着。本页是生成的：由 `python -m tests.rfc9293.requirements_page` "
            "写出，内容一过时就有测试失败。运行这些测试：`python3 run.py test tests/rfc9293 "
            "tests/tcp tests/endpoint`。"
        ),
        "counts": "数字",
        "what": "项目",
        "number": "数目",
        "collected": "收集到的要求",
        "tested": "有测试提到，由它守着",
        "left": "[没有建模](#not-modelled)，附有理由",
        "later": "[尚待完成](#later)",
        "shown": "目录里有场景展示",
        "cases": (
            "[freebsd-net 测试集](https://github.com/freebsd-net/tcp-testsuite)的脚本，"
            "在一个端点上重放"
        ),
        "plain": "……只靠 RFC 9293 就通过",
        "options": "……打开另一个 RFC 所提到的选项后通过",
        "habits": "……需要某种协议栈自己的习惯，没有就通不过，理应如此",
        "kernel": "两个 Linux 6.18 协议栈之间的来往，实录",
        "equal": "……`linux` 方案逐段、逐状态走得一样",
        "listed": "……走下来有差别，差别都已列出",
        "left-out": "……在 RFC 9293 之外，按名字略去",
        "rfc-equal": "……只照 RFC 9293 走也没有差别",
        "reading": (
            "每一格依次是：编号，级别（RFC 的关键词和标号；“正文”是没有关键词的陈述）；适用的状态"
            "（没有写的与状态无关）和发生的事；预期怎样。箭头指向下一个状态。文件都在 `tests/` "
            "之下；有场景的，链接到它的图。要求本身是数据，保留英文。"
        ),
        "required": "要求",
        "held": "测试，场景",
        "reason": "理由",
        "not-modelled-title": "没有建模的",
        "not-modelled-intro": "这些没有测试：它们所说的东西，状态机里没有。",
        "later-title": "尚待完成的",
        "later-intro": "这些应当有测试，现在还没有。",
        "none": "没有。",
        "section": "章节",
        "rule": "正文",
        "same": "状态不变",
        "send": "发送",
        "signal": "信号",
        "nothing": "无",
        "drop": "丢弃",
        "timer": "计时器",
        "colon": "：",
        "comma": "、",
        "semicolon": "；",
        "open": "（",
        "close": "）",
    },
}
