/* LD_PRELOAD: no limit may be changed, as where a sandbox refuses it. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/resource.h>

int setrlimit(__rlimit_resource_t resource, const struct rlimit *limit) {
  (void)resource, (void)limit;
  errno = EPERM;
  return -1;
}

int setrlimit64(__rlimit_resource_t resource, const struct rlimit64 *limit) {
  (void)resource, (void)limit;
  errno = EPERM;
  return -1;
}
