// What `import Glibc` leaves out of Linux: three headers, and prototypes that glibc shows only under _GNU_SOURCE
// (defining that here would clash with the Glibc module's fd_set).
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

#endif
