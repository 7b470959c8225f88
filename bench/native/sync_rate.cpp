// How often a second this machine makes an append of a ticket's size durable: sync_rate FILE SECONDS
//
// One writer, one write(2) and one fdatasync(2) at a time; prints JSON with the time of each in microseconds.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

double now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

}  // namespace

int main(int count, char **words) {
  if (count < 3) return 2;
  int file = open(words[1], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) {
    perror(words[1]);
    return 1;
  }
  const std::string line(289, 'x');
  std::vector<double> taken;
  double start = now(), end = start + atof(words[2]), before = start;
  while (before < end) {
    if (write(file, line.data(), line.size()) != static_cast<ssize_t>(line.size()) || fdatasync(file) != 0) return 1;
    double after = now();
    taken.push_back((after - before) * 1e6);
    before = after;
  }
  std::sort(taken.begin(), taken.end());
  printf("{\"rate\": %.1f, \"p50_us\": %.1f, \"p99_us\": %.1f}\n", taken.size() / (before - start),
         taken[taken.size() / 2], taken[taken.size() * 99 / 100]);
}
