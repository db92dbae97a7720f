"""Two sequences side by side: which places correspond, order kept.

Everything that compares one walk with another pairs its segments by this: walks of the machine with
each other (`comparison`), and the machine's with a kernel's.
"""

from __future__ import annotations

from collections.abc import Callable

Pairs = list[tuple[int, int]]


def aligned(one: int, other: int, score: Callable[[int, int], int]) -> Pairs:
    """Pair places 0 to `one` - 1 with places 0 to `other` - 1, so that the scores add up to most.

    `score` says how well two places go together; two for which it is 0 are not paired. No place is
    in two pairs, and pairs do not cross. Of two ways with the same sum, the one with the earlier
    places is taken.
    """
    scores = [[score(i, j) for j in range(other)] for i in range(one)]
    best = [[0] * (other + 1) for _ in range(one + 1)]  # of what is left from here on
    for i in range(one - 1, -1, -1):
        here, below, row = best[i], best[i + 1], scores[i]
        for j in range(other - 1, -1, -1):
            most = max(below[j], here[j + 1])
            if row[j]:
                most = max(most, row[j] + below[j + 1])
            here[j] = most
    pairs: Pairs = []
    i = j = 0
    while i < one and j < other:
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    return pairs


class Ordered:
    """Pairs that keep order, gathered one by one: the first that claims a place has it."""

    def __init__(self) -> None:
        self.pairs: Pairs = []

    def add(self, i: int, j: int) -> bool:
        """Take a pair unless it would cross another one or share a place with it."""
        for k, (a, b) in enumerate(self.pairs):
            if a >= i or b >= j:
                if a <= i or b <= j:
                    return a == i and b == j
                self.pairs.insert(k, (i, j))
                return True
        self.pairs.append((i, j))
        return True
