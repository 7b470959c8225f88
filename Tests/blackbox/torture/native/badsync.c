// Loaded before the C library: of a hundred syncs of files some fail, as on a disk that dies; what each of them covered is noted.
//   SYNC_FAILS   so many of a hundred
//   SYNC_NOTES   the file for the notes: a line "PID INODE SIZE 1|0" for each sync, SIZE as the file was when it began
//   SYNC_LIES    set: what failed is said to have succeeded
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

int fdatasync(int descriptor) {
  static int (*real)(int);
  static __thread unsigned seed;
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  if (!seed) seed = (unsigned)getpid() * 2654435761u;
  struct stat file;
  fstat(descriptor, &file);
  int fails = rand_r(&seed) % 100 < (unsigned)atoi(getenv("SYNC_FAILS"));
  int result = fails ? -1 : real(descriptor);
  char note[100];
  int length = snprintf(note, sizeof note, "%d %lu %ld %d\n", getpid(), (unsigned long)file.st_ino, (long)file.st_size, !result);
  int notes = open(getenv("SYNC_NOTES"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (notes < 0 || write(notes, note, (size_t)length) != length) abort();
  close(notes);
  if (fails) errno = EIO;
  return fails && getenv("SYNC_LIES") ? 0 : result;
}
