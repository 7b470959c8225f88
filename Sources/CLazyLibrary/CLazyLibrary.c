#include "CLazyLibrary.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

bool lazy_load(lazy_library *library) {
  if (__atomic_load_n(&library->loaded, __ATOMIC_ACQUIRE)) return true;
  // Two threads at once get the same handle: the linker counts how often a library was asked for.
  void *loaded = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
  if (loaded) __atomic_store_n(&library->loaded, loaded, __ATOMIC_RELEASE);
  return loaded != NULL;
}

void *lazy_symbol(lazy_library *library, const char *name) {
  void *symbol = lazy_load(library) ? dlsym(library->loaded, name) : NULL;
  if (symbol) return symbol;
  fprintf(stderr, "tickets: %s lacks %s\n", library->file, name);
  abort();
}
