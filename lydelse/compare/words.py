"""What changed between two runs, word by word.

The words that both share are found exactly; then short stretches of equal words between changes are given up where a
reader would stumble over them, and links are seen to: a link is never divided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from lydelse.compare.chains import heaviest_chain
from lydelse.compare.links import reconcile
from lydelse.compare.model import Edit, Op, Segment
from lydelse.compare.pieces import Pieces, Stretch
from lydelse.compare.run import Run
from lydelse.compare.segments import segments
from lydelse.compare.tokens import Codes, ends_sentence, is_word

_GIANT = 10_000  # words; longer runs are cut at words that stand once in both before they are compared exactly
_ISLAND_WORDS = 9  # at most; a stretch with more of them is kept, however much changed around it
_ISLAND_WEIGHS = 1.5  # at most so many times the letters that changed around it
_SCRAPS = 2  # so many equal stretches in a sentence are scraps, if they weigh less than the changes
_SCRAPS_WEIGH = 0.6
_HARDLY_EQUAL = 0.42  # of the letters: with fewer equal, the old text is shown, then the new


def compare_runs(old: Run, new: Run, codes: Codes) -> Edit:
    """Compare two runs."""
    before, after = Pieces.of(old, codes), Pieces.of(new, codes)
    exact = _after_sentences(list(equal_stretches(before.code, after.code)), before, after)
    kept = _without_islands(exact, before, after)
    if _hardly_equal(kept, before, after):
        kept = []
    kept, links = reconcile(kept, before, after)
    return Edit(old, new, segments(kept, links, before, after), links)


def _one_sided(op: Op, run: Run) -> Edit:
    """Give the edit that adds or removes a whole run."""
    whole, nothing = (0, len(run.text)), (0, 0)
    if op is Op.ADD:
        return Edit(Run(""), run, (Segment(op, nothing, whole),))
    return Edit(run, Run(""), (Segment(op, whole, nothing),))


class Edits(dict[tuple[Run | None, Run | None], Edit]):
    """What became of a run, by the run and what it became; `None` where there is nothing.

    Versions that are compared with many others differ from them in the same paragraphs.
    """

    def __init__(self, codes: Codes) -> None:
        """Begin with none; `codes` numbers the words."""
        super().__init__()
        self._codes = codes

    def __missing__(self, pair: tuple[Run | None, Run | None]) -> Edit:
        old, new = pair
        if old is not None and new is not None:
            edit = compare_runs(old, new, self._codes)
        else:
            edit = _one_sided(Op.REMOVE, old) if old is not None else _one_sided(Op.ADD, new or Run(""))
        self[pair] = edit
        return edit


def equal_stretches(old: str, new: str) -> Iterator[Stretch]:
    """Give the stretches of equal codes in a shortest edit of one into the other.

    Very long texts are cut first, so that the cost stays nearly proportional to their length.
    """
    if min(len(old), len(new)) <= _GIANT:
        yield from _exact(old, new, 0, 0)
        return
    at = other = 0
    for first, second in [*_cuts(old, new), (len(old), len(new))]:
        yield from _exact(old[at:first], new[other:second], at, other)
        at, other = first, second


def _exact(old: str, new: str, at: int, other: int) -> Iterator[Stretch]:
    for code in Levenshtein.opcodes(old, new):
        if code.tag == "equal":
            yield at + code.src_start, other + code.dest_start, code.src_end - code.src_start


def _cuts(old: str, new: str) -> list[tuple[int, int]]:
    """Where to cut two long texts: at words that stand once in both, or else at equal parts of their length."""
    once_old, once_new = _once(old), _once(new)
    pairs = [(at, once_new[word]) for word, at in once_old.items() if word in once_new]
    cuts = [(0, 0)]
    cuts.extend(pairs[index] for index in heaviest_chain(pairs, [1.0] * len(pairs)))
    cuts.append((len(old), len(new)))
    even = []
    for (old_from, new_from), (old_to, new_to) in pairwise(cuts):
        parts = max(1, -(-max(old_to - old_from, new_to - new_from) // _GIANT))
        even += [
            (old_from + (old_to - old_from) * part // parts, new_from + (new_to - new_from) * part // parts)
            for part in range(1, parts + 1)
        ]
    return even


def _once(code: str) -> dict[str, int]:
    counts = Counter(code)
    return {word: at for at, word in enumerate(code) if counts[word] == 1}


def _after_sentences(kept: list[Stretch], before: Pieces, after: Pieces) -> list[Stretch]:
    """Let a sentence that came or went begin after the full stop before it, not with it."""
    moved = [*kept]
    for index in range(1, len(moved)):
        old, new, length = moved[index - 1]
        next_old, next_new, next_length = moved[index]
        gone, came = next_old - old - length, next_new - new - length
        pieces = after if came else before
        first = (new + length) if came else (old + length)
        same = pieces.code[first] == after.code[next_new] and ends_sentence(pieces.pieces[first])
        if same and next_length > 1 - (index == len(moved) - 1) and not (gone and came):
            moved[index - 1] = (old, new, length + 1)
            moved[index] = (next_old + 1, next_new + 1, next_length - 1)
    return [stretch for stretch in moved if stretch[2]]


def _without_islands(kept: list[Stretch], before: Pieces, after: Pieces) -> list[Stretch]:
    """Give up short equal stretches between changes, judged by the changes as they were found; then what little is
    equal in a sentence that was written anew."""
    gaps = _gap_letters(kept, before, after)
    whole = [
        stretch
        for index, stretch in enumerate(kept)
        if not (gaps[index] and gaps[index + 1] and _is_island(stretch, gaps[index] + gaps[index + 1], after))
    ]
    return _without_scraps(whole, before, after)


def _without_scraps(kept: list[Stretch], before: Pieces, after: Pieces) -> list[Stretch]:
    """Give up what is equal between many changes in one sentence, where it is less than what changed."""
    gaps = _gap_letters(kept, before, after)
    left: list[Stretch] = []
    scraps: list[int] = []
    for index, stretch in enumerate(kept):
        if gaps[index] and gaps[index + 1] and not _ends_sentence(stretch, after):
            scraps.append(index)
            continue
        left += _worth_keeping(scraps, kept, gaps, after)
        left.append(stretch)
        scraps.clear()
    return left + _worth_keeping(scraps, kept, gaps, after)


def _worth_keeping(scraps: list[int], kept: list[Stretch], gaps: list[int], after: Pieces) -> list[Stretch]:
    """Give the stretches of one sentence, or only the long ones when they are many and less than what changed around
    them: what a reader looks for in a long sentence, a number say, must not go under."""
    stretches = [kept[index] for index in scraps]
    changed = sum(gaps[index + 1] for index in scraps) + (gaps[scraps[0]] if scraps else 0)
    equal = sum(_letters(stretch, after) for stretch in stretches)
    if len(scraps) < _SCRAPS or equal * _SCRAPS_WEIGH >= changed:
        return stretches
    return [stretch for stretch in stretches if _words(stretch, after) > _ISLAND_WORDS]


def _gap_letters(kept: list[Stretch], before: Pieces, after: Pieces) -> list[int]:
    """How many letters changed before each stretch and after the last."""
    gaps = []
    at = other = 0
    old_starts, new_starts = before.starts, after.starts
    for old, new, length in [*kept, (len(before.pieces), len(after.pieces), 0)]:
        gaps.append(old_starts[old] - old_starts[at] + new_starts[new] - new_starts[other])
        at, other = old + length, new + length
    return gaps


def _letters(stretch: Stretch, after: Pieces) -> int:
    _, new, length = stretch
    return after.starts[new + length] - after.starts[new]


def _words(stretch: Stretch, after: Pieces) -> int:
    _, new, length = stretch
    return sum(map(is_word, after.pieces[new : new + length]))


def _ends_sentence(stretch: Stretch, after: Pieces) -> bool:
    _, new, length = stretch
    return any(map(ends_sentence, after.pieces[new : new + length]))


def _is_island(stretch: Stretch, around: int, after: Pieces) -> bool:
    if stretch[2] > 2 * _ISLAND_WORDS or _letters(stretch, after) > _ISLAND_WEIGHS * around:
        return False
    return not _ends_sentence(stretch, after) and _words(stretch, after) <= _ISLAND_WORDS


def _hardly_equal(kept: list[Stretch], before: Pieces, after: Pieces) -> bool:
    letters = sum(_letters(stretch, after) for stretch in kept)
    return letters < _HARDLY_EQUAL * min(len(before.run.text), len(after.run.text))
