/* The worker lock as Sources/TicketLog/Lock keeps it (spec: lock.md). One step here is one system call there.
 *
 *   guard     flock on the state folder; dies with its holder; waiting for it may time out
 *   acquire   look (no guard); prepare a new file; guard { look again, judge, link or rename }
 *   append    guard { fence: bytes still ours?; catch up and decide; append }; no: release
 *   renew     prepare; guard { bytes ours? rename over : lost }; a rename that fails leaves the lock as it is
 *   release   guard { bytes ours? unlink : leave }; an unlink that fails leaves it to grow stale
 *   by hand   guard { catch up and decide; append }: operators and the API need no lock
 *
 * The adversary decides what time it is: any look at a lock may find it stale or not, which covers a process stopped
 * for any time, suspend, clocks that jump either way, and an operator's --take-over. It lets any look and any change of
 * the folder fail, which covers a disk that is full or breaks, no descriptors, and a prepared file that was swept. It
 * kills a process at any step, as often as KILLS says (255: always). Workers try again for ever.
 *
 * -DMUTATION=n breaks the protocol in one place, -DREACH=n claims that something never happens: every one of both must
 * be found. */

#ifndef WORKERS
#define WORKERS 3
#endif
#ifndef KILLS
#define KILLS 2
#endif
#ifndef OPERATORS    /* 0 or 1 */
#define OPERATORS 1
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
#define UNREADABLE_COUNTS_AS_OURS (MUTATION == 14)
#define ALL_LOCKS_ARE_ALIKE      (MUTATION == 15)
#define NO_GUARD_FOR_OPERATORS   (MUTATION == 16)

/* What has to be reached for the model to mean anything. */
#define TOOK_OVER_A_STALE_LOCK      (REACH == 1)
#define WAS_FENCED_OUT              (REACH == 2)
#define TOOK_THE_TICKET             (REACH == 3)
#define FOUND_THE_TICKET_DONE       (REACH == 4)
#define RENEWED                     (REACH == 5)
#define LOST_THE_LOCK_AT_RENEWAL    (REACH == 6)
#define LEFT_ITS_LOCK_TO_GROW_STALE (REACH == 7)
#define RELEASED                    (REACH == 8)
#define LEFT_ANOTHERS_LOCK_ALONE    (REACH == 9)
#define DIED_WITH_THE_GUARD         (REACH == 10)
#define DIED_WITH_THE_LOCK          (REACH == 11)
#define COULD_NOT_ACQUIRE           (REACH == 12)
#define COULD_NOT_LOOK              (REACH == 13)
#define COULD_NOT_RENEW             (REACH == 14)
#define COULD_NOT_RELEASE           (REACH == 15)
#define COMPLETED_THE_TICKET        (REACH == 16)
#define OPERATOR_TOOK_THE_TICKET    (REACH == 17)

#define NOBODY 255
#define ABSENT 0
/* A worker has three sets of bytes to write, so that each lock differs from the one that stands and from its last. */
#define BYTES(n) (ALL_LOCKS_ARE_ALIKE -> n + 1 : 3 * me + n + 1)

byte lock = ABSENT;      /* the bytes of worker.lock */
byte owner = NOBODY;     /* who put them there, which no worker can see */
byte guard = NOBODY;     /* who holds the flock */
byte victim = NOBODY;    /* who is being killed */
byte kills = KILLS;

/* One ticket in the log; how many were told that they took it, and how many that they completed it. */
mtype = { OPEN, IN_PROGRESS, DONE };
mtype ticket = OPEN;
byte takers = 0;
byte enders = 0;

inline reached(event) { assert(!event) }

inline must_hold() { assert(lock == mine && owner == me) }

inline leave_guard() { if :: guard == me -> guard = NOBODY :: else fi }

/* Decided by what was known: the step that is written, or a conflict. */
inline append() {
  if
  :: known == OPEN -> ticket = IN_PROGRESS; takers++; assert(takers == 1)
  :: known == IN_PROGRESS -> ticket = DONE; enders++; assert(enders == 1)
  :: else
  fi
}

inline forget() { mine = ABSENT; new = ABSENT; seen = ABSENT; stale = false; known = OPEN }

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
    :: atomic { reached(COULD_NOT_ACQUIRE); leave_guard(); goto out }    /* the look, the link or the rename failed */
    :: seen == ABSENT ->
       atomic { if :: lock == ABSENT -> lock = new; mine = new; owner = me    /* link */
                   :: else -> leave_guard(); goto out             /* EEXIST */
                fi }
    :: seen != ABSENT && !stale && !TAKEOVER_OF_FRESH_LOCK ->
       atomic { if :: !LOCKED_KEEPS_GUARD -> leave_guard() :: else fi; goto out }
    :: seen != ABSENT && (stale || TAKEOVER_OF_FRESH_LOCK) ->
       if
       :: TAKEOVER_OUTSIDE_GUARD -> guard = NOBODY; atomic { guard == NOBODY -> guard = me }
       :: else
       fi;
       atomic {                                                   /* rename over what was judged */
         assert(lock == seen && stale); reached(TOOK_OVER_A_STALE_LOCK); lock = new; mine = new; owner = me
       }
    fi;
    atomic { leave_guard(); new = ABSENT; seen = ABSENT; stale = false };

    /* ---- hold: any order of appends and renewals ---- */
    do
    :: mine != ABSENT ->                                           /* append */
       if :: FENCE_BEFORE_GUARD -> seen = lock :: else fi;
       if
       :: NO_GUARD_AROUND_APPEND -> skip
       :: atomic { !NO_GUARD_AROUND_APPEND && guard == NOBODY -> guard = me }
       fi;
       if
       :: FENCE_BEFORE_GUARD -> skip
       :: NO_FENCE -> seen = mine
       :: !FENCE_BEFORE_GUARD && !NO_FENCE -> seen = lock
       :: !NO_FENCE ->                                            /* what cannot be read cannot be shown to be ours */
          if :: UNREADABLE_COUNTS_AS_OURS -> seen = mine :: else -> reached(COULD_NOT_LOOK); seen = ABSENT fi
       fi;
       if
       :: seen != mine ->                                         /* lock lost, as far as this worker knows */
          atomic { reached(WAS_FENCED_OUT); leave_guard(); seen = ABSENT; break }
       :: else ->
          known = ticket;                                         /* catch up and decide */
          atomic { must_hold();                                   /* who writes holds the lock, at that very moment */
                   if
                   :: known == OPEN -> reached(TOOK_THE_TICKET)
                   :: known == IN_PROGRESS -> reached(COMPLETED_THE_TICKET)
                   :: else -> reached(FOUND_THE_TICKET_DONE)
                   fi;
                   append() }
       fi;
       atomic { leave_guard(); seen = ABSENT; known = OPEN }
    :: mine != ABSENT ->                                           /* renew */
       atomic { prepare(new) };
       if
       :: NO_GUARD_IN_RENEW -> skip
       :: atomic { !NO_GUARD_IN_RENEW && guard == NOBODY -> guard = me }
       fi;
       seen = lock;
       if
       :: seen == mine || RENEW_UNCHECKED ->
          atomic { must_hold(); reached(RENEWED); lock = new; mine = new }
       :: seen != mine && !RENEW_UNCHECKED ->                     /* lock lost */
          atomic { reached(LOST_THE_LOCK_AT_RENEWAL); mine = ABSENT }
       :: reached(COULD_NOT_RENEW)                                /* the look or the rename failed: still ours */
       fi;
       atomic { leave_guard(); seen = ABSENT; new = ABSENT }
    :: break
    od;

    /* ---- release ---- */
    if
    :: mine == ABSENT -> goto out
    :: atomic {                                                   /* busy */
         mine != ABSENT && guard != NOBODY -> reached(LEFT_ITS_LOCK_TO_GROW_STALE); goto out
       }
    :: mine != ABSENT && NO_GUARD_IN_RELEASE -> skip
    :: atomic { mine != ABSENT && !NO_GUARD_IN_RELEASE && guard == NOBODY -> guard = me }
    fi;
    seen = lock;
    if
    :: seen == mine || RELEASE_UNCHECKED ->
       atomic { must_hold(); reached(RELEASED); lock = ABSENT; owner = NOBODY }
    :: seen != mine && !RELEASE_UNCHECKED -> reached(LEFT_ANOTHERS_LOCK_ALONE)
    :: reached(COULD_NOT_RELEASE)                                 /* the look or the unlink failed: it grows stale */
    fi;
    atomic { leave_guard() };
out:
    atomic { forget() }
  } unless {
    /* kill -9: the kernel drops the flock, the lock stays, another process starts. */
    atomic {
      victim == me ->
      victim = NOBODY;
      if :: guard == me -> reached(DIED_WITH_THE_GUARD); if :: !GUARD_OUTLIVES_HOLDER -> guard = NOBODY :: else fi :: else fi;
      if :: lock == mine && mine != ABSENT -> reached(DIED_WITH_THE_LOCK) :: else fi;
      forget()
    }
  }
  od
}

/* Consumes and completes by hand, or through the API: under the guard, but without a lock. Nobody sees a step of it. */
proctype Operator() {
  mtype known = OPEN;
end:
  do
  :: atomic {
       !NO_GUARD_FOR_OPERATORS && guard == NOBODY ->
       known = ticket;
       if :: known == OPEN -> reached(OPERATOR_TOOK_THE_TICKET) :: else fi;
       append();
       known = OPEN
     }
  :: NO_GUARD_FOR_OPERATORS ->
     known = ticket;
     atomic { append(); known = OPEN }
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
    if :: OPERATORS -> run Operator() :: else fi;
    run Killer()
  }
}
