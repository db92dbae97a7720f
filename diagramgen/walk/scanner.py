"""One line of a scenario, read word by word; every error knows its column."""

from __future__ import annotations

from diagramgen.walk.errors import ScenarioError
from diagramgen.walk.near import narrow, near
from diagramgen.walk.scenario import UNITS, duration, ordinal

#: The longest line, in characters, and the longest time, in ms (24 hours: no walk lasts longer).
LONGEST_LINE = 1000
LONGEST_TIME = 24 * 3_600_000

UNIT_NAMES = tuple(name for name, _ in UNITS)

_MARKS = ":="
_END = "the end of the line"


class Line:
    """The words of one line, taken from left to right.

    A word ends at a space, a tab, ``:`` or ``=`` (words of their own), or ``<``; from ``<`` to the
    next ``>`` is one word. All methods that read raise `ScenarioError` for what they cannot accept
    and leave nothing half read.
    """

    def __init__(self, text: str, number: int) -> None:
        self.number = number
        if len(text) > LONGEST_LINE:
            raise ScenarioError(
                number,
                LONGEST_LINE + 1,
                f"a line of {len(text)} characters",
                f"at most {LONGEST_LINE}",
            )
        comment = text.find("#")
        self.text = (text if comment < 0 else text[:comment]).rstrip(" \t")
        self._words = _split(self.text)
        self._next = 0

    @property
    def column(self) -> int:
        """Where the next word begins, from 1; behind the last word: one past the end."""
        if self._next < len(self._words):
            return self._words[self._next][0] + 1
        return len(self.text) + 1

    def peek(self, ahead: int = 0) -> str:
        """The next word (or one further ahead), not taken; "" at the end of the line.

        Raises `ScenarioError` if the next word is a full-width mark or space: it looks like the
        ASCII one and is not, so that any other complaint about it would puzzle.
        """
        if self._next + ahead >= len(self._words):
            return ""
        start, word = self._words[self._next + ahead]
        if not ahead and _is_wide_mark(word):
            raise self._not_ascii(start)
        return word

    def take(self) -> str:
        """The next word, which is then read."""
        word = self.peek()
        if word:
            self._next += 1
        return word

    def take_if(self, word: str) -> bool:
        """Reads the next word if it is `word`; says whether it was."""
        if self.peek() != word:
            return False
        self._next += 1
        return True

    def _not_ascii(self, at: int) -> ScenarioError:
        """The error that the character at `at` (from 0) is not ASCII where only ASCII can stand."""
        char = self.text[at]
        meant = narrow(char)
        hint = "" if meant == char else "a plain space" if meant == " " else f'"{meant}"'
        return ScenarioError(self.number, at + 1, quoted(char), "ASCII characters", hint)

    def wrong(self, what: str, accepted: str, hint: str = "") -> ScenarioError:
        """The error that the next word, a `what`, is not one that could stand there."""
        word = self.peek()
        found = f"{what} {quoted(word)}".lstrip() if word else _END
        return ScenarioError(self.number, self.column, found, accepted, hint)

    def one_of(self, what: str, words: tuple[str, ...], instead: str = "") -> str:
        """Reads one of `words`; `what` names their kind, `instead` what else could stand there."""
        word = self.peek()
        if word not in words:
            accepted = ", ".join(words) + (f", {instead}" if instead else "")
            raise self.wrong(what, accepted, near(word, words))
        return self.take()

    def expect(self, word: str, hint: str = "") -> None:
        """Reads exactly `word`; `hint` is the whole that was probably meant."""
        if not self.take_if(word):
            accepted = quoted(word) if word in _MARKS else word
            raise self.wrong("", accepted, hint or near(self.peek(), (word,)))

    def whole(self, low: int, high: int, unit: str = "") -> int:
        """Reads a whole number from `low` to `high`, of `unit` (for the error only)."""
        word = self.peek()
        if not is_digits(word) or not low <= int(word) <= high:
            accepted = f"a whole number from {low} to {high}" + (f" ({unit})" if unit else "")
            meant = narrow(word).rstrip(",;")
            hint = meant if meant != word and is_digits(meant) else ""
            raise self.wrong("", accepted, hint)
        return int(self.take())

    def time(self, low: int = 1, high: int = LONGEST_TIME, reason: str = "") -> int:
        """Reads ``NUMBER UNIT``, from `low` to `high` ms, and returns whole ms.

        The number may have a fraction as long as the time is whole milliseconds. `reason` says
        where the limit comes from, for the error.
        """
        word = self.peek()
        units = ", ".join(UNIT_NAMES)
        whole, _, fraction = word.partition(".")
        if not is_digits(whole) or ("." in word and not is_digits(fraction)):
            raise self.wrong("", f"a time: a number and one of {units}", _time_meant(word))
        unit = self.peek(1)
        if not unit:
            found = f"{quoted(word)} without a unit"
            raise ScenarioError(self.number, self.column, found, units, f"{word} ms")
        column = self.column
        self.take()
        length = dict(UNITS)[self.one_of("unit", UNIT_NAMES)]
        scale = int("1" + "0" * len(fraction))
        parts = int(whole + fraction) * length
        if parts % scale or not low <= parts // scale <= high:
            accepted = f"whole ms, from {duration(low)} to {duration(high)}"
            raise ScenarioError(
                self.number,
                column,
                quoted(f"{word} {unit}"),
                accepted + (f" ({reason})" if reason else ""),
            )
        return parts // scale

    def nth(self) -> int:
        """Reads ``1st``, ``2nd`` ... (up to 1000) or ``every`` (0); 1 if neither is there."""
        word = self.peek()
        if word == "every":
            self.take()
            return 0
        digits = narrow(word)
        while digits and digits[-1] not in "0123456789":
            digits = digits[:-1]
        if not is_digits(digits):
            meant = near(word, ("1st", "2nd", "3rd", "every"))
            if meant:
                raise self.wrong("", "1st, 2nd, 3rd ..., every", meant)
            return 1
        nth = int(digits)
        if not 1 <= nth <= 1000 or ordinal(nth) != word:
            hint = ordinal(nth) if 1 <= nth <= 1000 else ""
            raise self.wrong("", "1st to 1000th, every", hint)
        self.take()
        return nth

    def segment(self) -> tuple[int, str]:
        """Reads all words that begin with ``<``; returns where they begin (from 1) and the text.

        The text is the author's, spaces included, so that a place in it is a place in the line.
        """
        column = self.column
        if not self.peek().startswith("<"):
            raise self.wrong("", "a segment such as <SEQ=90><CTL=SYN>")
        end = column
        while self.peek().startswith("<"):
            start, word = self._words[self._next]
            end = start + len(word)
            if word[-1] != ">":
                raise self.wrong("field", "a field such as <SEQ=90>, closed by >")
            for at in range(start, end):
                if ord(self.text[at]) > 0x7E:
                    raise self._not_ascii(at)
            self.take()
        return column, self.text[column - 1 : end]

    def end(self, instead: str = "") -> None:
        """Raises `ScenarioError` unless the line ends here; `instead` is what could stand there."""
        if self.peek():
            words = tuple(instead.split(", ")) if instead else ()
            accepted = f"{instead}, {_END}" if instead else _END
            raise self.wrong("", accepted, near(self.peek(), words))


def is_digits(word: str) -> bool:
    """Whether `word` is ASCII digits and nothing else, at least one."""
    return word.isdigit() and max(word) <= "9"


def quoted(word: str) -> str:
    """`word` in quotes for an error: at most 40 characters, the invisible ones by their number."""
    if len(word) > 40:
        word = word[:37] + "..."
    if len(word) == 1 and _is_invisible(word):
        return _number(word)
    shown = '"' + "".join([f"<{_number(c)}>" if _is_invisible(c) else c for c in word]) + '"'
    return f"{shown} ({_number(word)})" if len(word) == 1 and narrow(word) != word else shown


def _number(char: str) -> str:
    return "U+" + f"{ord(char):04X}"


def _is_invisible(char: str) -> bool:
    """Control characters, surrogates, all spaces but the plain one, and what has no width."""
    code = ord(char)
    return (
        code < 0x20
        or 0x7F <= code <= 0xA0
        or 0x2000 <= code <= 0x200F
        or 0x2028 <= code <= 0x202F
        or 0x205F <= code <= 0x206F
        or 0xD800 <= code <= 0xDFFF
        or code in (0xAD, 0x1680, 0x3000, 0xFEFF)
    )


def _is_wide_mark(word: str) -> bool:
    """Whether `word` is a mark or space that looks like one that the language gives a meaning."""
    if len(word) != 1 or word < "\x80":
        return False
    meant = narrow(word)
    return meant != word and meant in " :,<>#"


def _time_meant(word: str) -> str:
    """``20ms`` and full-width digits: the time that was probably meant, or ""."""
    meant = narrow(word)
    number = meant
    while number and number[-1] not in "0123456789":
        number = number[:-1]
    unit = near(meant[len(number) :], UNIT_NAMES)
    whole, _, fraction = number.partition(".")
    if not is_digits(whole) or ("." in number and not is_digits(fraction)):
        return ""
    return f"{number} {unit}" if unit else number if meant == number else ""


def _split(text: str) -> list[tuple[int, str]]:
    """The words of `text`, each with the place where it begins, from 0."""
    if "<" in text or "\t" in text:
        return _split_at(text, 0)
    words: list[tuple[int, str]] = []
    at = 0
    for part in text.split(" "):
        if part.isalpha() or part.isdigit():  # most words: nothing in them could end one
            words.append((at, part))
        elif part:
            words += _split_at(part, at)
        at += len(part) + 1
    return words


def _split_at(text: str, at: int) -> list[tuple[int, str]]:
    """The words of `text`, which begins at `at`, found character by character."""
    words: list[tuple[int, str]] = []
    i = 0
    while i < len(text):
        start = i
        char = text[i]
        i += 1
        if char in " \t":
            continue
        closing = text.find(">", i)
        if char == "<" and closing >= 0:
            i = closing + 1
        elif char not in _MARKS and not _is_wide_mark(char):
            ends = " \t<" if char == "<" else " \t<" + _MARKS
            while i < len(text) and text[i] not in ends and not _is_wide_mark(text[i]):
                i += 1
        words.append((at + start, text[start:i]))
    return words
