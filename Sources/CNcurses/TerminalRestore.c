#include "TerminalRestore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct {
  int file;
  struct termios modes;
  uint8_t bytes[CN_RESTORE_CAPACITY];
  size_t count;
} way_back;

static atomic_bool armed;

static struct sigaction previous[_NSIG];

/// The thread that is just writing, and the one whose crash ends the process; 0: none.
static _Atomic pthread_t writer, crashed;

ssize_t cn_write(int file, const void *bytes, size_t count) {
  atomic_store(&writer, pthread_self());
  ssize_t written = -1;
  int error = EAGAIN;
  if (!atomic_load(&crashed)) {
    written = write(file, bytes, count);
    error = errno;
  }
  atomic_store(&writer, 0);
  errno = error;
  return written;
}

int cn_restore_arm(int file, const struct termios *modes, const uint8_t *bytes, size_t count) {
  if (count > CN_RESTORE_CAPACITY) return -1;
  atomic_store(&armed, false);
  way_back.file = file;
  way_back.modes = *modes;
  memcpy(way_back.bytes, bytes, count);
  way_back.count = count;
  atomic_store(&armed, true);
  return 0;
}

/// Whether the terminal takes a byte now or soon.
static bool has_room(void) {
  struct pollfd room = {.fd = way_back.file, .events = POLLOUT};
  int ready;
  do ready = poll(&room, 1, 100);
  while (ready < 0 && errno == EINTR);
  return ready > 0;
}

/// One by one: the file may block when it has less room than it is given.
static void write_bytes(void) {
  bool has_flushed = false;
  for (size_t next = 0; next < way_back.count;) {
    if (!has_room()) {
      // Nobody reads what was drawn before. It gives way: a shell's terminal matters more than the rest of a frame.
      if (has_flushed || tcflush(way_back.file, TCOFLUSH) != 0) return;
      has_flushed = true;
    } else if (write(way_back.file, way_back.bytes + next, 1) == 1) {
      next++;
    } else if (errno != EAGAIN && errno != EINTR) {
      return;
    }
  }
}

/// Stays here for good if another thread's crash ends the process: to end it from here would cut that short.
static void give_way(void) {
  pthread_t other = atomic_load(&crashed);
  if (other == 0 || pthread_equal(other, pthread_self())) return;
  for (;;) pause();
}

void cn_restore(void) {
  give_way();
  int error = errno;
  // A second signal must not end the process halfway; and stopped by force, the job is in the background when it ends:
  // nothing here may stop it there once more.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  if (!atomic_exchange(&armed, false)) {
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return;
  }
  write_bytes();
  // There the shell has set the terminal up for itself, but draws on our screen.
  pid_t foreground = tcgetpgrp(way_back.file);
  if (foreground < 0 || foreground == getpgrp()) tcsetattr(way_back.file, TCSANOW, &way_back.modes);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = error;
}

static void call_previous(int signal, siginfo_t *info, void *context) {
  const struct sigaction *handler = &previous[signal];
  if (handler->sa_flags & SA_SIGINFO)
    handler->sa_sigaction(signal, info, context);
  else if (handler->sa_handler != SIG_DFL && handler->sa_handler != SIG_IGN)
    handler->sa_handler(signal);
}

static void end_by(int number) {
  // Blocked until the handler returns; then nothing is left but the end.
  signal(number, SIG_DFL);
  raise(number);
}

/// Makes this thread the one that ends the process, once nothing is written any more; at most 0.1 s. False if it is
/// that already.
static bool crash_alone(void) {
  pthread_t first = 0;
  if (!atomic_compare_exchange_strong(&crashed, &first, pthread_self())) {
    give_way();
    return false;
  }
  // Nor may another thread that finds the job in the background stop it now.
  signal(SIGTTOU, SIG_IGN);
  struct timespec moment = {.tv_nsec = 1000 * 1000};
  for (int left = 100; left > 0; left--) {
    pthread_t other = atomic_load(&writer);
    if (other == 0 || pthread_equal(other, pthread_self())) break;
    nanosleep(&moment, NULL);
  }
  return true;
}

static void on_fatal_signal(int number, siginfo_t *info, void *context) {
  if (!crash_alone()) {
    end_by(number);
    return;
  }
  cn_restore();
  // The backtrace of Swift's runtime waits 30 s for a key when it finds a terminal at its standard input.
  int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null >= 0) dup2(null, STDIN_FILENO);
  call_previous(number, info, context);
  end_by(number);
}

/// Whether the signal ends a process that knows nothing of it, and is not one that the program waits for.
static bool is_fatal(int number) {
  switch (number) {
    case SIGHUP: case SIGINT: case SIGTERM:
    case SIGKILL: case SIGSTOP: case SIGTSTP: case SIGTTIN: case SIGTTOU: case SIGCONT:
    case SIGCHLD: case SIGURG: case SIGWINCH:
      return false;
    default:
      // Between the two kinds the C library has a few for itself.
      return number < __SIGRTMIN || number >= SIGRTMIN;
  }
}

static void give_handlers_a_stack(void) {
  static uint8_t stack[64 * 1024];
  stack_t found;
  if (sigaltstack(NULL, &found) != 0 || !(found.ss_flags & SS_DISABLE)) return;
  stack_t ours = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&ours, NULL);
}

void cn_restore_install(void) {
  give_handlers_a_stack();
  struct sigaction action = {.sa_flags = SA_SIGINFO | SA_ONSTACK};
  action.sa_sigaction = on_fatal_signal;
  sigemptyset(&action.sa_mask);
  for (int number = 1; number < _NSIG; number++) {
    struct sigaction *found = &previous[number];
    if (!is_fatal(number) || sigaction(number, NULL, found) != 0 || found->sa_handler == SIG_IGN) continue;
    sigaction(number, &action, NULL);
    if (number == SIGQUIT) *found = (struct sigaction){.sa_handler = SIG_DFL};
  }
  atexit(cn_restore);
}
