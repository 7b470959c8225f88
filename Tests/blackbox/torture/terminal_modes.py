"""What state a terminal is in after what it was sent."""
from wire import pieces

#: DEC's private modes, named where people know a name, and whether they are on at first.
PRIVATE = {1: "application cursor keys", 3: "132 columns", 5: "reverse screen", 6: "origin", 7: "wrap", 12: "blinking cursor",
           25: "cursor", 47: "alternate screen", 1047: "alternate screen", 1049: "alternate screen", 1000: "mouse",
           1002: "mouse", 1003: "mouse", 1004: "focus", 1005: "mouse", 1006: "mouse", 1015: "mouse", 2004: "bracketed paste",
           2026: "synchronised", 1048: None, 34: None}
#: Of tmux and screen, 34 is the usual shape of the cursor.
AT_FIRST = {"wrap": True, "cursor": True, "mode 34": True}


def modes_left(wire):
    """By name what is not as a shell expects it; nothing at all after a program that cleans up."""
    left, look, characters = {}, set(), set()
    for piece in pieces(wire):
        data = piece.data
        if piece.kind == "csi":
            _csi(data, left, look)
        elif piece.kind == "escape" and data in (b"\x1b=", b"\x1b>"):
            left["keypad"] = data == b"\x1b="
        elif piece.kind == "escape" and data[1:2] in b"()" and len(data) == 3:
            (characters.discard if data[2:] == b"B" else characters.add)(f"characters {data[1:].decode()}")
        elif data in (b"\x0e", b"\x0f"):
            (characters.add if data == b"\x0e" else characters.discard)("shift out")
    wrong = sorted(name for name, on in left.items() if on != AT_FIRST.get(name, False))
    # G1 may hold whatever it wants as long as nothing shifts out to it.
    return wrong + sorted(look) + sorted(name for name in characters if name != "characters )0")


def _csi(data, left, look):
    body, final = data[2:-1], data[-1:]
    if final in b"hl" and body.startswith(b"?"):
        for number in body[1:].split(b";"):
            name = PRIVATE.get(int(number or 0), f"private mode {number.decode()}")
            if name:
                left[name] = final == b"h"
    elif final in b"hl":
        for number in body.split(b";"):
            left[f"mode {number.decode()}"] = final == b"h"
    elif final == b"r" and not body.startswith(b"?"):
        left["scroll region"] = body not in (b"", b";")
    elif final == b"m" and not body.startswith((b">", b"?")):
        _look(body, look)


def _look(body, look):
    numbers = iter([int(number or 0) for number in body.replace(b":", b";").split(b";")])
    for number in numbers:
        if number == 0:
            look.clear()
        elif number in (22, 23, 24, 25, 27, 28, 29):
            for on in {22: (1, 2), 23: (3,), 24: (4, 21)}.get(number, (number - 20,)):
                look.discard(f"look {on}")
        elif number in (39, 49):
            look.discard("colour" if number == 39 else "background")
        elif number in (38, 48):
            look.add("colour" if number == 38 else "background")
            for _ in range({5: 1, 2: 3}.get(next(numbers, 0), 0)):
                next(numbers, 0)
        elif 30 <= number < 38 or 90 <= number < 98:
            look.add("colour")
        elif 40 <= number < 48 or 100 <= number < 108:
            look.add("background")
        elif number != 10:
            look.add(f"look {number}")
