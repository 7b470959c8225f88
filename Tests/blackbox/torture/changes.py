"""What can become of a log: another one, or none."""
import contextlib
import errno
import os
import shutil
import socket

from state import line, request


def lines(*records):
    return "".join(line(record) + "\n" for record in records)


BEFORE = lines(*(request(number) for number in range(1, 4)))
#: Other tickets in as many bytes.
OTHERS = lines(*(request(number) for number in range(4, 7)))
#: Others again, in more bytes.
MORE = lines(*(request(number) for number in range(7, 12)))


def put(path, text):
    """Another file in the place of what stands there."""
    new = path.with_suffix(".new")
    new.write_text(text)
    os.replace(new, path)


def overwrite(path, text):
    with open(path, "r+") as file:
        file.write(text)
        file.truncate()


def rotate(path):
    path.rename(path.with_suffix(".1"))
    path.write_text(MORE)


def clear(path):
    """Nothing stands there any more."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink() or path.exists():
        path.unlink()


def become(make):
    def change(path):
        """Also where a writer makes the log anew in between."""
        while True:
            clear(path)
            with contextlib.suppress(FileExistsError):
                return make(path)
    return change


def bind(path):
    with socket.socket(socket.AF_UNIX) as listener:
        try:
            listener.bind(str(path))
        except OSError as failure:
            if failure.errno == errno.EADDRINUSE:
                raise FileExistsError(path) from failure
            raise


def link_to(text):
    def make(path):
        target = path.parent.parent / "elsewhere"
        if text:
            target.write_text(text)
        path.symlink_to(target)
    return make


#: How a log becomes another one, and the tickets that are right then.
CHANGES = {
    "rotated": (rotate, 5),
    "replaced by one of the same size": (lambda path: put(path, OTHERS), 3),
    "rewritten in the same size": (lambda path: overwrite(path, OTHERS), 3),
    "truncated": (lambda path: os.truncate(path, 0), 0),
    "truncated within a line": (lambda path: os.truncate(path, len(BEFORE) - 5), 2),
    "truncated and grown beyond": (lambda path: overwrite(path, MORE), 5),
    "removed": (clear, 0),
    "removed and made anew": (become(lambda path: path.write_text(OTHERS)), 3),
}
#: What is no log, and how the screen names it.
OBSTACLES = {
    "a FIFO": (become(os.mkfifo), "is not a regular file"),
    "a socket": (become(bind), "is not a regular file"),
    "a device": (become(lambda path: os.mknod(path, 0o20644, os.makedev(1, 5))), "is not a regular file"),
    "a directory": (become(os.mkdir), "is a directory"),
    "a symlink to a log": (become(link_to(OTHERS)), "is a symbolic link"),
    "a dangling symlink": (become(link_to(None)), "is a symbolic link"),
}
