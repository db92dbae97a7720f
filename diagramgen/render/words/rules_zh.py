"""Why, in Chinese: a sentence for each rule of the machine and of the walk.

The terms are 谢希仁's where he has one. 本端 is the peer whose moment it is, 对方 the other one.
"""

from __future__ import annotations

# One rule, one line.
# fmt: off
RULES = (
    # -- 3.10.1 OPEN --
    ("3.10.1/closed/passive", "被动打开只建立传输控制块 TCB，不发送报文段；连接进入 LISTEN，等待 SYN 到来。"),
    ("3.10.1/closed/active", "主动打开建立传输控制块 TCB，选定初始序号 ISS，用 <SEQ=ISS><CTL=SYN> 请求建立连接。"),
    ("3.10.1/closed/unspecified", "主动打开必须指明对方的套接字，否则 SYN 无处可发；这次没有指明，因此返回出错。"),
    ("3.10.1/listen/active", "在 LISTEN 中调用主动 OPEN，连接就由被动转为主动：选定 ISS，发出 SYN。"),
    ("3.10.1/listen/unspecified", "从 LISTEN 转到 SYN-SENT 要知道对方的套接字，这次 OPEN 却没有指明，因此返回出错。"),
    ("3.10.1/listen/exists", "连接已经处在 LISTEN，再做一次被动打开会返回出错：连接已存在。"),
    ("3.10.1/otherwise/exists", "这条连接已有 TCB，又不在 LISTEN，因此 OPEN 返回出错：连接已存在。"),
    # -- 3.10.2 SEND --
    ("3.10.2/closed/no-connection", "CLOSED 中没有 TCB，也就没有连接可供 SEND 发送数据。"),
    ("3.10.2/listen/active", "对方的套接字已知，LISTEN 中的 SEND 便使连接由被动转为主动：先发出 SYN，数据排队等待。"),
    ("3.10.2/listen/unspecified", "在 LISTEN 中发送数据，先要知道发给谁；对方的套接字还没有指明，因此返回出错。"),
    ("3.10.2/opening/queued", "连接尚未建立：数据先排队，等进入 ESTABLISHED 之后再发送。"),
    ("3.10.2/established/sent", "发送窗口 SND.WND 和发送规则（Nagle 算法、避免糊涂窗口综合征）允许多少就发出多少，其余的排队。"),
    ("3.10.2/closing/closing", "用户调用过 CLOSE，等于声明不再发送数据，因此 SEND 返回出错：连接正在关闭。"),
    # -- 3.10.3 RECEIVE --
    ("3.10.3/closed/no-connection", "CLOSED 中没有 TCB，也就没有连接可供 RECEIVE 接收数据。"),
    ("3.10.3/opening/queued", "连接尚未建立：RECEIVE 先排队，等进入 ESTABLISHED 并有数据到达。"),
    ("3.10.3/established/delivered", "按序到达的数据正等着用户来取：RECEIVE 取走数据，至多取它要求的字节数。"),
    ("3.10.3/established/queued", "眼下没有数据可以交付：RECEIVE 排队，等数据到达。"),
    ("3.10.3/close-wait/delivered", "对方的 FIN 虽然已到，但在它之前的数据还没有读完，RECEIVE 仍可取走。"),
    ("3.10.3/close-wait/closing", "对方的 FIN 已到，之前的数据也已读完，不会再有新数据，因此 RECEIVE 返回出错：连接正在关闭。"),
    ("3.10.3/closing/closing", "本端调用过 CLOSE，对方的 FIN 也已到达：在这个状态下，RECEIVE 一律返回出错。"),
    # -- 3.10.4 CLOSE --
    ("3.10.4/closed/no-connection", "CLOSED 中没有 TCB，也就没有连接可供 CLOSE 关闭。"),
    ("3.10.4/listen/deleted", "LISTEN 中没有需要释放的连接：CLOSE 只删除 TCB，不发送报文段。"),
    ("3.10.4/syn-sent/deleted", "本端的 SYN 还没有得到确认，没有什么要靠 FIN 来结束：CLOSE 直接删除 TCB。"),
    ("3.10.4/syn-received/fin", "没有数据在排队，CLOSE 就不必等到 ESTABLISHED：进入 FIN-WAIT-1，接下来要发的就是 FIN。"),
    ("3.10.4/syn-received/queued", "还有数据在等待 ESTABLISHED，而 FIN 必须排在数据之后，所以 CLOSE 也要排队。"),
    ("3.10.4/established/fin", "CLOSE 的意思是“我没有数据要发了”：进入 FIN-WAIT-1，FIN 跟在最后的数据之后发出。"),
    ("3.10.4/established/unread", "收到的数据会因这次半双工的 CLOSE 而丢失，所以不发 FIN 而发 RST，让对方知道（SHLD-3）。"),
    ("3.10.4/close-wait/fin", "对方已经关闭，现在本端也关闭：FIN 跟在最后的数据之后发出，同时进入 LAST-ACK。"),
    ("3.10.4/close-wait/unread", "对方虽是正常关闭，但它的数据还没有读完，本端就做了半双工的 CLOSE，所以发送 RST（SHLD-3）。"),
    ("3.10.4/closing/closing", "用户已经调用过 CLOSE，而 FIN 不能有第二个，因此这次 CLOSE 返回出错：连接正在关闭。"),
    # -- 3.10.5 ABORT --
    ("3.10.5/closed/no-connection", "CLOSED 中没有 TCB，也就没有连接可供 ABORT 终止。"),
    ("3.10.5/listen/deleted", "LISTEN 中没有正在进行的连接可供 RST 终止：ABORT 只删除 TCB。"),
    ("3.10.5/syn-sent/deleted", "SYN-SENT 中双方的序号还没有同步：ABORT 删除 TCB，不发送 RST。"),
    ("3.10.5/established/reset", "ABORT 异常终止连接：排队的数据全部丢弃，用 SEQ=SND.NXT 的 RST 通知对方，并删除 TCB。"),
    ("3.10.5/closing/ok", "本端调用过 CLOSE，对方的 FIN 也已到达：ABORT 回答“ok”并删除 TCB，不必发送 RST。"),
    # -- 3.10.6 STATUS --
    ("3.10.6/closed/no-connection", "CLOSED 中没有 TCB，也就没有连接可供 STATUS 查询。"),
    ("3.10.6/otherwise/state", "STATUS 报告 TCB 中记录的情况，首先是连接的状态；它什么也不改变。"),
    # -- 3.10.7.1 CLOSED --
    ("3.10.7.1/1/rst", "这里没有可复位的连接，而 RST 也从不用 RST 来回答：丢弃。"),
    ("3.10.7.1/1/reset-without-ack", "没有这条连接，所以回送 RST；报文段不带 ACK，因此取 SEQ=0，ACK=SEG.SEQ+SEG.LEN。"),
    ("3.10.7.1/1/reset-with-ack", "没有这条连接，所以回送 RST，其序号取 SEG.ACK，正是对方期望收到的序号。"),
    # -- 3.10.7.2 LISTEN --
    ("3.10.7.2/1/ignored", "LISTEN 中，这次连接还没有发送过什么，RST 不可能是对它的回答：忽略。"),
    ("3.10.7.2/2/reset", "LISTEN 中还没有发送过什么可供确认，任何 ACK 都不正常：回送 <SEQ=SEG.ACK><CTL=RST>。"),
    ("3.10.7.2/3/security-mismatch", "SYN 的安全标记与 TCB 中的不一致：回送 RST，连接仍在 LISTEN。"),
    ("3.10.7.2/3/syn", "LISTEN 收到 SYN：RCV.NXT 置为 SEG.SEQ+1，选定 ISS，回送 <SEQ=ISS><ACK=RCV.NXT><CTL=SYN,ACK>。"),
    ("3.10.7.2/4/dropped", "报文段既无 RST、ACK，也无 SYN：它不属于哪条连接，也不能建立连接，丢弃。"),
    # -- 3.10.7.3 SYN-SENT --
    ("3.10.7.3/1/rst-unacceptable-ack", "SEG.ACK 没有确认本端的 SYN，可见这个 RST 不是对它的回答：丢弃。"),
    ("3.10.7.3/1/unacceptable-ack", "SEG.ACK 不大于 ISS 或者大于 SND.NXT，确认的不是本端的 SYN：回送 <SEQ=SEG.ACK><CTL=RST>。"),
    ("3.10.7.3/1/old-ack", "SEG.ACK 大于 ISS 却不大于 SND.UNA，没有确认新的内容：丢弃该报文段。"),
    ("3.10.7.3/2/without-ack", "SYN-SENT 中只有确认了本端 SYN 的 RST 才可信；这个 RST 不带 ACK，丢弃。"),
    ("3.10.7.3/2/connection-reset", "这个 RST 确认了本端的 SYN，确实是对它的回答：告知用户“连接被复位”，删除 TCB。"),
    ("3.10.7.3/3/mismatch", "报文段的安全标记与 TCB 中的不一致：回送 RST，连接仍在 SYN-SENT。"),
    ("3.10.7.3/4/syn-ack", "对方的 SYN 已到，本端的 SYN 也已得到确认（SND.UNA > ISS）：进入 ESTABLISHED，并发送确认。"),
    ("3.10.7.3/4/syn-ack-with-more", "SYN 和 ACK 使连接建立，报文段中还带有的其他内容（URG、数据、FIN）随即处理。"),
    ("3.10.7.3/4/syn", "对方的 SYN 到来而没有确认本端的 SYN，这是同时打开：进入 SYN-RECEIVED，再发一次本端的 SYN，并带上 ACK。"),
    ("3.10.7.3/5/dropped", "在 SYN-SENT 中，既无 SYN 又无 RST 的报文段决定不了什么：丢弃。"),
    # -- 3.6.1 TIME-WAIT and a new SYN --
    ("3.6.1/reuse/new-syn", "从时间戳或序号看，这个 SYN 不是旧的重复报文段，可以从 TIME-WAIT 重新打开连接（RFC 6191）。"),
    ("3.6.1/reuse/old-syn", "时间戳和序号都不能证明这个 SYN 是新的：丢弃，TIME-WAIT 继续（RFC 6191）。"),
    # -- 3.10.7.4 first: sequence number --
    ("3.6.1/reuse/security-mismatch", "新 SYN 的安全标记与 TCB 中的不一致：回送 RST，TIME-WAIT 继续。"),
    ("3.10.7.4/1/rst-not-in-window", "这个 RST 的 SEG.SEQ 和最后一个序号都不在接收窗口之内：丢弃，也不回答。"),
    ("3.10.7.4/1/not-in-window", "SEG.SEQ 和报文段的最后一个序号都不在接收窗口之内：回送 ACK，指出期望收到 RCV.NXT，然后丢弃。"),
    ("3.10.7.4/1/zero-window", "接收窗口 RCV.WND 为零：不收数据和 FIN，只看报文段的其余部分，并回送 ACK。"),
    ("3.10.7.4/1/old-timestamp", "时间戳比 TS.Recent 还旧：回送 ACK，并丢弃该报文段（PAWS，RFC 7323）。"),
    ("3.10.7.4/1/ack-field-only", "报文段正好在 RCV.NXT 结束：数据和 FIN 都已收过，但按附录 A 仍要处理它的 ACK，并需要发送确认。"),
    # -- 3.10.7.4 second: RST --
    ("3.10.7.4/2/ignored-in-time-wait", "按照 RFC 1337，RST 不能提前结束 TIME-WAIT：忽略它，2 MSL 继续计时。"),
    ("3.10.7.4/2/challenge", "按照 RFC 5961，只有 SEG.SEQ = RCV.NXT 的 RST 才算数；这个落在窗口内别处，回送挑战确认。"),
    ("3.10.7.4/2/return-to-time-wait", "这个 RST 说明，当初重新打开连接的 SYN 是旧的重复报文段：回到 TIME-WAIT。"),
    ("3.10.7.4/2/return-to-listen", "RST 通过了序号检查，而连接是被动打开的：退回 LISTEN，不必告知用户。"),
    ("3.10.7.4/2/connection-refused", "RST 通过了序号检查，而本端主动请求的连接尚未建立：告知用户“拒绝连接”，删除 TCB。"),
    ("3.10.7.4/2/connection-reset", "RST 通过了序号检查，予以接受：告知用户“连接被复位”，删除 TCB。"),
    ("3.10.7.4/2/closed", "RST 通过了序号检查，而双方都已关闭：删除 TCB，不必告知用户。"),
    # -- 3.10.7.4 third: security --
    ("3.10.7.4/3/mismatch", "报文段的安全标记与 TCB 中的不一致：回送 RST，连接仍在 SYN-RECEIVED。"),
    ("3.10.7.4/3/mismatch-reset", "报文段通过了序号检查，安全标记却与 TCB 中的不一致：发送 RST，连接就此终止。"),
    # -- 3.10.7.4 fourth: SYN --
    ("3.10.7.4/4/return-to-listen", "接收窗口之内又出现一个 SYN，而连接是被动打开的：退回 LISTEN。"),
    ("3.10.7.4/4/challenge", "按照 RFC 5961，这个 SYN 不足以终止连接：回送挑战确认，对方若真的失去了连接，会以 RST 回答。"),
    ("3.10.7.4/4/reset", "接收窗口之内出现 SYN 是差错：回送 RST，告知用户“连接被复位”，删除 TCB。"),
    # -- 3.10.7.4 fifth: ACK --
    ("3.10.7.4/5/no-ack", "ACK 位为 0，而在最初的 SYN 之后，只有 RST 可以这样：该报文段的内容一概不处理。"),
    ("3.10.7.4/5/challenge", "按照 RFC 5961，SEG.ACK 应在 SND.UNA-MAX.SND.WND 到 SND.NXT 之间；现在不在，于是丢弃并回送 ACK。"),
    ("3.10.7.4/5/unacceptable-ack", "SEG.ACK 没有确认本端的 SYN（应有 SND.UNA < SEG.ACK =< SND.NXT）：回送 <SEQ=SEG.ACK><CTL=RST>。"),
    ("3.10.7.4/5/syn-acknowledged", "SND.UNA < SEG.ACK =< SND.NXT，本端的 SYN 得到了确认：进入 ESTABLISHED。"),
    ("3.10.7.4/5/ack-of-the-future", "SEG.ACK 大于 SND.NXT，超出了已发送的范围：丢弃该报文段，回送 ACK。"),
    ("3.10.7.4/5/acknowledged", "SND.UNA < SEG.ACK =< SND.NXT：SND.UNA 移到 SEG.ACK，已被确认的部分移出重传队列。"),
    ("3.10.7.4/5/duplicate-ack", "SEG.ACK 不大于 SND.UNA，没有确认新的内容，至多用来更新发送窗口。"),
    ("3.10.7.4/5/fin-acknowledged", "SEG.ACK 确认了本端的 FIN，本端所发的对方都已收到：进入 FIN-WAIT-2，等待对方的 FIN。"),
    ("3.10.7.4/5/closing-ignored", "CLOSING 等待的是对本端 FIN 的确认，SEG.ACK 没有确认它，因此报文段的其余部分不再处理。"),
    ("3.10.7.4/5/closing-fin-acknowledged", "SEG.ACK 确认了本端的 FIN，而对方的 FIN 早已收到：进入 TIME-WAIT，停留 2 MSL。"),
    ("3.10.7.4/5/last-ack", "SEG.ACK 确认了本端的 FIN，而对方的 FIN 早已收到：不必再等什么，删除 TCB。"),
    ("3.10.7.4/5/time-wait-fin", "TIME-WAIT 中到来的 FIN 被看作对方重传的 FIN：予以确认，并重新开始 2 MSL 计时。"),
    # -- 3.10.7.4 sixth: URG --
    ("3.10.7.4/6/urgent", "URG 位为 1：RCV.UP 取 RCV.UP 与 SEG.UP 中较大的；若它因此更新并且超前于 RCV.NXT，就告知用户。"),
    # -- 3.10.7.4 seventh: text --
    ("3.10.7.4/7/ignored", "已经收到对方的 FIN，此后本不该再有它的数据：数据被忽略。"),
    ("3.10.7.4/7/after-close", "本端做过半双工的 CLOSE，此时到达的数据不会有人来读：发送 RST 让对方知道（SHLD-3）。"),
    ("3.10.7.4/7/held", "报文段从 RCV.NXT 之后开始：先保存起来，等前面的缺口补上；同时用 ACK 指出 RCV.NXT。"),
    ("3.10.7.4/7/text", "数据正好按序到达：收下，RCV.NXT 随之后移，并需要发送确认。"),
    # -- 3.10.7.4 eighth: FIN --
    ("3.10.7.4/8/fin-again", "对方的 FIN 早已处理过：再来的 FIN 只予以确认，不改变什么。"),
    ("3.10.7.4/8/established", "RCV.NXT 到达并越过了对方的 FIN：进入 CLOSE-WAIT，本端的用户仍可发送数据。"),
    ("3.10.7.4/8/fin-wait-1", "对本端 FIN 的确认还没有来，对方的 FIN 先到了，这是同时关闭：进入 CLOSING。"),
    ("3.10.7.4/8/fin-wait-2", "本端的 FIN 已被确认，现在对方的 FIN 也到了：予以确认，进入 TIME-WAIT，停留 2 MSL。"),
    ("3.10.7.4/end/nothing", "报文段通过了全部检查，而没有一项检查需要做什么。"),
    # -- 3.10.8, 3.8.6: timeouts --
    ("3.10.8/user/aborted", "用户超时已到：清空各队列，告知用户，删除 TCB，不发送报文段。"),
    ("3.10.8/retransmission/repeated", "超时重传时间 RTO 已过，确认还没有来：重传队列中的第一个报文段再发一次，RTO 加倍。"),
    ("3.10.8/retransmission/r2", "同一报文段重传到了 R2 规定的时间，始终没有得到确认：放弃这条连接。"),
    ("3.10.8/time-wait/deleted", "在 TIME-WAIT 中已经停留了 2 MSL：删除 TCB。"),
    ("3.8.6.1/persist/probe", "发送窗口 SND.WND 太小或者为零，而窗口变大的通知可能已经丢失：发送探测报文段去询问。"),
    ("3.8.6.3/delayed-ack/sent", "推迟确认的时间已到，仍没有报文段可以捎带：单独发送 ACK。"),
    ("3.10.8/stale/ignored", "计时器到时，但当初设置它的缘由已经不在：什么也不做。"),
    # -- variants: Linux --
    ("3.10.1/linux-listen/exists", "Linux 不会把正在等待连接的套接字改成主动打开：OPEN 返回出错，连接已存在。"),
    ("3.10.2/linux-listen/no-connection", "Linux 不会因为 SEND 而建立连接：处于 LISTEN 的套接字没有可发往的对方，SEND 返回出错。"),
    ("3.10.7.2/linux-syn-fin/dropped", "在 Linux 看来，带 FIN 的 SYN 不是正常的连接请求：在 LISTEN 中丢弃，也不回答。"),
    ("3.10.7.2/linux-syn-text/left", "没有开启 TCP 快速打开时，Linux 不收 SYN 所带的数据：只确认 SYN，数据要由对方重发。"),
    ("3.10.7.3/linux-quick-syn/soon", "SEG.ACK 确认的不是本端的 SYN：第一次遇到时，Linux 约 10 ms 后就重发 SYN，不等 RTO。"),
    ("3.10.7.4/linux-duplicate-syn/syn-ack-again", "对方的 SYN 又来了一次，本端的 <CTL=SYN,ACK> 可能已丢失：Linux 立即重发它，而 RFC 9293 只发 ACK。"),
    ("3.10.7.4/linux-ack-first/rst", "SEG.ACK 不等于 SND.UNA+1，Linux 就把这个 RST 交给处于 LISTEN 的套接字，后者忽略它。"),
    ("3.10.7.4/linux-ack-first/reset", "Linux 在这里先看 SEG.ACK，再看 SEG.SEQ：它不等于 SND.UNA+1，于是回送 <SEQ=SEG.ACK><CTL=RST>。"),
    ("3.10.7.4/linux-crossing/acknowledged", "Linux 按图 7 接受交错而来的 <CTL=SYN,ACK>，还要另外发送一个 ACK，而图中没有这个 ACK。"),
    ("3.10.7.4/linux-other-syn/reset", "接收窗口之内又出现另一个 SYN：Linux 回送 RST 并退回 LISTEN，而 RFC 9293 退回时不发送报文段。"),
    ("3.10.7.4/linux-stale-ack/established", "SEG.ACK = SND.UNA，什么也没有确认，连本端的 SYN 也没有；但对主动打开的连接，Linux 像 RFC 793 那样认为已经足够。"),
    ("3.8.6.3/linux-quick-ack/at-once", "连接最初收到的数据，Linux 不推迟确认；对 FIN 的确认则可以推迟。"),
    ("3.10.7.4/linux-orphan/timer", "套接字已经双向关闭，Linux 只给对方的 FIN 留出 60 s；RFC 9293 没有这个计时器。"),
    ("3.10.8/linux-orphan/deleted", "对方的 FIN 没有按时到来，又没有套接字可以再等下去：Linux 删除 TCB。"),
    ("3.10.7.4/linux-fin-wait-2/not-in-window", "报文段落在接收窗口之外：套接字关闭后，Linux 留下的部分一律回送 ACK，对 RST 也不例外。"),
    ("3.10.7.4/linux-fin-wait-2/rst", "套接字关闭后，Linux 留下的部分相信接收窗口之内的任何 RST：删除 TCB。"),
    ("3.10.7.4/linux-fin-wait-2/syn", "套接字关闭后，Linux 留下的部分不发送挑战确认：对接收窗口之内的 SYN 回送 RST，并删除 TCB。"),
    ("3.10.7.4/linux-fin-wait-2/ignored", "报文段既没有带来新的数据，也没有 FIN，而套接字关闭后 Linux 只等待对方的 FIN：忽略。"),
    ("3.10.7.4/linux-fin-wait-2/text", "套接字已经双向关闭，这些数据不会有人来读：Linux 回送 RST 让对方知道（SHLD-3）。"),
    ("3.10.7.4/linux-repeated-fin/ack-taken", "对方的 FIN 又来了一次，它的 ACK 确认了本端的 FIN：Linux 按附录 A 的意思采用这个 ACK，但不回答。"),
    ("3.10.5/linux-time-wait/stays", "Linux 把 TIME-WAIT 与套接字分开保存，ABORT 影响不到它：2 MSL 继续计时。"),
    ("3.10.7.4/linux-time-wait/exact-ack", "报文段不含数据，序号也正好是 RCV.NXT：Linux 重新开始 2 MSL 计时，不发送报文段。"),
    ("3.10.7.4/linux-time-wait/rst-ignored", "按照 RFC 1337，RST 不能提前结束 TIME-WAIT：即使 SEG.SEQ = RCV.NXT，Linux 也忽略它。"),
    ("3.10.7.4/linux-time-wait/rst", "这个 RST 的 SEG.SEQ = RCV.NXT，这就够了：TIME-WAIT 到此结束，删除 TCB。"),
    ("3.10.7.4/linux-time-wait/rst-elsewhere", "这个 RST 的 SEG.SEQ 不等于 RCV.NXT：在 TIME-WAIT 中，Linux 丢弃它，也不发送挑战确认。"),
    ("3.10.7.4/linux-time-wait/syn-fin", "这个 SYN 是新的，Linux 为它放弃了 TIME-WAIT；可是它还带有 FIN，处于 LISTEN 的套接字把它丢弃。"),
    ("3.10.7.4/linux-time-wait/new-syn", "SYN 的序号大于 RCV.NXT，又有套接字处于 LISTEN：Linux 重新打开连接，ISS 取 SND.NXT+65537。"),
    ("3.10.7.4/linux-time-wait/acknowledged", "在 TIME-WAIT 中，没有其他用处的报文段，Linux 都用 ACK 回答；若它带有 ACK，2 MSL 重新开始计时。"),
    # -- variants: FreeBSD --
    ("3.10.7.2/freebsd-syn-fin/dropped", "FreeBSD 被设置成丢弃一切带 FIN 的 SYN：在 LISTEN 中，它不起任何作用。"),
    ("3.10.7.3/freebsd-syn-fin/dropped", "FreeBSD 被设置成丢弃一切带 FIN 的 SYN：在 SYN-SENT 中，它也不能造成同时打开。"),
    ("3.10.7.4/freebsd-syn-fin/dropped", "FreeBSD 被设置成丢弃一切带 FIN 的 SYN：连它的序号也不看。"),
    ("3.10.7.4/freebsd-rst-ack/reset", "接收窗口之内出现 SYN 是差错：按 RFC 793 设置的 FreeBSD 回送 <SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK>。"),
    ("3.10.7.2/freebsd-syn-ack/dropped", "<CTL=SYN,ACK> 到达 LISTEN，而这里什么也没有发送过：FreeBSD 丢弃它，RFC 9293 则回送 RST。"),
    ("3.10.7.4/freebsd-time-wait-syn/dropped", "SYN 的序号不大于 RCV.NXT，不是新的：在 TIME-WAIT 中，FreeBSD 丢弃它，也不回答。"),
    ("3.10.7.4/freebsd-time-wait-ack/acknowledged", "报文段在接收窗口之内，却不是从 RCV.NXT 开始：在 TIME-WAIT 中，FreeBSD 用 ACK 回答它。"),
    # -- variants: counterfactuals --
    ("3.10.7.2/two-way/established", "去掉第三个报文段之后，单凭 SYN 就够了：回送 <CTL=SYN,ACK>，立即进入 ESTABLISHED。"),
    ("3.10.7.4/no-time-wait/fin-acknowledged", "SEG.ACK 确认了本端的 FIN，而对方的 FIN 早已收到：TIME-WAIT 已经去掉，立即删除 TCB。"),
    ("3.10.7.4/no-time-wait/fin", "对方的 FIN 到了，予以确认：TIME-WAIT 已经去掉，ACK 一发出就删除 TCB。"),
    # -- what befalls a host --
    ("3.5.1/crash/forgotten", "主机崩溃：它的 TCP 忘记了一切，也没有通知对方。"),
    ("3.4.2/restart/closed", "主机重新启动，不记得以前的任何连接：它的 TCP 从 CLOSED 开始。"),
)
# fmt: on
