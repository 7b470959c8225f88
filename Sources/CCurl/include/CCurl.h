// libcurl, loaded when it is first used, and of it what Swift cannot import: the variadic calls, each with the one type
// that an option takes.
#ifndef CCURL_H
#define CCURL_H

#if !__has_include(<curl/curl.h>)
#error "libcurl headers not found. Run: sudo apt-get install libcurl4-openssl-dev"
#endif
#include <curl/curl.h>
#include <stddef.h>

/// Takes the next bytes of the answer; fewer than `count` ends the transfer.
typedef size_t (*ccurl_sink)(const char *_Nonnull bytes, size_t size, size_t count, void *_Nullable context);

/// Called about once a second and whenever something happens; anything but 0 ends the transfer.
typedef int (*ccurl_progress)(
  void *_Nullable context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up);

/// Makes the socket that a connection is made with; CURL_SOCKET_BAD ends the transfer.
typedef curl_socket_t (*ccurl_opener)(
  void *_Nullable context, curlsocktype purpose, struct curl_sockaddr *_Nonnull address);

/// Called when a connection is there, before anything is sent; CURL_PREREQFUNC_ABORT ends the transfer.
typedef int (*ccurl_ready)(
  void *_Nullable context, char *_Nullable address, char *_Nullable own_address, int port, int own_port);

/// Once, before any other call. CURLE_FAILED_INIT where the machine lacks libcurl.
CURLcode ccurl_global_init(void);

CURLcode ccurl_set_long(CURL *_Nonnull handle, CURLoption option, long value);
/// The text is copied.
CURLcode ccurl_set_text(CURL *_Nonnull handle, CURLoption option, const char *_Nullable text);
/// The list must outlive the transfer.
CURLcode ccurl_set_headers(CURL *_Nonnull handle, struct curl_slist *_Nullable list);
/// The bytes are copied.
CURLcode ccurl_set_body(CURL *_Nonnull handle, const void *_Nonnull bytes, size_t count);
CURLcode ccurl_set_sink(CURL *_Nonnull handle, ccurl_sink _Nonnull sink, void *_Nullable context);
CURLcode ccurl_set_progress(CURL *_Nonnull handle, ccurl_progress _Nonnull progress, void *_Nullable context);
CURLcode ccurl_set_opener(
  CURL *_Nonnull handle, ccurl_opener _Nonnull opener, ccurl_ready _Nonnull ready, void *_Nullable context);
CURLcode ccurl_get_long(CURL *_Nonnull handle, CURLINFO info, long *_Nonnull value);

#endif
