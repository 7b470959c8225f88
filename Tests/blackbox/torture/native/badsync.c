// Loaded before the C library: of a hundred syncs of files some fail, as on a disk that dies; each of them is noted, and each
// append, in the order in which they end.
//   SYNC_FAILS   so many of a hundred
//   SYNC_NOTES   the file for the notes: lines "KIND PID DESCRIPTOR INODE END". KIND is "append", where END is behind what was
//                written, or "good" or "bad" for a sync, where END is that of the file as the sync began
//   SYNC_LIES    set: what failed is said to have succeeded
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void note(const char *kind, int descriptor, const struct stat *file, long end) {
  char row[100];
  int length = snprintf(row, sizeof row, "%s %d %d %lu %ld\n", kind, getpid(), descriptor, (unsigned long)file->st_ino, end);
  int notes = open(getenv("SYNC_NOTES"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (notes < 0 || syscall(SYS_write, notes, row, (size_t)length) != length) abort();
  close(notes);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  ssize_t done = syscall(SYS_write, descriptor, bytes, count);
  int number = errno;
  struct stat file;
  if (done > 0 && fcntl(descriptor, F_GETFL) & O_APPEND && !fstat(descriptor, &file) && S_ISREG(file.st_mode))
    note("append", descriptor, &file, lseek(descriptor, 0, SEEK_CUR));
  errno = number;
  return done;
}

int fdatasync(int descriptor) {
  static __thread unsigned seed;
  if (!seed) seed = (unsigned)getpid() * 2654435761u;
  struct stat file;
  fstat(descriptor, &file);
  int fails = rand_r(&seed) % 100 < (unsigned)atoi(getenv("SYNC_FAILS"));
  int result = fails ? -1 : (int)syscall(SYS_fdatasync, descriptor);
  note(result ? "bad" : "good", descriptor, &file, (long)file.st_size);
  if (fails) errno = EIO;
  return fails && getenv("SYNC_LIES") ? 0 : result;
}
