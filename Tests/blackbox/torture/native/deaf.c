/* A system that has no notices of changes left to give. */
#include <errno.h>
#include <stdint.h>

int inotify_add_watch(int fd, const char *path, uint32_t changes) {
  (void)fd, (void)path, (void)changes;
  errno = ENOSPC;
  return -1;
}
