/* LD_PRELOAD: what many preloaded libraries do before the program begins; the environment then stands elsewhere. */
#include <stdlib.h>

__attribute__((constructor)) static void set(void) { setenv("SET_BEFORE_MAIN", "1", 1); }
