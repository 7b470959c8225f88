// Shared libraries that few runs of a program need, loaded when the first of their functions is called: libcurl and
// libmicrohttpd bring thirty more with them, and would cost every start 4 ms.
#ifndef CLAZYLIBRARY_H
#define CLAZYLIBRARY_H

#include <stdbool.h>
#include <stddef.h>

typedef struct lazy_library {
  /// As the dynamic linker knows it, such as "libcurl.so.4".
  const char *_Nonnull file;
  void *_Nullable loaded;
} lazy_library;

/// Loads the library unless it is loaded. false where the machine lacks it. From any thread.
bool lazy_load(lazy_library *_Nonnull library);

/// The library's function of that name. Ends the process where there is none: `lazy_load` must have returned true.
void *_Nonnull lazy_symbol(lazy_library *_Nonnull library, const char *_Nonnull name);

/// Defines the function `name`, which the library's header declares, as a call of the library's own.
#define LAZY_FUNCTION(library, result, name, parameters, arguments)                               \
  __attribute__((visibility("hidden"))) result name parameters {                                  \
    static void *own;                                                                             \
    void *known = __atomic_load_n(&own, __ATOMIC_RELAXED);                                        \
    if (!known) __atomic_store_n(&own, known = lazy_symbol(&library, #name), __ATOMIC_RELAXED);   \
    return ((__typeof__(&name))known)arguments;                                                   \
  }

#endif
