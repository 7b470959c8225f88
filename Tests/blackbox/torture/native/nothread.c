/* LD_PRELOAD: the system has no thread left for the first ones that are wanted. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>

typedef int create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

static atomic_int refused;

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *context) {
    create *next = (create *)dlsym(RTLD_NEXT, "pthread_create");
    return atomic_fetch_add(&refused, 1) < 2 ? EAGAIN : next(thread, attributes, start, context);
}
