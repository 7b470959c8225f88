/* LD_PRELOAD: stops the process right before it removes the first socket. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

int unlink(const char *path) {
  static int stopped;
  struct stat status;
  if (!stopped++ && lstat(path, &status) == 0 && S_ISSOCK(status.st_mode)) kill(getpid(), SIGSTOP);
  return ((int (*)(const char *))dlsym(RTLD_NEXT, "unlink"))(path);
}
