/* LD_PRELOAD: a limit is said to be changed, and is not: what who asks without looking again goes by. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/resource.h>

static struct rlimit64 told;

int setrlimit(__rlimit_resource_t resource, const struct rlimit *limit) {
  if (resource == RLIMIT_NOFILE) told = (struct rlimit64){limit->rlim_cur, limit->rlim_max};
  return 0;
}

int getrlimit(__rlimit_resource_t resource, struct rlimit *limit) {
  int (*real)(__rlimit_resource_t, struct rlimit *) = dlsym(RTLD_NEXT, "getrlimit");
  int code = real(resource, limit);
  if (resource == RLIMIT_NOFILE && told.rlim_cur) *limit = (struct rlimit){told.rlim_cur, told.rlim_max};
  return code;
}
