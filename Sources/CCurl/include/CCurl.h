// libcurl, and of it what Swift cannot import.
#ifndef CCURL_H
#define CCURL_H

#if !__has_include(<curl/curl.h>)
#error "libcurl headers not found. Run: sudo apt-get install libcurl4-openssl-dev"
#endif
#include <curl/curl.h>

#endif
