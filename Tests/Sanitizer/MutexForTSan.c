// Swift's `Mutex` waits inside the standard library, which is not built for the thread sanitizer: it sees neither that
// a waiting thread got the lock, nor that it was handed on, and reports what the lock protects as a race. Preloaded
// into a sanitized test run, this tells it (Swift 6.3 on Linux):
//
//   clang -O1 -shared -fPIC Tests/Sanitizer/MutexForTSan.c -o .build/mutex-for-tsan.so -ldl
//   LD_PRELOAD=$PWD/.build/mutex-for-tsan.so swift test --skip-build --sanitize=thread
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdatomic.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

// Absent in processes without the sanitizer, which are preloaded too.
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

SWIFT void lock_slow(uint32_t owner, SELF void *mutex) __asm__(LOCK);
SWIFT void unlock_slow(SELF void *mutex) __asm__(UNLOCK);

static void *original(_Atomic(void *) *known, const char *name) {
  void *function = atomic_load_explicit(known, memory_order_relaxed);
  if (!function) atomic_store_explicit(known, function = dlsym(RTLD_NEXT, name), memory_order_relaxed);
  return function;
}

SWIFT void lock_slow(uint32_t owner, SELF void *mutex) {
  static _Atomic(void *) known;
  ((SWIFT void (*)(uint32_t, SELF void *))original(&known, LOCK))(owner, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlock_slow(SELF void *mutex) {
  static _Atomic(void *) known;
  if (__tsan_release) __tsan_release(mutex);
  ((SWIFT void (*)(SELF void *))original(&known, UNLOCK))(mutex);
}
