"""Hostile texts: what a terminal obeys, or shows as something else, each with the name of its kind.

`PAYLOADS` are texts, as JSON carries them; `RAW` are bytes that are no UTF-8."""
import itertools

ESC, BEL, ST8 = "\x1b", "\x07", "\x9c"
ST = ESC + "\\"

#: One of each for every final byte: moving, erasing, modes, reports, colours, regions, titles.
PARAMETERS = ("", "0", "1", "2", "3", "5", "6", "7;1", "2;7", "10;20;30", "38;5;1", "?1", "?6", "?25", "?47", "?1049", "?1000",
              "?1003", "?1006", "?2004", "?69", ">0", ">4;2", "=0", "?1$", "1$", "0 ", "8;999;999", "22;0", "1'", "0;0!", "?996")
#: Titles, palettes, directories, links, fonts, clipboards, shells' marks, files, notifications, graphics.
COMMANDS = (*range(0, 25), 46, 50, 51, 52, 60, 104, 105, 110, 111, 112, 113, 117, 119, 133, 176, 440, 555, 633, 666, 697, 701,
            777, 888, 1337, 1338, 3008, 5522, 7770, 9001, 9999, "", "x")


def controls():
    for code in (*range(0x20), 0x7F):
        yield "C0", f"one{chr(code)}two"
    for code in range(0x80, 0xA0):
        yield "C1", f"one{chr(code)}31;5mtwo"


def sequences():
    for final, parameters in itertools.product(map(chr, range(0x40, 0x7F)), PARAMETERS):
        yield "CSI", f"a{ESC}[{parameters}{final}b"
    for final in map(chr, range(0x40, 0x7F)):
        yield "C1 CSI", f"a\x9b1{final}b"
    for first in map(chr, range(0x20, 0x7F)):
        yield "ESC", f"a{ESC}{first}b"
    for between, final in itertools.product(map(chr, range(0x20, 0x30)), "08@AB"):
        yield "ESC nF", f"a{ESC}{between}{final}b"


def strings():
    for number, end in itertools.product(COMMANDS, (BEL, ST, ST8, "", "\x18")):
        yield "OSC", f"a{ESC}]{number};?;title{end}b"
    for first, end in itertools.product("PX^_k", (ST, ST8, BEL, "")):
        yield "string", f"a{ESC}{first}+q544e{end}b"
    for first in "\x90\x98\x9d\x9e\x9f":
        yield "C1 string", f"a{first}0;title{ST8}b"
    for inner in (f"{ESC}]52;c;cm0gLXJm{BEL}", f"{ESC}[2J", f"{ESC}]0;pwned{BEL}"):
        yield "tmux passthrough", f"{ESC}Ptmux;{inner.replace(ESC, ESC + ESC)}{ST}"
        yield "screen passthrough", f"{ESC}P{inner}{ST}"
    yield "clipboard", f"{ESC}]52;c;cm0gLXJmIH4K{BEL}"
    yield "clipboard asked for", f"{ESC}]52;c;?{ST}"
    yield "link", f"{ESC}]8;;https://evil.example{ST}https://good.example{ESC}]8;;{ST}"
    yield "answer to the shell", f"{ESC}P$q\nrm -rf ~\n{ST}"
    yield "user keys", f"{ESC}P0;1|17/0d726d{ST}"
    yield "sixel", f"{ESC}Pq#0;2;0;0;0#0~~@@vv{ST}"
    yield "graphics", f"{ESC}_Ga=T,f=24,s=1,v=1;AAAA{ST}"
    yield "file", f"{ESC}]1337;File=inline=1:AAAA{BEL}"
    yield "rxvt graphics", f"{ESC}GQ"


def broken_sequences():
    for text in (ESC, ESC * 3, f"{ESC}[", f"{ESC}[31", f"{ESC}[3{ESC}[1m", f"{ESC}[3\r1m", f"{ESC}[3\x181m", f"{ESC}[{'9' * 300}m",
                 f"{ESC}[{';' * 300}m", f"{ESC}]0;{ESC}]0;x{BEL}{BEL}", f"{ESC}]", f"{ESC}P", "\x9b", "\x9b31", "\xc2\x9b2J", "^[[2J",
                 "\\e[2J", "\\x1b[2J", "\\u001b[2J", "%1b[2J", "%s%n%d", "<001B>", "␛[2J"):
        yield "broken", text


def forgeries():
    yield "overwritten line", "harmless\rDONE   approved"
    yield "erased line", "harmless\r\x1b[KDONE"
    yield "overwritten word", "rm -rf /" + "\b" * 8 + "ls -l   "
    yield "line of its own", "ok\n2026-01-03 00:00:00  DONE  approved by root"
    yield "screen of its own", "ok" + "\r\n" * 60 + "shell> "
    yield "tabs", "\t" * 300
    yield "paper", "one\x0btwo\x0cthree\x85four\u2028five\u2029six"
    yield "borders", "│┌┐└┘─│ q quit"
    yield "prompt", "\n\ntickets: Complete as DONE? Enter"
    yield "homoglyphs", "\u0430\u0501min  \uff32\uff25\uff21\uff2c"


def disguises():
    for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C, *range(0x206A, 0x2070)):
        yield "direction", f"pay {chr(code)}001$ to{chr(0x202C)} me"
    for code in (0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x200E), *range(0x2060, 0x2066), 0x3164,
                 *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0, *range(0xFFF0, 0xFFFC), 0x1BCA0, 0x1D173, 0xE0001, *range(0xE0020, 0xE0080, 7),
                 0xE0100, 0xE01EF, 0xE0FFF):
        yield "invisible", f"ad{chr(code) * 2}min"
    for code in (0xE000, 0xF8FF, 0xF0000, 0x10FFFD, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF, 0x378, 0x2FE0, 0x1FAFF, 0xE0FFF):
        yield "nobody's", f"a{chr(code)}b"
    for code in (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        yield "space", f"a{chr(code)}b"
    yield "trojan source", "is\u202e \u2066// not\u2069 \u2066admin"
    yield "right to left", "שלום עולם مرحبا 123"


def shapes():
    for mark in "\u0301\u0489\u20dd\u0334\u0e47\u0e33\u093f\u0bcd\u302a\u3099\u1ab0\ufe20":
        for count in (1, 4, 5, 16, 5000):
            yield "marks", "Z" + mark * count + "A"
    for mark in "\u0301\u20dd\u1161\u11a8\u3099\ufe0f\u200d":
        yield "mark without a base", mark + "x"
    for text in ("👩‍👩‍👧‍👦", "👩" + "\u200d👩" * 2000, "🇰🇷" * 400, "🇰" * 999, "👍🏽" * 300, "❤️" * 300, "1️⃣", "🏴\U000e0067\U000e0062\U000e007f", "☎︎☎️",
                 "ᄀ" * 500 + "ᅡ" * 500 + "ᆨ" * 500, "ᄒ" + "ᅡ" * 50, "각\u11a8\u11a8", "漢" * 500, "a" + "漢" * 500, "ｱﾞ" * 200, "한글" * 300, "\ufdfd" * 50,
                 "𒐫" * 50, "ༀ" * 50, "꧅" * 50, "﷽", "☰☱䷀䷿", "🫩🫨🪿", "①②③", "±§×÷", "\u0600\u06dd123", "क्षि" * 50, "ก็" * 99, "\u2e3b" * 50):
        yield "width", text
    yield "long", "A" * 1_000_000
    yield "long and wide", "漢" * 300_000
    yield "long and hostile", f"{ESC}[2J" * 100_000
    yield "blank", " " * 500
    yield "empty", ""


PAYLOADS = [*controls(), *sequences(), *strings(), *broken_sequences(), *forgeries(), *disguises(), *shapes()]

RAW = [b"\xff\xfe\xfd", b"\xc0\xaf", b"\xc0\x9b2J", b"\xe0\x80\x9b2J", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\x9b31m", b"\x9d0;x\x07", b"\xc2",
       b"a\x80b\x9fc", b"\xf0\x9f\x98", b"\xfe\xff\x00a", b"\x1b\xff[31m", b"\x1b[31m", b"\x1b]0;x\x07", b"\x90q\x9c", b"\xf8\x88\x80\x80\x80"]


def chosen(count):
    """So many of them, of every kind; the long ones and the empty one among them. All, if there are no more."""
    step = max(1, len(PAYLOADS) // count)
    kinds = {}
    for number, (kind, _) in enumerate(PAYLOADS):
        kinds.setdefault(kind, number)
    numbers = sorted({*range(0, len(PAYLOADS), step), *kinds.values()})
    return [(number, *PAYLOADS[number]) for number in numbers]
