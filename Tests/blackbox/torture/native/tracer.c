// Runs a program and interferes at its N-th system call that touches a folder, counted over all of its threads:
//   tracer --under DIR [--also NAME]... [--only NAME] [--list FILE] [--after TEXT:TIMES]
//          [--kill N | --tear BYTES | --fail N:ERRNO:TIMES | --switch NAME:ERRNO] -- COMMAND...
// --list    writes each call, its number and its file
// --after   counts from the call on whose path holds TEXT for the so manieth time
// --kill    SIGKILL when call N begins: it is not made any more
// --tear    the first write writes only so many bytes; SIGKILL when it ends
// --fail    call N and those of the same name after it fail, TIMES of them (0: all)
// --switch  after SIGUSR1 every call NAME fails, until SIGUSR2
// --also    counts calls NAME too, which touch no folder
// --only    counts calls NAME alone
// SIGTERM and SIGINT go on to the program. Ends as the program does: with its code, or 128 and its signal.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __x86_64__
#error "only x86-64: registers are read and written here"
#endif

// Where a call names a file: the argument that is a descriptor, and those that are paths; -1 for none.
typedef struct { long number; const char *name; int descriptor, path, path2; } Shape;
#define CALL(name, ...) {SYS_##name, #name, __VA_ARGS__}
static const Shape shapes[] = {
  CALL(openat, -1, 1, -1), CALL(open, -1, 0, -1), CALL(newfstatat, 0, 1, -1), CALL(stat, -1, 0, -1), CALL(lstat, -1, 0, -1),
  CALL(fstat, 0, -1, -1), CALL(statx, 0, 1, -1), CALL(access, -1, 0, -1), CALL(faccessat, -1, 1, -1), CALL(faccessat2, -1, 1, -1),
  CALL(read, 0, -1, -1), CALL(pread64, 0, -1, -1), CALL(readv, 0, -1, -1), CALL(write, 0, -1, -1), CALL(pwrite64, 0, -1, -1),
  CALL(writev, 0, -1, -1), CALL(pwritev, 0, -1, -1), CALL(lseek, 0, -1, -1), CALL(ftruncate, 0, -1, -1), CALL(fallocate, 0, -1, -1),
  CALL(fsync, 0, -1, -1), CALL(fdatasync, 0, -1, -1), CALL(sync_file_range, 0, -1, -1), CALL(syncfs, 0, -1, -1), CALL(flock, 0, -1, -1),
  CALL(fcntl, 0, -1, -1), CALL(close, 0, -1, -1), CALL(getdents64, 0, -1, -1), CALL(fchmod, 0, -1, -1), CALL(fadvise64, 0, -1, -1),
  CALL(mkdir, -1, 0, -1), CALL(mkdirat, -1, 1, -1), CALL(rmdir, -1, 0, -1), CALL(unlink, -1, 0, -1), CALL(unlinkat, -1, 1, -1),
  CALL(rename, -1, 0, 1), CALL(renameat, -1, 1, 3), CALL(renameat2, -1, 1, 3), CALL(link, -1, 0, 1), CALL(linkat, -1, 1, 3),
  CALL(symlink, -1, 0, 1), CALL(readlink, -1, 0, -1), CALL(readlinkat, -1, 1, -1), CALL(chmod, -1, 0, -1), CALL(statfs, -1, 0, -1),
  CALL(fstatfs, 0, -1, -1), CALL(utimensat, 0, 1, -1), CALL(inotify_add_watch, -1, 1, -1), CALL(mmap, 4, -1, -1),
  CALL(copy_file_range, 2, -1, -1), CALL(sendfile, 1, -1, -1),
  // These touch no folder, but may be wanted.
  CALL(eventfd2, -1, -1, -1), CALL(signalfd4, -1, -1, -1), CALL(inotify_init1, -1, -1, -1), CALL(timerfd_create, -1, -1, -1),
  CALL(epoll_create1, -1, -1, -1), CALL(pipe2, -1, -1, -1), CALL(socket, -1, -1, -1), CALL(accept4, -1, -1, -1), CALL(clone3, -1, -1, -1),
  CALL(clone, -1, -1, -1), CALL(poll, -1, -1, -1),
};
enum { shapeCount = sizeof shapes / sizeof *shapes, threadLimit = 4096 };

typedef struct { pid_t id; int isInside, failure, isTorn, isKnown; } Thread;
static Thread threads[threadLimit];
static int threadCount;

static const char *under;
static int isAlso[shapeCount];
static FILE *list;
static char after[256];
static long killAt, tornBytes = -1, failAt, failTimes, afterTimes, counted;
static int failure, failing = -1, switched = -1, only = -1;
static volatile sig_atomic_t isOn;
static pid_t program;

static void fail(const char *what) { perror(what); exit(125); }

static Thread *threadOf(pid_t id) {
  for (int i = 0; i < threadCount; i++) if (threads[i].id == id) return &threads[i];
  if (threadCount == threadLimit) fail("too many threads");
  threads[threadCount] = (Thread){.id = id};
  return &threads[threadCount++];
}

static void forget(pid_t id) {
  for (int i = 0; i < threadCount; i++) if (threads[i].id == id) threads[i] = threads[--threadCount];
}

// The text at an address of the program; short ones may end a page before the next.
static void readText(pid_t id, unsigned long address, char *text, size_t size) {
  size_t done = 0;
  while (done + sizeof(long) < size) {
    errno = 0;
    long word = ptrace(PTRACE_PEEKDATA, id, address + done, 0);
    if (errno) break;
    memcpy(text + done, &word, sizeof word);
    if (memchr(&word, 0, sizeof word)) return;
    done += sizeof word;
  }
  text[done] = 0;
}

static int isUnder(const char *path) {
  size_t length = strlen(under);
  return strncmp(path, under, length) == 0 && (path[length] == '/' || path[length] == 0 || path[length] == ' ');
}

// What a descriptor of the program is open on; the working folder for AT_FDCWD.
static int readLink(pid_t id, int descriptor, char *path) {
  char link[64];
  if (descriptor == AT_FDCWD) snprintf(link, sizeof link, "/proc/%d/cwd", id);
  else snprintf(link, sizeof link, "/proc/%d/fd/%d", id, descriptor);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length < 0 ? 0 : length] = 0;
  return length >= 0;
}

// The path in argument `at`. A relative one begins where the descriptor before it leads, as all calls have it that end in "at".
static void readPath(pid_t id, const unsigned long *arguments, int at, char *path) {
  char text[PATH_MAX];
  readText(id, arguments[at], text, sizeof text);
  *path = 0;
  if (*text && *text != '/' && !readLink(id, at ? (int)arguments[at - 1] : AT_FDCWD, path)) return;
  size_t length = strlen(path);
  int wanted = snprintf(path + length, PATH_MAX - length, "%s%s", length ? "/" : "", text);
  if (wanted >= (int)(PATH_MAX - length)) *path = 0;
}

static int touches(pid_t id, const Shape *shape, struct user_regs_struct *registers, char *path) {
  unsigned long arguments[] = {registers->rdi, registers->rsi, registers->rdx, registers->r10, registers->r8, registers->r9};
  *path = 0;
  for (int i = 0; i < 2; i++) {
    int at = i ? shape->path2 : shape->path;
    if (at < 0 || !arguments[at]) continue;
    readPath(id, arguments, at, path);
    if (*path && isUnder(path)) return 1;
  }
  if (shape->descriptor < 0 || (*path && shape->path >= 0)) return 0;
  return readLink(id, (int)arguments[shape->descriptor], path) && isUnder(path);
}

static const Shape *shapeOf(long number) {
  for (int i = 0; i < shapeCount; i++) if (shapes[i].number == number) return &shapes[i];
  return NULL;
}

static void enter(Thread *thread) {
  struct user_regs_struct registers;
  char path[PATH_MAX];
  if (ptrace(PTRACE_GETREGS, thread->id, 0, &registers)) return;
  const Shape *shape = shapeOf((long)registers.orig_rax);
  if (!shape) return;
  int which = (int)(shape - shapes);
  if (!touches(thread->id, shape, &registers, path) && !isAlso[which]) return;
  if (only >= 0 && which != only) return;
  if (afterTimes > 0 && !(strstr(path, after) && --afterTimes == 0)) return;
  counted++;
  if (list) fprintf(list, "%ld %s %s\n", counted, shape->name, path), fflush(list);
  if (counted == killAt) kill(program, SIGKILL);
  if (tornBytes >= 0 && shape->number == SYS_write) {
    registers.rdx = (unsigned long)tornBytes;
    tornBytes = -1;
    thread->isTorn = 1;
    ptrace(PTRACE_SETREGS, thread->id, 0, &registers);
  }
  if (counted == failAt) failing = which;
  int isHit = (failing == which && counted >= failAt && failTimes-- > 0) || (isOn && switched == which);
  if (!isHit) return;
  thread->failure = failure;
  registers.orig_rax = -1;
  ptrace(PTRACE_SETREGS, thread->id, 0, &registers);
}

static void leave(Thread *thread) {
  struct user_regs_struct registers;
  if (thread->isTorn) kill(program, SIGKILL);
  if (!thread->failure || ptrace(PTRACE_GETREGS, thread->id, 0, &registers)) return;
  registers.rax = -(long)thread->failure;
  thread->failure = 0;
  ptrace(PTRACE_SETREGS, thread->id, 0, &registers);
}

static void hear(int number) {
  if (number == SIGUSR1 || number == SIGUSR2) isOn = number == SIGUSR1;
  else kill(program, number);
}

static int named(const char *name, size_t length) {
  for (int i = 0; i < shapeCount; i++)
    if (strlen(shapes[i].name) == length && !strncmp(shapes[i].name, name, length)) return i;
  errno = EINVAL;
  fail("no such call");
  return -1;
}

static char **options(char **words) {
  for (; *words && strcmp(*words, "--"); words += 2) {
    char *value = words[1];
    if (!strcmp(*words, "--under")) under = value;
    else if (!strcmp(*words, "--also")) isAlso[named(value, strlen(value))] = 1;
    else if (!strcmp(*words, "--only")) only = named(value, strlen(value));
    else if (!strcmp(*words, "--list")) list = fopen(value, "w");
    else if (!strcmp(*words, "--kill")) killAt = atol(value);
    else if (!strcmp(*words, "--after")) {
      if (sscanf(value, "%255[^:]:%ld", after, &afterTimes) != 2) fail("--after");
    } else if (!strcmp(*words, "--tear")) {
      tornBytes = atol(value);
    } else if (!strcmp(*words, "--fail")) {
      if (sscanf(value, "%ld:%d:%ld", &failAt, &failure, &failTimes) != 3) fail("--fail");
      if (failTimes == 0) failTimes = LONG_MAX;
    } else if (!strcmp(*words, "--switch")) {
      size_t length = strcspn(value, ":");
      switched = named(value, length);
      failure = atoi(value + length + 1);
    } else fail(*words);
  }
  return words + 1;
}

int main(int count, char **words) {
  (void)count;
  char **command = options(words + 1);
  program = fork();
  if (program == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    raise(SIGSTOP);
    execv(command[0], command);
    fail(command[0]);
  }
  int status;
  struct sigaction action = {.sa_handler = hear};
  int heard[] = {SIGUSR1, SIGUSR2, SIGTERM, SIGINT};
  for (int i = 0; i < 4; i++) sigaction(heard[i], &action, NULL);
  while (waitpid(program, &status, 0) < 0) if (errno != EINTR) fail("waitpid");
  long wanted = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACEEXEC
    | PTRACE_O_EXITKILL;
  if (ptrace(PTRACE_SETOPTIONS, program, 0, wanted)) fail("ptrace");
  threadOf(program)->isKnown = 1;
  ptrace(PTRACE_SYSCALL, program, 0, 0);
  while (1) {
    pid_t id = waitpid(-1, &status, __WALL);
    if (id < 0 && errno == EINTR) continue;
    if (id < 0) fail("waitpid");
    if (WIFEXITED(status) || WIFSIGNALED(status)) {
      forget(id);
      if (id != program) continue;
      return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    Thread *thread = threadOf(id);
    int number = WSTOPSIG(status), passed = 0;
    if (number == (SIGTRAP | 0x80)) {
      thread->isInside = !thread->isInside;
      if (thread->isInside) enter(thread); else leave(thread);
    } else if (number == SIGSTOP && !thread->isKnown) {
      thread->isKnown = 1;
    } else if (number != SIGTRAP) {
      passed = number;
    }
    ptrace(PTRACE_SYSCALL, id, 0, passed);
  }
}
