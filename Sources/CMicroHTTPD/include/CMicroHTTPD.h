// libmicrohttpd, and of it what Swift cannot import: variadic functions and macros.
#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

#if !__has_include(<microhttpd.h>)
#error "libmicrohttpd headers not found. Run: sudo apt-get install libmicrohttpd-dev"
#endif
#include <microhttpd.h>
#include <stdarg.h>

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

static inline void cm_keep_silent(void *_Nullable context, const char *_Nullable format, va_list arguments) {
  (void)context, (void)format, (void)arguments;
}

/// A thread for each connection of `listening`, which the daemon closes in the end. All callbacks get `context`.
static inline struct MHD_Daemon *_Nullable cm_start(
  int listening, cm_limits limits, void *_Nonnull context, MHD_AccessHandlerCallback _Nonnull handle,
  cm_target_callback begin, MHD_RequestCompletedCallback _Nonnull end, MHD_NotifyConnectionCallback _Nonnull connection
) {
  const unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC;
  return MHD_start_daemon(
    flags, 0, NULL, NULL, handle, context,
    MHD_OPTION_EXTERNAL_LOGGER, cm_keep_silent, NULL,  // must be the first
    MHD_OPTION_LISTEN_SOCKET, listening,
    MHD_OPTION_URI_LOG_CALLBACK, begin, context,
    MHD_OPTION_NOTIFY_COMPLETED, end, context,
    MHD_OPTION_NOTIFY_CONNECTION, connection, context,
    MHD_OPTION_CONNECTION_LIMIT, limits.connections,
    MHD_OPTION_PER_IP_CONNECTION_LIMIT, limits.connections_per_address,
    MHD_OPTION_CONNECTION_TIMEOUT, limits.idle_seconds,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits.connection_memory,
    MHD_OPTION_THREAD_STACK_SIZE, limits.thread_stack,
    MHD_OPTION_STRICT_FOR_CLIENT, 1,
    MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
    MHD_OPTION_END);
}

/// The connection's socket, or -1.
static inline int cm_socket(struct MHD_Connection *_Nonnull connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

/// The address of the peer, or NULL.
static inline const struct sockaddr *_Nullable cm_peer(struct MHD_Connection *_Nonnull connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return info ? info->client_addr : NULL;
}

#endif
