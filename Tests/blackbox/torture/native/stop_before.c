/* LD_PRELOAD: stops the process right before its STOP_AT-th call of those below, counted over all threads. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/types.h>
#include <unistd.h>

static void count(void) {
  static atomic_int calls;
  const char *at = getenv("STOP_AT");
  if (at && atomic_fetch_add(&calls, 1) + 1 == atoi(at)) kill(getpid(), SIGSTOP);
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define STOPS(result, name, parameters, words) \
  result name parameters {                     \
    count();                                   \
    return NEXT(name) words;                   \
  }

STOPS(int, flock, (int file, int operation), (file, operation))
STOPS(int, fsync, (int file), (file))
STOPS(int, fdatasync, (int file), (file))
STOPS(int, linkat, (int old, const char *from, int new, const char *to, int flags), (old, from, new, to, flags))
STOPS(int, renameat, (int old, const char *from, int new, const char *to), (old, from, new, to))
STOPS(int, unlink, (const char *path), (path))
STOPS(int, unlinkat, (int folder, const char *name, int flags), (folder, name, flags))
STOPS(ssize_t, pread, (int file, void *bytes, size_t size, off_t offset), (file, bytes, size, offset))
STOPS(ssize_t, write, (int file, const void *bytes, size_t size), (file, bytes, size))

static mode_t mode_of(va_list rest) {
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  count();
  return mode;
}
int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  return NEXT(open)(path, flags, mode_of(rest));
}
int openat(int folder, const char *name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  return NEXT(openat)(folder, name, flags, mode_of(rest));
}
