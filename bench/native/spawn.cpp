// Runs a command and writes what it cost to a file: spawn REPORT COMMAND…
//
// The report is JSON: wall and processor time in seconds, peak resident memory in bytes, context switches, exit code.
// It is a program of its own because a child's peak begins with the size of the process that started it.
#include <cstdio>
#include <ctime>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

namespace {

double now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

double seconds(timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

}  // namespace

int main(int count, char **words) {
  if (count < 3) return 2;
  double start = now();
  pid_t child;
  if (posix_spawnp(&child, words[2], nullptr, nullptr, words + 2, environ) != 0) {
    perror(words[2]);
    return 127;
  }
  int status;
  rusage used;
  if (wait4(child, &status, 0, &used) < 0) return 1;
  double wall = now() - start;
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  FILE *report = fopen(words[1], "w");
  if (!report) return 1;
  fprintf(report, "{\"seconds\": %.6f, \"cpu\": %.6f, \"peak\": %ld, \"switches\": %ld, \"code\": %d}\n", wall,
          seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss * 1024, used.ru_nvcsw + used.ru_nivcsw, code);
  return fclose(report) == 0 ? 0 : 1;
}
