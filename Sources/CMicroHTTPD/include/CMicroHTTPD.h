// libmicrohttpd, and of it what Swift cannot import.
#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

#if !__has_include(<microhttpd.h>)
#error "libmicrohttpd headers not found. Run: sudo apt-get install libmicrohttpd-dev"
#endif
#include <microhttpd.h>

#endif
