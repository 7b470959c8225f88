// What `import Glibc` leaves out of Linux: three headers, prototypes that glibc shows only under _GNU_SOURCE (defining that
// here would clash with the Glibc module's fd_set), and what the loader hands over.
#ifndef CLINUX_H
#define CLINUX_H

#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/statfs.h>

extern void *memrchr(const void *bytes, int byte, unsigned long count);
extern int pthread_setname_np(unsigned long thread, const char *name);

/// The columns that glibc (and so ncurses) gives a code point: 0, 1, 2, or -1 for what cannot be printed. Always by
/// the C.UTF-8 table, whatever the locale of the process.
int cl_wcwidth(uint32_t scalar);

/// Gives all threads one heap that grows by 16 MiB at a time; before the first thread. glibc's heaps of their own grow by one
/// mprotect for each larger array, 1,500 for a board of a million tickets, and each of them stops the other threads' page
/// faults.
void cl_use_one_heap(void);

/// A word of the command line, 0 being the program; NULL behind the last.
const char *cl_argument(int index);

#endif
