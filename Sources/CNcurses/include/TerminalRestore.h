// The way back to the shell's terminal. It has to work inside a signal handler of a program that has just crashed, so
// its state is C's: bytes made beforehand and the modes as they were found. Swift 6 has no such state by design.
#ifndef CNCURSES_TERMINAL_RESTORE_H
#define CNCURSES_TERMINAL_RESTORE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/// The most bytes that `cn_restore_arm` keeps.
#define CN_RESTORE_CAPACITY 512

/// Remembers what brings the terminal behind `file` back; from now on `cn_restore` does it once. Returns 0, or -1 when
/// there are too many bytes.
int cn_restore_arm(int file, const struct termios *_Nonnull modes, const uint8_t *_Nonnull bytes, size_t count);

/// Writes the bytes and sets the modes if armed, then is disarmed. A terminal that does not take the bytes loses what it
/// has not shown yet. In the background the modes are the shell's. Async-signal-safe; any thread; at most 0.3 s.
void cn_restore(void);

/// `write`, of one thread at a time, that takes nothing (EAGAIN) once another thread has crashed: the rest of a frame
/// must not follow the way back.
ssize_t cn_write(int file, const void *_Nonnull bytes, size_t count);

/// Calls `cn_restore` at exit and on every signal that would end the process and is not ignored, then what handled it
/// before (the backtrace of Swift's runtime, except on QUIT), and ends the process by the signal. HUP, INT and TERM
/// are left to the program, which waits for them. Gives this thread a stack for handlers if it has none, so that an
/// overflow of its own stack is survived as far as that. Call once, on the main thread.
void cn_restore_install(void);

#endif
