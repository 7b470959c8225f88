#define _XOPEN_SOURCE 700
#include <locale.h>
#include <malloc.h>
#include <stddef.h>
#include <wchar.h>
#include "CLinux.h"

extern int wcwidth(wchar_t c);

int cl_wcwidth(uint32_t scalar) {
  static locale_t utf8 = (locale_t)0;
  locale_t table = __atomic_load_n(&utf8, __ATOMIC_ACQUIRE);
  if (table == (locale_t)0) {
    locale_t fresh = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (fresh == (locale_t)0) return scalar >= 0x20 && scalar < 0x7f ? 1 : -1;
    if (!__atomic_compare_exchange_n(&utf8, &table, fresh, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
      freelocale(fresh);  // another thread was first; `table` now holds its locale
    else
      table = fresh;
  }
  locale_t before = uselocale(table);
  int width = wcwidth((wchar_t)scalar);
  uselocale(before);
  return width;
}

void cl_use_one_heap(void) {
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TOP_PAD, 16 << 20);
}

static int argument_count;
static char **arguments;

// glibc gives constructors what it gives `main`.
__attribute__((constructor)) static void keep_arguments(int count, char **words) {
  argument_count = count;
  arguments = words;
}

const char *cl_argument(int index) { return index >= 0 && index < argument_count ? arguments[index] : NULL; }
