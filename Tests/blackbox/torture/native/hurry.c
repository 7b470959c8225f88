/* Time that goes by 300 times as fast since the start of the process, where it does not count what the wall shows. */
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *now) {
  static long long first = 0;
  int failed = (int)syscall(SYS_clock_gettime, clock, now);
  if (failed || clock != CLOCK_BOOTTIME) return failed;
  long long time = now->tv_sec * 1000000000LL + now->tv_nsec;
  if (!first) first = time;
  time = first + 300 * (time - first);
  now->tv_sec = time / 1000000000LL;
  now->tv_nsec = time % 1000000000LL;
  return 0;
}
