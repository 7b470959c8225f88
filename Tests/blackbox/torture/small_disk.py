"""A file system of a few pages, mounted for a test."""
import contextlib
import os
import pathlib
import subprocess
import tempfile
import time

import pytest


@contextlib.contextmanager
def small_disk(kib):
    """The folder of a tmpfs of that size; where mounting is not allowed, one in a name space of its own."""
    place = tempfile.mkdtemp(prefix="tickets-disk-")
    options = ["-t", "tmpfs", "-o", f"size={kib}k", "tickets", place]
    keeper = None
    try:
        if subprocess.run(["mount", *options], capture_output=True).returncode:
            keeper = subprocess.Popen(["unshare", "-rm", "sh", "-c", 'mount "$@" && echo mounted && exec sleep 3600', "sh",
                                       *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            if keeper.stdout.readline() != "mounted\n":
                pytest.skip("neither mount nor unshare is allowed here")
            place_seen = f"/proc/{keeper.pid}/root{place}"
        else:
            place_seen = place
        yield pathlib.Path(place_seen)
    finally:
        if keeper:
            keeper.kill()
            keeper.wait()
        else:
            while subprocess.run(["umount", place], capture_output=True).returncode and os.path.ismount(place):
                time.sleep(0.05)
        os.rmdir(place)


def fill(disk, leave=0):
    """Takes all room but so many bytes; what to delete to give it back."""
    ballast = disk / "ballast"
    with open(ballast, "ab", buffering=0) as file:
        with contextlib.suppress(OSError):
            while True:
                file.write(b"\0" * 4096)
        file.truncate(max(0, file.tell() - leave))
    return ballast
