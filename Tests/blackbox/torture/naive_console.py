"""A screen such as one writes on the first day: curses, and nothing for any end but the one by `q`. For the controls only.

python naive_console.py [FILE]: shows the file's lines, each as it is, with a border around them."""
import curses
import json
import sys

lines = [json.loads(line) for line in open(sys.argv[1])] if len(sys.argv) > 1 else ["nothing"]
screen = curses.initscr()
curses.noecho()
curses.raw()
screen.keypad(True)
screen.timeout(100)
while True:
    rows, columns = screen.getmaxyx()
    for row, line in enumerate(lines[:max(rows - 2, 0)]):
        try:
            screen.addstr(row + 1, 1, line.replace("\0", "")[:columns - 2])
        except (curses.error, ValueError):
            pass
    screen.border()
    try:
        screen.addstr(0, 2, " LIVE q quit ")
    except curses.error:
        pass
    screen.refresh()
    if screen.getch() in (ord("q"), 3):
        break
curses.endwin()
