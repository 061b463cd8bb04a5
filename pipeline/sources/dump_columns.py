"""Head lines without positions onto the columns they head: the best reading by how heads are worded and repeated.

A column's own head stands on the body: words of the last line, and of the lines straight above as far as it is wrapped.
Over it may stand spanners, which reach over several columns. Lines are read from left to right. The search takes the
lines from the last one up and keeps the readings that score best; how far the next best one that says something else
of a column lies behind is how sure that column is. Where lines repeat as a whole, as under each of several years, one
repetition is read, and what stands over them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import itemgetter

from pipeline.sources.head_words import DASHES, END, START, HeadWords, kind_of, learned

KEPT = 10  # readings kept from line to line
WAYS = 3  # ways kept to come to a word at a column of a line
HOPELESS = 10.0  # a reading of the lines so far worse by this than the best is given up
LONGEST = 10  # words of a head in one line
BROKEN = -6.0  # words of a cell that read on worse than this are several cells
BLANK, RAISED, BLANK_STUB, BLANK_TEXT, RAISED_STUB = -7.0, -5.0, -3.0, -2.0, -3.0
SPANNER, NARROW, REPEATED, UNBALANCED = -2.5, -3.5, 2.0, -5.0
ALIKE, UNLIKE, TWICE = 1.0, 0.3, 1.5
TWICE_SAID = -3.0  # a word that a cell has twice
CONTRARY = -1.7  # a score of two words that no head has together
UNTOLD = -1.0  # a column without a word of its unit, where others have one
OPEN_TEXT = -4.0  # a text column's words above a line that has none for it

_SYMBOL = re.compile(r"^[A-Z][a-z]?$")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HeadCell:
    """Words ``start`` to ``end`` (exclusive) of head line ``line`` over the columns ``first`` to ``last``."""

    line: int
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The cells of all head lines and the reading's score.

    ``margins`` say by column how far the best reading that gives it another unit, measure or year lies behind.
    """

    cells: tuple[HeadCell, ...]
    score: float
    margins: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns under a head: of text, of figures, and of text behind these; ``part``: more head stands below."""

    texts: int
    figures: int
    behind: int = 0
    part: bool = False

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return self.texts + self.figures + self.behind


Lines = tuple[tuple[str, ...], ...]


def read_head(lines: Lines, shape: Shape) -> Reading:
    """The best reading of head lines over columns; a column whose head cannot be right has no margin at all.

    Where lines that repeat leave heads that cannot be right, the whole is read without regard to their repeating.
    A reading in which words of a line stand nowhere is none: no cells and no margins.
    """
    found = _read(lines, shape, ())
    wrong = _amiss(found.cells, lines, shape)
    if wrong and found.cells:
        other = _whole(lines, shape)
        if len(others := _amiss(other.cells, lines, shape)) < len(wrong):
            found, wrong = other, others
    if sum(cell.end - cell.start for cell in found.cells) < sum(map(len, lines)):
        return replace(found, cells=(), margins=(0.0,) * len(found.margins))
    return replace(found, margins=tuple(0.0 if at in wrong else margin for at, margin in enumerate(found.margins)))


@lru_cache(maxsize=1 << 9)
def _whole(lines: Lines, shape: Shape) -> Reading:
    return _Search(lines, shape, learned(), ()).run()


def _amiss(cells: Sequence[HeadCell], lines: Lines, shape: Shape) -> set[int]:
    """Figure columns without a head of their own, with brackets that don't close or words that exclude each other."""
    words = learned()
    found = set()
    for column in range(shape.texts, shape.texts + shape.figures):
        over = [cell for cell in cells if cell.first <= column <= cell.last]
        said = [[words.counted(word) for word in lines[cell.line][cell.start : cell.end]] for cell in over]
        own = " ".join(" ".join(lines[c.line][c.start : c.end]) for c in over if c.first == c.last)
        every = [word for cell in said for word in cell]
        excluded = words.apart(frozenset(every), every) < CONTRARY
        if not own or own.count("(") != own.count(")") or excluded or any(map(_stutters, said)):
            found.add(column)
    return found


def _stutters(words: Sequence[str]) -> bool:
    """A cell that says a word twice is likely two."""
    said = [word for word in words if word != "<mark>" and kind_of(word) != "link"]
    return len(set(said)) < len(said)


@lru_cache(maxsize=1 << 10)
def _read(lines: Lines, shape: Shape, edges: tuple[Span, ...]) -> Reading:
    """``edges``: where known, the first word of each line over figures and the first one behind these."""
    words = learned()
    for times in range(shape.figures // 2, 1, -1):
        if shape.figures % times == 0 and (found := _repetition(lines, shape, edges, times, words)):
            return found
    return _Search(lines, shape, words, edges).run()


def _repetition(lines: Lines, shape: Shape, edges: tuple[Span, ...], times: int, words: HeadWords) -> Reading | None:
    """The reading of lines that repeat ``times`` times at the bottom, and of those above; None where they don't."""
    cuts: list[Span] = []
    for at in range(len(lines) - 1, -1, -1):
        cut = _cut(lines[at], times, shape, edges[at] if edges else None, words)
        if cut is None or (not cuts and cut[1] < shape.figures // times):
            break
        cuts.insert(0, cut)
    if not cuts:
        return None
    top = len(lines) - len(cuts)
    once = tuple(
        (*line[: start + size], *line[start + size * times :])
        for line, (start, size) in zip(lines[top:], cuts, strict=True)
    )
    each = shape.figures // times
    below = _read(once, replace(shape, figures=each), tuple((start, start + size) for start, size in cuts))
    above = _read(lines[:top], Shape(shape.texts, times, shape.behind, part=True), edges[:top]) if top else None
    cells = [replace(cell, line=cell.line + top) for cell in _repeated(below.cells, cuts, shape, times)]
    margins = [*below.margins[: shape.texts], *(below.margins[shape.texts : shape.texts + each] * times)]
    margins += below.margins[shape.texts + each :]
    if above:
        cells = [*_widened(above.cells, shape, each), *cells]
        over = [*above.margins[: shape.texts]]
        over += [margin for margin in above.margins[shape.texts : shape.texts + times] for _ in range(each)]
        over += above.margins[shape.texts + times :]
        margins = [min(pair) for pair in zip(margins, over, strict=True)]
    cells.sort(key=lambda cell: (cell.line, cell.first))
    return Reading(tuple(cells), below.score * times + (above.score if above else 0.0), tuple(margins))


def _cut(line: Sequence[str], times: int, shape: Shape, edge: Span | None, words: HeadWords) -> Span | None:
    """Where in a line a run of words that stands there ``times`` times begins, and its length."""
    alike = [_alike(word, words) for word in line]
    for size in range(len(line) // times, 0, -1):
        spare = len(line) - size * times
        found = []
        for start in range(spare, -1 if shape.behind else spare - 1, -1):
            if (start and not shape.texts) or (edge and edge != (start, start + size * times)):
                continue
            once = alike[start : start + size]
            if all(alike[start + k * size : start + (k + 1) * size] == once for k in range(1, times)):
                found.append(start)
        if found:
            return min(found, key=lambda start: (start < bool(shape.texts), start)), size
    return None


def _alike(word: str, words: HeadWords) -> str:
    """A word as it is compared with those of other repetitions: marks aside, chemical symbols for one another."""
    if kind_of(word) == "year":
        return word[:4]
    return "symbol" if _SYMBOL.match(word) else words.counted(word)


def _repeated(cells: Sequence[HeadCell], cuts: Sequence[Span], shape: Shape, times: int) -> Iterator[HeadCell]:
    """The cells of one repetition at each of its places."""
    each = shape.figures // times
    for cell in cells:
        size = cuts[cell.line][1]
        if cell.last < shape.texts:
            yield cell
        elif cell.first >= shape.texts + each:
            words, columns = size * (times - 1), each * (times - 1)
            yield _moved(cell, words, columns)
        else:
            for k in range(times):
                yield _moved(cell, k * size, k * each)


def _moved(cell: HeadCell, words: int, columns: int) -> HeadCell:
    return HeadCell(cell.line, cell.start + words, cell.end + words, cell.first + columns, cell.last + columns)


def _widened(cells: Sequence[HeadCell], shape: Shape, each: int) -> Iterator[HeadCell]:
    """Cells over repetitions as cells over their columns."""

    def at(column: int) -> int:
        inside = min(max(column - shape.texts, 0), shape.figures // each)
        return column + inside * (each - 1)

    for cell in cells:
        yield replace(cell, first=at(cell.first), last=at(cell.last + 1) - 1)


@dataclass(frozen=True, slots=True)
class _State:
    """A reading of the lines from one on: score, each column's own top word and its open brackets, spanners over it."""

    score: float
    tops: tuple[Span | None, ...]
    open: tuple[bool, ...]
    depth: tuple[int, ...]
    over: tuple[HeadCell | None, ...]
    said: tuple[frozenset[str], ...]
    keys: tuple[tuple[str, ...], ...]
    cells: tuple[HeadCell, ...] = ()


_Way = tuple[float, tuple[HeadCell, ...]]
_worth = itemgetter(0)


class _Search:
    """One head's lines and columns, with what the words score worked out once."""

    def __init__(self, lines: Lines, shape: Shape, words: HeadWords, edges: tuple[Span, ...]) -> None:
        self.lines, self.shape, self.words, self.edges = lines, shape, words, edges
        self.plain = [[words.counted(word) for word in line] for line in lines]
        self.starts = [[words.follows(START, x) for x in line] for line in lines]
        self.ends = [[words.follows(x, END) for x in line] for line in lines]
        self.depths = [[0, *accumulate(word.count("(") - word.count(")") for word in line)] for line in lines]
        self._ends: dict[Span, list[tuple[int, float]]] = {}
        self.hopes = [self._hopes(at) for at in range(len(lines))]
        self.within = [[0.0, *(self._on(a, b) for a, b in pairwise(line))] for line in lines]

    def _on(self, left: str, right: str) -> float:
        """A word read on from its line's one before; one that ends in a dash would not stand apart from it."""
        return BROKEN if left.endswith(DASHES) else self.words.follows(left, right)

    def _hopes(self, at: int) -> list[float]:
        """What each word of a line scores at best as its cell's first: it may read on from the line above."""
        above = self.lines[at - 1] if at else ()
        return [
            max((start, *(self.words.follows(left, word) for left in above)))
            for word, start in zip(self.lines[at], self.starts[at], strict=True)
        ]

    def run(self) -> Reading:
        """The best reading."""
        n = self.shape.columns
        empty = _State(0.0, (None,) * n, (True,) * n, (0,) * n, (None,) * n, (frozenset(),) * n, ((),) * n)
        beam = [empty]
        for line in range(len(self.lines) - 1, -1, -1):
            found = [new for state in beam for new in self._line(state, line)]
            found.sort(key=lambda s: -s.score)
            beam = [state for state in found[:KEPT] if state.score > found[0].score - HOPELESS]
        beam = sorted((self._settled(state) for state in beam), key=lambda s: -s.score)
        if not beam:
            return Reading((), float("-inf"), (0.0,) * n)
        return self._reading(beam)

    def _settled(self, state: _State) -> _State:
        columns = range(self.shape.columns)
        told = [any(map(self.words.tells, state.keys[at])) for at in columns]
        untold = told[self.shape.texts : self._behind].count(False) if any(told) else 0
        return replace(state, score=state.score + UNTOLD * untold - sum(self._debt(state, at) for at in columns))

    def _reading(self, beam: Sequence[_State]) -> Reading:
        best = beam[0]
        margins = []
        for column in range(self.shape.columns):
            mine = self._telling(best, column)
            other = next((s for s in beam[1:] if self._telling(s, column) != mine), None)
            margins.append(best.score - other.score if other else float("inf"))
        return Reading(tuple(sorted(best.cells, key=lambda c: (c.line, c.start))), best.score, tuple(margins))

    def _telling(self, state: _State, column: int) -> list[str]:
        """The words over a column that tell its unit, measure or year."""
        over = [(c.line, at) for c in state.cells if c.first <= column <= c.last for at in range(c.start, c.end)]
        said = [
            self.plain[line][at] if kind_of(w := self.lines[line][at]) != "year" else w for line, at in sorted(over)
        ]
        return [word for word in said if self.words.tells(word)]

    def _line(self, state: _State, line: int) -> list[_State]:
        """The best ways to read one more line over what is read of those below."""
        n, length = self.shape.columns, len(self.lines[line])
        ways: list[dict[int, list[_Way]]] = [{} for _ in range(n + 1)]
        ways[0][0] = [(0.0, ())]
        debts = [self._debt(state, column) for column in range(n)]
        for column in range(n):
            for word, held in ways[column].items():
                held.sort(key=_worth, reverse=True)
                del held[WAYS:]
                for last, end, worth, cell in self._steps(state, debts, line, column, word):
                    if length - end <= (n - 1 - last) * LONGEST:
                        following = ways[last + 1].setdefault(end, [])
                        for score, cells in held:
                            following.append((score + worth, (*cells, cell) if cell else cells))
        whole = sorted(ways[n].get(length, []), key=_worth, reverse=True)[:KEPT]
        return [self._added(state, line, score + self._alike(state, cells), cells) for score, cells in whole]

    def _alike(self, state: _State, cells: Sequence[HeadCell]) -> float:
        """Spanners of a line reach over as many columns each, which begin and end alike."""
        worth = 0.0
        for a, b in pairwise(cell for cell in cells if cell.last > cell.first):
            one, other = state.keys[a.first : a.last + 1], state.keys[b.first : b.last + 1]
            worth += ALIKE * ((one[0] == other[0]) + (one[-1] == other[-1]))
            worth -= UNLIKE * abs(len(one) - len(other))
        for cell in cells:
            keys = state.keys[cell.first : cell.last + 1]
            worth -= TWICE * (len(keys) - len(set(keys)))
        return worth

    def _steps(
        self, state: _State, debts: Sequence[float], line: int, column: int, word: int
    ) -> Iterator[tuple[int, int, float, HeadCell | None]]:
        """What may stand at a column: nothing, its own head's words, or a spanner over it and those that follow."""
        yield column, word, self._blank(debts, line, column), None
        for end, inner in self._cells(line, word):
            own = self._own(state, line, column, word, end, inner)
            if own is not None:
                yield column, end, own, HeadCell(line, word, end, column, column)
            may_span = self.shape.part or line < len(self.lines) - 1
            if may_span and column >= self.shape.texts and self._allowed(line, word, end, column):
                for last, worth in self._spanners(state, debts, line, column, word, end):
                    yield last, end, inner + worth, HeadCell(line, word, end, column, last)

    def _cells(self, line: int, start: int) -> list[tuple[int, float]]:
        """Where cells that begin at a word may end, and how well their words read on."""
        found = self._ends.get((line, start))
        if found is None:
            found = self._ends[line, start] = list(self._reading_on(line, start))
        return found

    def _reading_on(self, line: int, start: int) -> Iterator[tuple[int, float]]:
        inner, told = 0.0, set[str]()
        for at in range(start, min(start + LONGEST, len(self.lines[line]))):
            word = self.plain[line][at]
            if at > start:
                inner += self.within[line][at] + self.words.apart(told, [word])
                inner += TWICE_SAID * (word in told and kind_of(self.lines[line][at]) not in ("link", "mark"))
            told.add(word)
            if inner < BROKEN:
                return
            yield at + 1, inner

    @property
    def _behind(self) -> int:
        return self.shape.texts + self.shape.figures

    def _is_text(self, column: int) -> bool:
        return column < self.shape.texts

    def _is_words(self, column: int) -> bool:
        return self._is_text(column) or column >= self._behind

    def _blank(self, debts: Sequence[float], line: int, column: int) -> float:
        if line < len(self.lines) - 1:
            return -debts[column]
        if self.shape.part and self._is_words(column):
            return 0.0
        if self._is_text(column):
            return BLANK_TEXT if column else BLANK_STUB
        return BLANK

    def _debt(self, state: _State, column: int) -> float:
        """What was hoped for of a column's own head above and does not come."""
        top = state.tops[column]
        if top is None or not state.open[column]:
            return 0.0
        line, word = top
        return self.hopes[line][word] - self.starts[line][word] - UNBALANCED * bool(state.depth[column])

    def _own(self, state: _State, line: int, column: int, start: int, end: int, inner: float) -> float | None:
        """What words are worth as the next line up of a column's own head."""
        if not state.open[column] or state.over[column] is not None:
            return None
        if not self._allowed(line, start, end, column):
            return None
        top = state.tops[column]
        score = inner + self.hopes[line][start] + self.words.apart(state.said[column], self._told(line, start, end))
        if top is not None:
            link = self.words.follows(self.lines[line][end - 1], self.lines[top[0]][top[1]])
            return score + link - self.hopes[top[0]][top[1]]
        score += self.ends[line][end - 1]
        if line < len(self.lines) - 1:
            score += RAISED_STUB if self._is_text(column) else RAISED
        elif self.shape.part and self._is_words(column):
            score += OPEN_TEXT
        return score

    def _allowed(self, line: int, start: int, end: int, column: int) -> bool:
        """Words stand over columns of their side where the line's sides are known."""
        if not self.edges:
            return True
        figures, behind = self.edges[line]
        if self._is_text(column):
            return end <= figures
        return start >= behind if column >= self._behind else figures <= start and end <= behind

    def _depth(self, line: int, start: int, end: int) -> int:
        return self.depths[line][end] - self.depths[line][start]

    def _told(self, line: int, start: int, end: int) -> list[str]:
        """The words of a cell that keep others out of a head."""
        return [word for word in self.plain[line][start:end] if word in self.words.telling]

    def _spanners(
        self, state: _State, debts: Sequence[float], line: int, first: int, start: int, end: int
    ) -> Iterator[tuple[int, float]]:
        """The last columns that a spanner from the first on may reach, and its worth; it cuts none below in two."""
        held = state.over[first]
        if held is not None and held.first != first:
            return
        begins, ends = self.starts[line][start], self.ends[line][end - 1]
        plain = begins + ends + SPANNER + UNBALANCED * bool(self._depth(line, start, end))
        if plain < -HOPELESS:
            return
        words = self._told(line, start, end)
        owed = apart = 0.0
        for last in range(first, self._behind):
            owed += debts[last]
            if words and state.said[last]:
                apart = min(apart, self.words.apart(state.said[last], words))
            below = state.over[last]
            if below is not None and below.last != last:
                continue
            worth = plain
            if below is not None and below.first == first and below.line == line + 1:
                link = self.words.follows(self.lines[line][end - 1], self.lines[below.line][below.start])
                worth = max(plain, plain - ends - SPANNER + link - self.starts[below.line][below.start])
            yield last, worth - owed + apart + self._repeats(state, first, last)

    def _repeats(self, state: _State, first: int, last: int) -> float:
        """What it is worth that the heads under a spanner stand beside it again."""
        size = last - first + 1
        if size == 1:
            return NARROW
        mine = state.keys[first : last + 1]
        beside = (state.keys[max(first - size, 0) : first], state.keys[last + 1 : last + 1 + size])
        return REPEATED * (mine in beside)

    def _added(self, state: _State, line: int, score: float, cells: tuple[HeadCell, ...]) -> _State:
        tops, open_, depth = list(state.tops), list(state.open), list(state.depth)
        over, said, keys = list(state.over), list(state.said), list(state.keys)
        bare = set(range(self.shape.columns))
        for cell in cells:
            words = self.plain[line][cell.start : cell.end]
            told = frozenset(self._told(line, cell.start, cell.end))
            inside = range(cell.first, cell.last + 1)
            bare -= set(inside)
            own = cell.first == cell.last and open_[cell.first] and over[cell.first] is None
            for at in inside:
                said[at] |= told
                keys[at] = (*words, *keys[at])
                if not own:
                    over[at] = cell
                    open_[at] = False
            if own:
                tops[cell.first] = (line, cell.start)
                depth[cell.first] += self._depth(line, cell.start, cell.end)
        for at in bare:
            open_[at] = open_[at] and tops[at] is None
        return _State(
            state.score + score,
            tuple(tops),
            tuple(open_),
            tuple(depth),
            tuple(over),
            tuple(said),
            tuple(keys),
            (*cells, *state.cells),
        )
