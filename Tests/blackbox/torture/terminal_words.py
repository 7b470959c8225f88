"""Prints what a terminal's description says to send: python terminal_words.py TERM. ncurses reads one terminal a process."""
import curses
import json
import re
import sys

#: What a program that draws a screen may want; not titles, reports, printers, palettes or the bell.
FLAT = ("sc rc clear ed el el1 home cr ind ri nel ht cbt cub1 cud1 cuf1 cuu1 dch1 dl1 il1 bold dim smul rmul rev smso rmso blink sgr0 "
        "op smacs rmacs enacs smcup rmcup civis cnorm cvvis smkx rmkx smir rmir smam rmam sitm ritm").split()
NUMBERED = {name: [(1,), (7,), (30,)] for name in "cub cud cuf cuu dch dl ech hpa ich il indn rin vpa".split()}
NUMBERED.update(cup=[(0, 0), (9, 30)], csr=[(0, 9)], rep=[(65, 9)], sgr=[tuple(bit == on for bit in range(9)) for on in range(-1, 9)],
                setaf=[(colour,) for colour in range(256)], setab=[(colour,) for colour in range(256)])


def without_delays(words):
    return re.sub(rb"\$<[^>]*>", b"", words)


def words(term):
    """Every sequence, the numbered ones with sample numbers; {} for a terminal that nothing is known of."""
    try:
        curses.setupterm(term, 1)
    except curses.error:
        return []
    found = []
    for name in FLAT:
        found.append(curses.tigetstr(name))
    for name, samples in NUMBERED.items():
        capability = curses.tigetstr(name)
        found += [capability and curses.tparm(capability, *map(int, numbers)) for numbers in samples]
    return sorted({without_delays(word) for word in found if word})


if __name__ == "__main__":
    print(json.dumps([word.decode("latin-1") for word in words(sys.argv[1])]))
