#include "TerminalRestore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct {
  int file;
  struct termios modes;
  uint8_t bytes[CN_RESTORE_CAPACITY];
  size_t count;
} way_back;

static atomic_bool armed;

static const int fatal[] = {SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT, SIGQUIT};
enum { FATAL_COUNT = sizeof fatal / sizeof fatal[0] };
static struct sigaction previous[FATAL_COUNT];

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

static void write_bytes(void) {
  const uint8_t *next = way_back.bytes;
  size_t left = way_back.count;
  for (int refusals = 0; left > 0 && refusals < 3;) {
    ssize_t written = write(way_back.file, next, left);
    if (written > 0) {
      next += written;
      left -= (size_t)written;
    } else if (errno == EAGAIN) {
      struct pollfd room = {.fd = way_back.file, .events = POLLOUT};
      poll(&room, 1, 100);
      refusals++;
    } else if (errno != EINTR) {
      return;
    }
  }
}

void cn_restore(void) {
  if (!atomic_exchange(&armed, false)) return;
  int error = errno;
  // In the background the terminal belongs to the shell, which has set it up for itself.
  pid_t foreground = tcgetpgrp(way_back.file);
  if (foreground < 0 || foreground == getpgrp()) {
    write_bytes();
    tcsetattr(way_back.file, TCSANOW, &way_back.modes);
  }
  errno = error;
}

static void call_previous(int signal, siginfo_t *info, void *context) {
  for (int i = 0; i < FATAL_COUNT; i++) {
    if (fatal[i] != signal) continue;
    const struct sigaction *handler = &previous[i];
    if (handler->sa_flags & SA_SIGINFO)
      handler->sa_sigaction(signal, info, context);
    else if (handler->sa_handler != SIG_DFL && handler->sa_handler != SIG_IGN)
      handler->sa_handler(signal);
  }
}

static void on_fatal_signal(int number, siginfo_t *info, void *context) {
  cn_restore();
  // The backtrace of Swift's runtime waits 30 s for a key when it finds a terminal at its standard input.
  int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null >= 0) dup2(null, STDIN_FILENO);
  call_previous(number, info, context);
  // Blocked until this handler returns; then nothing is left but the end.
  signal(number, SIG_DFL);
  raise(number);
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
  for (int i = 0; i < FATAL_COUNT; i++) {
    if (sigaction(fatal[i], &action, &previous[i]) != 0) continue;
    if (fatal[i] == SIGQUIT) previous[i] = (struct sigaction){.sa_handler = SIG_DFL};
  }
  atexit(cn_restore);
}
