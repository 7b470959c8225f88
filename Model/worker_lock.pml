/* The worker lock as Sources/TicketLog/Lock keeps it (spec: lock.md). One step here is one system call there.
 *
 *   guard     flock on the state folder; dies with its holder; waiting for it may time out
 *   acquire   look (no guard); prepare a new file; guard { look again, judge, link or rename }
 *   append    guard { fence: bytes still ours?; catch up and decide; append }
 *   renew     prepare; guard { bytes ours? rename over : lost }
 *   release   guard { bytes ours? unlink : leave }
 *
 * The adversary decides what time it is: any look at a lock may find it stale or not, which covers a process stopped
 * for any time, suspend, and clocks that jump either way. It kills a process at any step, as often as KILLS says
 * (255: always). Workers try again for ever.
 *
 * -DMUTATION=n breaks the protocol in one place, -DREACH=n claims that something never happens: every one of both must
 * be found. */

#ifndef WORKERS
#define WORKERS 3
#endif
#ifndef KILLS
#define KILLS 2
#endif
#ifndef MUTATION
#define MUTATION 0
#endif
#ifndef REACH
#define REACH 0
#endif

/* Ways to break it. `Model/check` reads this list and the next. */
#define NO_GUARD_IN_ACQUIRE      (MUTATION == 1)
#define NO_GUARD_AROUND_APPEND   (MUTATION == 2)
#define NO_FENCE                 (MUTATION == 3)
#define FENCE_BEFORE_GUARD       (MUTATION == 4)
#define TAKEOVER_OUTSIDE_GUARD   (MUTATION == 5)
#define RELEASE_UNCHECKED        (MUTATION == 6)
#define NO_GUARD_IN_RELEASE      (MUTATION == 7)
#define RENEW_UNCHECKED          (MUTATION == 8)
#define NO_GUARD_IN_RENEW        (MUTATION == 9)
#define LOCKED_KEEPS_GUARD       (MUTATION == 10)
#define GUARD_OUTLIVES_HOLDER    (MUTATION == 11)
#define FIRST_LOOK_DECIDES       (MUTATION == 12)
#define TAKEOVER_OF_FRESH_LOCK   (MUTATION == 13)

/* What has to be reached for the model to mean anything. */
#define TOOK_OVER_A_STALE_LOCK      (REACH == 1)
#define WAS_FENCED_OUT              (REACH == 2)
#define TOOK_THE_TICKET             (REACH == 3)
#define FOUND_THE_TICKET_TAKEN      (REACH == 4)
#define RENEWED                     (REACH == 5)
#define LOST_THE_LOCK_AT_RENEWAL    (REACH == 6)
#define LEFT_ITS_LOCK_TO_GROW_STALE (REACH == 7)
#define RELEASED                    (REACH == 8)
#define LEFT_ANOTHERS_LOCK_ALONE    (REACH == 9)
#define DIED_WITH_THE_GUARD         (REACH == 10)
#define DIED_WITH_THE_LOCK          (REACH == 11)

#define NOBODY 255
#define ABSENT 0
/* A worker has three sets of bytes to write, so that each lock differs from the one that stands and from its last. */
#define BYTES(n) (3 * me + n + 1)

byte lock = ABSENT;      /* the bytes of worker.lock */
byte guard = NOBODY;     /* who holds the flock */
byte victim = NOBODY;    /* who is being killed */
byte kills = KILLS;

/* One ticket in the log, and how many workers were told that they took it. */
mtype = { OPEN, IN_PROGRESS };
mtype ticket = OPEN;
byte winners = 0;

inline reached(event) { assert(!event) }

/* A fresh set of bytes: neither those that stand in the file nor those that we believe in. */
inline prepare(bytes) {
  if
  :: lock != BYTES(0) && mine != BYTES(0) -> bytes = BYTES(0)
  :: else ->
     if
     :: lock != BYTES(1) && mine != BYTES(1) -> bytes = BYTES(1)
     :: else -> bytes = BYTES(2)
     fi
  fi
}

proctype Worker(byte me) {
  byte mine = ABSENT;    /* the bytes that we believe are in the file; ABSENT: we hold no lock */
  byte new = ABSENT;     /* the bytes of the prepared file */
  byte seen = ABSENT;    /* what the last look found */
  bool stale = false;    /* how the last look judged it */
  mtype known = OPEN;    /* the ticket as we know it after catching up */

  do
  :: true -> {
    assert(guard != me);

    /* ---- acquire ---- */
    atomic { seen = lock; if :: seen != ABSENT -> stale = true :: stale = false fi };
    if :: seen != ABSENT && !stale -> goto out :: else fi;
    atomic { prepare(new) };
    if
    :: NO_GUARD_IN_ACQUIRE -> skip
    :: atomic { !NO_GUARD_IN_ACQUIRE && guard == NOBODY -> guard = me }
    :: atomic { guard != NOBODY -> goto out }                     /* waited long enough: busy */
    fi;
    if
    :: FIRST_LOOK_DECIDES -> skip
    :: else -> atomic { seen = lock; if :: seen != ABSENT -> stale = true :: stale = false fi }
    fi;
    if
    :: seen == ABSENT ->
       atomic { if :: lock == ABSENT -> lock = new; mine = new    /* link */
                   :: else -> if :: guard == me -> guard = NOBODY :: else fi; goto out    /* EEXIST */
                fi }
    :: seen != ABSENT && !stale && !TAKEOVER_OF_FRESH_LOCK ->
       atomic { if :: guard == me && !LOCKED_KEEPS_GUARD -> guard = NOBODY :: else fi; goto out }
    :: else ->
       if
       :: TAKEOVER_OUTSIDE_GUARD -> guard = NOBODY; atomic { guard == NOBODY -> guard = me }
       :: else
       fi;
       atomic { assert(lock == seen && stale); reached(TOOK_OVER_A_STALE_LOCK); lock = new; mine = new }    /* rename over what was judged */
    fi;
    atomic { if :: guard == me -> guard = NOBODY :: else fi; new = ABSENT; seen = ABSENT; stale = false };

    /* ---- hold: any order of appends and renewals ---- */
    do
    :: mine != ABSENT ->                                           /* append */
       if :: FENCE_BEFORE_GUARD -> seen = lock :: else fi;
       if
       :: NO_GUARD_AROUND_APPEND -> skip
       :: atomic { !NO_GUARD_AROUND_APPEND && guard == NOBODY -> guard = me }
       fi;
       if :: FENCE_BEFORE_GUARD -> skip :: NO_FENCE -> seen = mine :: else -> seen = lock fi;
       if
       :: seen != mine -> atomic { reached(WAS_FENCED_OUT); mine = ABSENT }    /* fenced out: lock lost */
       :: else ->
          known = ticket;                                         /* catch up and decide */
          atomic { assert(lock == mine);                          /* who writes holds the lock, at that very moment */
                   if
                   :: known == OPEN -> reached(TOOK_THE_TICKET); ticket = IN_PROGRESS; winners++; assert(winners == 1)
                   :: else -> reached(FOUND_THE_TICKET_TAKEN)
                   fi }
       fi;
       atomic { if :: guard == me -> guard = NOBODY :: else fi; seen = ABSENT; known = OPEN }
    :: mine != ABSENT ->                                           /* renew */
       atomic { prepare(new) };
       if
       :: NO_GUARD_IN_RENEW -> skip
       :: atomic { !NO_GUARD_IN_RENEW && guard == NOBODY -> guard = me }
       fi;
       seen = lock;
       if
       :: seen == mine || RENEW_UNCHECKED ->
          atomic { assert(lock == mine); reached(RENEWED); lock = new; mine = new }
       :: else -> atomic { reached(LOST_THE_LOCK_AT_RENEWAL); mine = ABSENT }            /* lock lost */
       fi;
       atomic { if :: guard == me -> guard = NOBODY :: else fi; seen = ABSENT; new = ABSENT }
    :: break
    od;

    /* ---- release ---- */
    if
    :: mine == ABSENT -> goto out
    :: atomic { mine != ABSENT && guard != NOBODY -> reached(LEFT_ITS_LOCK_TO_GROW_STALE); goto out }             /* busy: it grows stale */
    :: mine != ABSENT && NO_GUARD_IN_RELEASE -> skip
    :: atomic { mine != ABSENT && !NO_GUARD_IN_RELEASE && guard == NOBODY -> guard = me }
    fi;
    seen = lock;
    if
    :: seen == mine || RELEASE_UNCHECKED -> atomic { assert(lock == mine); reached(RELEASED); lock = ABSENT }
    :: else -> reached(LEFT_ANOTHERS_LOCK_ALONE)                                         /* not ours: left alone */
    fi;
    atomic { if :: guard == me -> guard = NOBODY :: else fi };
out:
    atomic { mine = ABSENT; new = ABSENT; seen = ABSENT; stale = false; known = OPEN }
  } unless {
    /* kill -9: the kernel drops the flock, the lock stays, another process starts. */
    atomic {
      victim == me ->
      victim = NOBODY;
      if :: guard == me -> reached(DIED_WITH_THE_GUARD); if :: !GUARD_OUTLIVES_HOLDER -> guard = NOBODY :: else fi :: else fi;
      if :: lock == mine && mine != ABSENT -> reached(DIED_WITH_THE_LOCK) :: else fi;
      mine = ABSENT; new = ABSENT; seen = ABSENT; stale = false; known = OPEN
    }
  }
  od
}

proctype Killer() {
  byte who;
end:
  do
  :: atomic {
       kills > 0 && victim == NOBODY ->
       if :: kills < 255 -> kills-- :: else fi;
       select (who : 0 .. WORKERS - 1);
       victim = who; who = 0
     }
  od
}

init {
  atomic {
    byte i;
    for (i : 0 .. WORKERS - 1) { run Worker(i) }
    run Killer()
  }
}
