#include "CMicroHTTPD.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "CLazyLibrary.h"

static lazy_library libmicrohttpd = {.file = "libmicrohttpd.so.12"};

LAZY_FUNCTION(
  libmicrohttpd, enum MHD_Result, MHD_add_response_header,
  (struct MHD_Response * response, const char *name, const char *value), (response, name, value))
LAZY_FUNCTION(
  libmicrohttpd, struct MHD_Response *, MHD_create_response_from_buffer,
  (size_t size, void *buffer, enum MHD_ResponseMemoryMode mode), (size, buffer, mode))
LAZY_FUNCTION(
  libmicrohttpd, struct MHD_Response *, MHD_create_response_from_callback,
  (uint64_t size, size_t block, MHD_ContentReaderCallback reader, void *context, MHD_ContentReaderFreeCallback end),
  (size, block, reader, context, end))
LAZY_FUNCTION(libmicrohttpd, void, MHD_destroy_response, (struct MHD_Response * response), (response))
LAZY_FUNCTION(
  libmicrohttpd, enum MHD_Result, MHD_queue_response,
  (struct MHD_Connection * connection, unsigned int status, struct MHD_Response *response),
  (connection, status, response))
LAZY_FUNCTION(
  libmicrohttpd, int, MHD_get_connection_values_n,
  (struct MHD_Connection * connection, enum MHD_ValueKind kind, MHD_KeyValueIteratorN iterator, void *context),
  (connection, kind, iterator, context))
LAZY_FUNCTION(libmicrohttpd, MHD_socket, MHD_quiesce_daemon, (struct MHD_Daemon * daemon), (daemon))
LAZY_FUNCTION(libmicrohttpd, void, MHD_stop_daemon, (struct MHD_Daemon * daemon), (daemon))

typedef struct MHD_Daemon *(*start_daemon)(
  unsigned int flags, uint16_t port, MHD_AcceptPolicyCallback, void *, MHD_AccessHandlerCallback, void *, ...);
typedef const union MHD_ConnectionInfo *(*get_connection_info)(
  struct MHD_Connection *, enum MHD_ConnectionInfoType, ...);

static start_daemon starter(void) { return (start_daemon)lazy_symbol(&libmicrohttpd, "MHD_start_daemon"); }

bool cm_load(void) { return lazy_load(&libmicrohttpd); }

static const int pause_ms = 100;

/// Passes over all that it says. Where no descriptor is left to accept a connection with, it says so and asks again at once,
/// for as long as that lasts: this is the only place to have it wait.
static void keep_silent(void *context, const char *format, va_list arguments) {
  (void)context, (void)format, (void)arguments;
  int spare = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (spare >= 0)
    close(spare);
  else
    poll(NULL, 0, pause_ms);
}

struct MHD_Daemon *cm_start(
  int listening, cm_limits limits, void *context, MHD_AccessHandlerCallback handle, cm_target_callback begin,
  MHD_RequestCompletedCallback end, MHD_NotifyConnectionCallback connection
) {
  const unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC |
                         MHD_USE_ERROR_LOG;
  return starter()(
    flags, 0, NULL, NULL, handle, context,
    MHD_OPTION_EXTERNAL_LOGGER, keep_silent, NULL,  // must be the first
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

static const union MHD_ConnectionInfo *info(struct MHD_Connection *connection, enum MHD_ConnectionInfoType type) {
  return ((get_connection_info)lazy_symbol(&libmicrohttpd, "MHD_get_connection_info"))(connection, type);
}

int cm_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *known = info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return known ? known->connect_fd : -1;
}

size_t cm_head_size(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *known = info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  return known ? known->header_size : 0;
}

const struct sockaddr *cm_peer(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *known = info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  return known ? known->client_addr : NULL;
}
