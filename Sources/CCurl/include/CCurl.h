// libcurl, and of it what Swift cannot import: the variadic calls, each with the one type that an option takes.
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

static inline CURLcode ccurl_global_init(void) { return curl_global_init(CURL_GLOBAL_ALL); }

static inline CURLcode ccurl_set_long(CURL *_Nonnull handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
/// The text is copied.
static inline CURLcode ccurl_set_text(CURL *_Nonnull handle, CURLoption option, const char *_Nullable text) {
  return curl_easy_setopt(handle, option, text);
}
/// The list must outlive the transfer.
static inline CURLcode ccurl_set_headers(CURL *_Nonnull handle, struct curl_slist *_Nullable list) {
  return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
}
/// The bytes are copied.
static inline CURLcode ccurl_set_body(CURL *_Nonnull handle, const void *_Nonnull bytes, size_t count) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}
static inline CURLcode ccurl_set_sink(CURL *_Nonnull handle, ccurl_sink _Nonnull sink, void *_Nullable context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, sink);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
}
static inline CURLcode ccurl_set_progress(
  CURL *_Nonnull handle, ccurl_progress _Nonnull progress, void *_Nullable context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context);
}
static inline CURLcode ccurl_get_long(CURL *_Nonnull handle, CURLINFO info, long *_Nonnull value) {
  return curl_easy_getinfo(handle, info, value);
}

#endif
