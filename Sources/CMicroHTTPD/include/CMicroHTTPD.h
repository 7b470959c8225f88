// libmicrohttpd, loaded when it is first used, and of it what Swift cannot import: variadic functions and macros.
#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

#if !__has_include(<microhttpd.h>)
#error "libmicrohttpd headers not found. Run: sudo apt-get install libmicrohttpd-dev"
#endif
#include <microhttpd.h>
#include <stdarg.h>
#include <stdbool.h>

/// Called with the raw request line's target, before any header is read; what it returns becomes the request's context.
typedef void *_Nullable (*_Nonnull cm_target_callback)(
  void *_Nullable context, const char *_Nullable target, struct MHD_Connection *_Nullable connection);

typedef struct cm_limits {
  unsigned connections, connections_per_address;
  /// Seconds without any progress.
  unsigned idle_seconds;
  /// Bytes for the headers of one request and for its answer's.
  size_t connection_memory;
  size_t thread_stack;
} cm_limits;

/// false where the machine lacks libmicrohttpd: nothing else here may be called then.
bool cm_load(void);

/// A thread for each connection of `listening`, which the daemon closes in the end. All callbacks get `context`. NULL where
/// it cannot start.
struct MHD_Daemon *_Nullable cm_start(
  int listening, cm_limits limits, void *_Nonnull context, MHD_AccessHandlerCallback _Nonnull handle,
  cm_target_callback begin, MHD_RequestCompletedCallback _Nonnull end, MHD_NotifyConnectionCallback _Nonnull connection);

/// The connection's socket, or -1.
int cm_socket(struct MHD_Connection *_Nonnull connection);

/// The bytes of a request's head, from its method to the empty line; known once that was read.
size_t cm_head_size(struct MHD_Connection *_Nonnull connection);

/// The address of the peer, or NULL.
const struct sockaddr *_Nullable cm_peer(struct MHD_Connection *_Nonnull connection);

#endif
