// What Swift cannot import of ncurses: its global variables, its attribute macros and one prototype of term.h (the
// rest of that header are macros with names like `lines`). Without logic; see TerminalRestore.h for the other half.
#ifndef CNCURSES_H
#define CNCURSES_H

#if !__has_include(<ncursesw/curses.h>)
#error "The headers of ncurses are missing. Install them: sudo apt-get install libncurses-dev"
#endif

#define NCURSES_WIDECHAR 1
#include <ncursesw/curses.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include "TerminalRestore.h"

extern int setupterm(const char *_Nullable term, int file, int *_Nullable result);
extern int memfd_create(const char *_Nonnull name, unsigned flags);

static inline WINDOW *_Nullable cn_stdscr(void) { return stdscr; }
static inline WINDOW *_Nullable cn_curscr(void) { return curscr; }
static inline int cn_lines(void) { return LINES; }
static inline int cn_columns(void) { return COLS; }
static inline int cn_colors(void) { return COLORS; }
static inline int cn_key_f(int number) { return KEY_F(number); }

/// The device behind a terminal's file, `/dev/tty` resolved.
static inline int cn_terminal_device(int file, unsigned *_Nonnull number) { return ioctl(file, TIOCGDEV, number); }

/// A pair by its number; the pairs used here are far below the 256 that fit the attributes themselves.
static inline int cn_set_attributes(WINDOW *_Nonnull window, attr_t attributes, int pair) {
  return wattr_set(window, attributes, (short)pair, NULL);
}

/// `tparm` is variadic: a capability with one parameter.
static inline const char *_Nullable cn_tparm(const char *_Nonnull capability, int value) {
  return tparm(capability, (long)value, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
}

static const attr_t CN_BOLD = WA_BOLD;
static const attr_t CN_DIM = WA_DIM;
static const attr_t CN_REVERSE = WA_REVERSE;
static const attr_t CN_UNDERLINE = WA_UNDERLINE;

#endif
