"""What workers may find at worker.lock when they start at once, and what then is right."""
import os
import shutil
import time
from datetime import datetime, timedelta, timezone

SEOUL = timezone(timedelta(hours=9))


def content(pid=999_999, age=0.0, zone=SEOUL):
    at = datetime.now(zone) - timedelta(seconds=age)
    return f'{{"pid": {pid}, "acquired_at": "{at.isoformat(timespec="microseconds")}"}}'


def file(text, age=0.0):
    """A file of this content, last written `age` seconds ago."""
    def put(path):
        path.write_bytes(text() if callable(text) else text)
        os.utime(path, (time.time() - age,) * 2)
    return put


def link_to_nothing(path):
    path.symlink_to("nowhere.lock")


def nothing(path):
    pass


HOUR = 3600.0

#: One of them gets the lock.
TAKEN = {
    "absent": nothing,
    "stale": file(lambda: content(age=600.0).encode()),
    "stale by a year": file(lambda: content(age=365 * 24 * HOUR).encode()),
    "stale, of one that lives": file(lambda: content(pid=os.getpid(), age=601).encode()),
    "stale in New York": file(lambda: content(age=700, zone=timezone(timedelta(hours=-5))).encode()),
    "old garbage": file(b"\x00\xff{{{", age=HOUR),
    "old and empty": file(b"", age=HOUR),
    "old and cut off": file(b'{"pid": 4711, "acquired_at": "2099-01-01T', age=HOUR),
    "old, without a time": file(b'{"pid": 4711}', age=HOUR),
    "old and far too long": file(b"x" * 200_000, age=HOUR),
}

#: Nobody gets it, and it stays as it is.
LOCKED = {
    "fresh": file(lambda: content(age=10).encode(), age=HOUR),
    "nearly stale": file(lambda: content(age=540).encode(), age=HOUR),
    "of the future": file(lambda: content(age=-24 * HOUR).encode(), age=HOUR),
    "fresh garbage": file(b"\x00\xff{{{"),
    "fresh and empty": file(b""),
    "fresh and cut off": file(b'{"pid": 4711, "acquired_at": "2001-01-01T', age=30),
    "written in the future": file(b"?", age=-365 * 24 * HOUR),
}

#: No lock at all: an error for everybody, and nothing is followed or removed.
REFUSED = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link to nothing": link_to_nothing,
}


def clear(path):
    """Nothing stands there afterwards."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def seen(path):
    """What stands there, for comparison."""
    if not os.path.lexists(path):
        return None
    status = os.lstat(path)
    return status.st_ino, status.st_mtime_ns, path.read_bytes() if path.is_file() else None
