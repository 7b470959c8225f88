#include "CCurl.h"

#include "CLazyLibrary.h"

static lazy_library libcurl = {.file = "libcurl.so.4"};

LAZY_FUNCTION(libcurl, CURLcode, curl_global_init, (long flags), (flags))
LAZY_FUNCTION(libcurl, CURL *, curl_easy_init, (void), ())
LAZY_FUNCTION(libcurl, void, curl_easy_cleanup, (CURL * handle), (handle))
LAZY_FUNCTION(libcurl, void, curl_easy_reset, (CURL * handle), (handle))
LAZY_FUNCTION(libcurl, CURLcode, curl_easy_perform, (CURL * handle), (handle))
LAZY_FUNCTION(libcurl, const char *, curl_easy_strerror, (CURLcode code), (code))
LAZY_FUNCTION(libcurl, struct curl_slist *, curl_slist_append, (struct curl_slist * list, const char *line), (list, line))
LAZY_FUNCTION(libcurl, void, curl_slist_free_all, (struct curl_slist * list), (list))
LAZY_FUNCTION(
  libcurl, CURLHcode, curl_easy_header,
  (CURL * handle, const char *name, size_t index, unsigned int origin, int request, struct curl_header **header),
  (handle, name, index, origin, request, header))

// The library's own are variadic; what is given takes one word in each call.
#define SET(handle, option, value) \
  ((CURLcode(*)(CURL *, CURLoption, ...))lazy_symbol(&libcurl, "curl_easy_setopt"))(handle, option, value)

CURLcode ccurl_global_init(void) { return lazy_load(&libcurl) ? curl_global_init(CURL_GLOBAL_ALL) : CURLE_FAILED_INIT; }

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) { return SET(handle, option, value); }

CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *text) { return SET(handle, option, text); }

CURLcode ccurl_set_headers(CURL *handle, struct curl_slist *list) { return SET(handle, CURLOPT_HTTPHEADER, list); }

CURLcode ccurl_set_body(CURL *handle, const void *bytes, size_t count) {
  CURLcode code = SET(handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
  return code != CURLE_OK ? code : SET(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

CURLcode ccurl_set_sink(CURL *handle, ccurl_sink sink, void *context) {
  CURLcode code = SET(handle, CURLOPT_WRITEFUNCTION, sink);
  return code != CURLE_OK ? code : SET(handle, CURLOPT_WRITEDATA, context);
}

CURLcode ccurl_set_progress(CURL *handle, ccurl_progress progress, void *context) {
  CURLcode code = SET(handle, CURLOPT_NOPROGRESS, 0L);
  if (code == CURLE_OK) code = SET(handle, CURLOPT_XFERINFOFUNCTION, progress);
  return code != CURLE_OK ? code : SET(handle, CURLOPT_XFERINFODATA, context);
}

CURLcode ccurl_set_opener(CURL *handle, ccurl_opener opener, ccurl_ready ready, void *context) {
  CURLcode code = SET(handle, CURLOPT_OPENSOCKETFUNCTION, opener);
  if (code == CURLE_OK) code = SET(handle, CURLOPT_OPENSOCKETDATA, context);
  if (code == CURLE_OK) code = SET(handle, CURLOPT_PREREQFUNCTION, ready);
  return code != CURLE_OK ? code : SET(handle, CURLOPT_PREREQDATA, context);
}

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
  return ((CURLcode(*)(CURL *, CURLINFO, ...))lazy_symbol(&libcurl, "curl_easy_getinfo"))(handle, info, value);
}
