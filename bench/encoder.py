"""The least that a terminal needs to be told, against which a program's bytes can be held.

An encoder that sees the whole frame before it writes: each run of changed cells is reached by the shortest movement
that every xterm knows, or by writing over the few cells before it; looks change by the fewest attributes; a row's blank
end is erased. It knows nothing that a program could not know.
"""
from pyte.graphics import FG_BG_256

#: The parameters that turn an attribute on and off.
ATTRIBUTES = {"bold": (1, 22), "italics": (3, 23), "underscore": (4, 24), "blink": (5, 25), "reverse": (7, 27),
              "strikethrough": (9, 29)}
COLOURS = {"black": 0, "red": 1, "green": 2, "brown": 3, "blue": 4, "magenta": 5, "cyan": 6, "white": 7, "default": 9}
ERASE = "\x1b[K"


def encode(before, after, columns, clears=False):
    """What makes one screen, given as pyte's cells row by row, another; or what makes it of a screen to be cleared."""
    blank = after[0]._replace(data=" ", fg="default", bg="default", **dict.fromkeys(ATTRIBUTES, False))
    parts, at, look = [], None, plain(blank)
    if clears:
        before, at = [blank] * len(after), (0, 0)
        parts.append("\x1b[H\x1b[2J")
    for start in range(0, len(after), columns):
        row, old, new = start // columns, before[start:start + columns], after[start:start + columns]
        end = blank_from(new, blank)
        for column, cell in enumerate(new):
            # The right half of a wide character comes with its left.
            if cell == old[column] or cell.data == "":
                continue
            parts.append(move(at, (row, column), new, look))
            if column >= end and columns - column > len(ERASE):
                parts.append(turn(look, blank) + ERASE)
                at, look = (row, column), plain(blank)
                break
            parts.append(turn(look, cell) + cell.data)
            width = 2 if column + 1 < columns and new[column + 1].data == "" else 1
            # Behind the last column a terminal's cursor is nowhere.
            at, look = (row, column + width) if column + width < columns else None, plain(cell)
    return "".join([*parts, turn(look, blank)]).encode()


def plain(cell):
    """A cell's look, without its text."""
    return cell._replace(data="")


def blank_from(row, blank):
    """The column from which on the row is nothing but plain blanks."""
    end = len(row)
    while end and row[end - 1] == blank:
        end -= 1
    return end


def move(at, to, row, look):
    """The shortest way to bring the cursor there."""
    if at == to:
        return ""
    ways = [f"\x1b[{to[0] + 1};{to[1] + 1}H"]
    if at and to[0] == at[0] and to[1] > at[1]:
        gap = row[at[1]:to[1]]
        ways.append(f"\x1b[{len(gap) if len(gap) > 1 else ''}C")
        if all(plain(cell) == look for cell in gap):
            ways.append("".join(cell.data for cell in gap))
    if at and to[1] == 0 and to[0] >= at[0]:
        ways.append("\r" + "\n" * (to[0] - at[0]))
    return min(ways, key=lambda way: len(way.encode()))


def turn(look, cell):
    """The shortest way to change the look: what differs, or everything anew."""
    if plain(cell) == look:
        return ""
    sides = (("fg", 30), ("bg", 40))
    changed = [*(on if getattr(cell, name) else off for name, (on, off) in ATTRIBUTES.items()
                 if getattr(cell, name) != getattr(look, name)),
               *(colour(getattr(cell, side), base) for side, base in sides
                 if getattr(cell, side) != getattr(look, side))]
    anew = ["", *(on for name, (on, _) in ATTRIBUTES.items() if getattr(cell, name)),
            *(colour(getattr(cell, side), base) for side, base in sides if getattr(cell, side) != "default")]
    return min((f"\x1b[{';'.join(map(str, way))}m" for way in (changed, anew)), key=len)


def colour(name, base):
    """A colour's parameters: one of the sixteen, or of the 256."""
    if name in COLOURS:
        return str(base + COLOURS[name])
    if name.startswith("bright"):
        return str(base + 60 + COLOURS[name.removeprefix("bright")])
    return f"{base + 8};5;{FG_BG_256.index(name)}"
