"""Reads every byte that went to a terminal, and names each that has no business there.

The allow-list of a screen is what the terminal's own description can make, plus the few sequences that the console adds by
itself. Lines of a command may have no sequence at all."""
import functools
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

from wire import pieces

#: Besides the description: the whole screen scrolls; pastes are bracketed.
OWN = [b"\x1b[r", b"\x1b[?2004h", b"\x1b[?2004l"]
COPY = re.compile(rb"\x1b\]52;c;(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\x07")

#: Unicode's Default_Ignorable_Code_Point: what shows nothing of itself, besides categories Cf and Cn.
CONTINUES_A_SYLLABLE = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")
IGNORABLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
                       "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]")
#: More on one base have crashed terminals (CVE-2021-27135).
MOST_MARKS = 4


class WireGuard:
    """`term` names the terminal whose screen is drawn; None: lines, without any sequence."""

    def __init__(self, term=None, copies=False):
        self.copies = copies
        self.is_screen = term is not None
        self.shapes = {shape(word) for word in OWN + sequences(term)} if self.is_screen else set()

    def check(self, wire):
        """What is wrong: (where, why, what), for each piece."""
        return [(piece.at, why, piece.data[:40]) for piece in pieces(wire) if (why := self.verdict(piece))]

    def verdict(self, piece):
        """Why the piece must not be there; None if it may."""
        if piece.kind == "text":
            return text_verdict(piece.data)
        if piece.kind == "control":
            allowed = (0x08, 0x0A, 0x0D) if self.is_screen else (0x0A, 0x0D)
            return None if piece.data[0] in allowed or shape(piece.data) in self.shapes else f"control {piece.data[0]:02X}"
        if self.copies and COPY.fullmatch(piece.data):
            return None
        if piece.kind in ("csi", "escape") and shape(piece.data) in self.shapes:
            return None
        return f"{piece.kind} {piece.data[1:2].decode('latin-1')}"


def shape(data):
    """What stays the same of a sequence whatever its numbers are; those of modes and of unknown ones belong to it."""
    match = re.fullmatch(rb"\x1b\[[0-9;]*([A-Zbdfmr@`])", data)
    return b"\x1b[" + match[1] if match else data


@functools.cache
def sequences(term):
    """The pieces of everything that the terminal's description makes."""
    script = pathlib.Path(__file__).with_name("terminal_words.py")
    words = json.loads(subprocess.run([sys.executable, script, term], capture_output=True, check=True).stdout)
    return sorted({piece.data for word in words for piece in pieces(word.encode("latin-1")) if piece.kind != "text"})


def text_verdict(data):
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"no UTF-8 ({error.reason})"
    if text.isascii():
        return None
    if found := IGNORABLE.search(text):
        return f"invisible {ord(found[0]):04X}"
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
            return f"{category} {ord(character):04X}"
        marks = marks + 1 if category in ("Mn", "Me") or CONTINUES_A_SYLLABLE.match(character) else 0
        if marks > MOST_MARKS:
            return "too many marks"
    return None
