// Loaded before the C library: write(2) to a file of a folder takes less than it is given, as on a disk that fills up.
//   SHORT_WRITES  of so many hundred
//   SHORT_UNDER   the folder
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int isUnder(int descriptor) {
  const char *under = getenv("SHORT_UNDER");
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (!under || length < 0) return 0;
  path[length] = 0;
  return strncmp(path, under, strlen(under)) == 0;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  static ssize_t (*real)(int, const void *, size_t);
  static __thread unsigned seed;
  if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  if (!seed) seed = (unsigned)getpid() * 2654435761u;
  const char *share = getenv("SHORT_WRITES");
  if (share && count > 1 && rand_r(&seed) % 100 < (unsigned)atoi(share) && isUnder(descriptor))
    count = 1 + (size_t)rand_r(&seed) % (count - 1);
  return real(descriptor, bytes, count);
}
