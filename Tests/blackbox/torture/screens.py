"""What a person sees, cell by cell, and what a hostile text has done to the cells around it."""
import ctypes
import functools
import locale

import pyte

BORDERS = "│┌┐└┘─"


@functools.cache
def width(character):
    """The columns it takes by the C library, as in tmux; terminals disagree about a few hundred characters."""
    locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    return ctypes.CDLL(None).wcwidth(ord(character))


def drawn(wire, columns, rows):
    """The rows of the screen, a list of characters each; the right half of a wide one is an empty cell. Marks, which
    take no cell, are left out."""
    screen = pyte.Screen(columns, rows)
    stream = pyte.Stream(screen)
    pyte.screens.wcwidth = width
    stream.feed("".join(character for character in wire.decode("utf-8", "replace") if character < " " or width(character) != 0))
    return [[screen.buffer[row][column].data for column in range(columns)] for row in range(rows)]


def damage(hostile, harmless, is_ours):
    """Rows in which the hostile screen differs from the harmless one outside of the boxes whose text `is_ours` knows."""
    return [(row, "".join(bad), "".join(good)) for row, (bad, good) in enumerate(zip(hostile, harmless))
            if not _is_same(bad, good, is_ours)]


def _is_same(bad, good, is_ours):
    if bad == good:
        return True
    start = 0
    for end in [column for column, cell in enumerate(good) if cell in BORDERS] + [len(good)]:
        if end < len(good) and bad[end] != good[end]:
            return False
        if bad[start:end] != good[start:end] and not is_ours("".join(good[start:end])):
            return False
        start = end + 1
    return True
