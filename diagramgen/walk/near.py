"""Near misses: which known word an author meant, for "did you mean"."""

from __future__ import annotations

#: What other texts and tools call the words of the language, folded as `_folded` does.
_ALIASES = (
    # States, by netstat, ss and textbooks.
    ("SYNRCVD", "SYN-RECEIVED"),
    ("SYNRECV", "SYN-RECEIVED"),
    ("ESTAB", "ESTABLISHED"),
    ("FINWAIT", "FIN-WAIT-1"),
    ("CLOSE", "CLOSED"),
    # Kinds of segments.
    ("ACKSYN", "SYN,ACK"),
    ("FINACK", "FIN"),
    ("ACKFIN", "FIN"),
    ("RSTACK", "RST"),
    ("RESET", "RST"),
    ("PSH", "DATA"),
    ("PSHACK", "DATA"),
    # Calls, by the socket interface.
    ("ACCEPT", "listen"),
    ("OPEN", "connect"),
    ("WRITE", "send"),
    ("READ", "receive"),
    ("RECV", "receive"),
    ("SHUTDOWN", "close"),
    ("RESET", "abort"),
    # The rest.
    ("DROP", "lose"),
    ("DUP", "duplicate"),
    ("FIRST", "1st"),
    ("SECOND", "2nd"),
    ("THIRD", "3rd"),
    ("ALL", "every"),
    ("EACH", "every"),
    ("SEC", "s"),
    ("SECS", "s"),
    ("SECOND", "s"),
    ("SECONDS", "s"),
    ("M", "min"),
    ("MINUTE", "min"),
    ("MINUTES", "min"),
    ("HOUR", "h"),
    ("HOURS", "h"),
    ("MSEC", "ms"),
    ("MILLISECONDS", "ms"),
    ("TRUE", "on"),
    ("YES", "on"),
    ("FALSE", "off"),
    ("NO", "off"),
    ("WINDOW", "wnd"),
    ("ISN", "iss"),
    ("DELAYEDACK", "delack"),
)

#: Marks of a Chinese keyboard, or of a word processor, that are not ASCII moved by a fixed step.
_MARKS = (
    ("\u3000", " "),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("、", ","),
    ("《", "<"),
    ("》", ">"),
    ("〈", "<"),
    ("〉", ">"),
    ("∶", ":"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2013", "-"),
    ("\u2014", "-"),
    ("\u2212", "-"),
)


def narrow(text: str) -> str:
    """`text` with full-width letters, digits and marks made ASCII; the rest is left alone."""
    return "".join([_narrow(char) for char in text])


def _narrow(char: str) -> str:
    if "\uff01" <= char <= "\uff5e":
        return chr(ord(char) - 0xFEE0)
    for wide, ascii_char in _MARKS:
        if char == wide:
            return ascii_char
    return char


def near(word: str, words: tuple[str, ...]) -> str:
    """That one of `words` which `word` was probably meant to be; "" if none is near.

    Near is: the same but for case, width and hyphens; a known alias; or at most two slips of the
    hand away (one in a word of three or four letters, none in a shorter one).
    """
    folded = _folded(word)
    if not folded:
        return ""
    for candidate in words:
        if _folded(candidate) == folded:
            return candidate
    for alias, meant in _ALIASES:
        if alias == folded and meant in words:
            return meant
    limit = 0 if len(folded) <= 2 else 1 if len(folded) <= 4 else 2
    best = ""
    for candidate in words:
        distance = edits(folded, _folded(candidate), limit)
        if distance <= limit:
            best, limit = candidate, distance - 1
    return best


def _folded(word: str) -> str:
    return "".join([char for char in narrow(word).upper() if char not in "-_+,/|&.;"])


def edits(one: str, other: str, limit: int) -> int:
    """How many slips lead from `one` to `other`; any number above `limit` if more than that.

    A slip is a letter too many, too few or wrong, or two neighbours exchanged (the distance of
    Damerau and Levenshtein, each letter moved at most once).
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i in range(1, len(one) + 1):
        earlier, before, row = before, row, [i]
        for j in range(1, len(other) + 1):
            wrong = int(one[i - 1] != other[j - 1])
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + wrong)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
    return row[-1]
