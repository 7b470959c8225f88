"""What is on the wire to a terminal, piece by piece, by a strict reading of ECMA-48: every byte belongs to one piece."""
import typing


class Piece(typing.NamedTuple):
    """`kind` is text, control, escape, csi, string (OSC, DCS, SOS, PM, APC) or broken; `data` its bytes."""
    at: int
    kind: str
    data: bytes


ESC, BEL = 0x1B, 0x07
STRINGS = frozenset(b"]PX^_")


def pieces(wire):
    """The pieces one after the other; a sequence that is not whole is broken, and what ends it is read anew."""
    at = 0
    while at < len(wire):
        kind, end = _text(wire, at) if wire[at] >= 0x20 and wire[at] != 0x7F else _control(wire, at)
        yield Piece(at, kind, wire[at:end])
        at = end


def _text(wire, at):
    end = at
    while end < len(wire) and wire[end] >= 0x20 and wire[end] != 0x7F:
        end += 1
    return "text", end


def _control(wire, at):
    if wire[at] != ESC:
        return "control", at + 1
    if at + 1 == len(wire):
        return "broken", at + 1
    if wire[at + 1] == ord("["):
        return _csi(wire, at)
    if wire[at + 1] in STRINGS:
        return _string(wire, at)
    end = at + 1
    while end < len(wire) and 0x20 <= wire[end] < 0x30:
        end += 1
    if end < len(wire) and 0x30 <= wire[end] < 0x7F:
        return "escape", end + 1
    return "broken", end


def _csi(wire, at):
    end = at + 2
    while end < len(wire) and 0x30 <= wire[end] < 0x40:
        end += 1
    while end < len(wire) and 0x20 <= wire[end] < 0x30:
        end += 1
    if end < len(wire) and 0x40 <= wire[end] < 0x7F:
        return "csi", end + 1
    return "broken", end


def _string(wire, at):
    end = at + 2
    while end < len(wire):
        if wire[end] == BEL:
            return "string", end + 1
        if wire[end] == ESC:
            return ("string", end + 2) if wire[end + 1:end + 2] == b"\\" else ("broken", end)
        end += 1
    return "broken", end
