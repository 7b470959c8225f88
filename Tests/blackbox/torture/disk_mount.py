"""Mounts a `Disk` with FUSE: python disk_mount.py MOUNTPOINT SEED [SUBTYPE]. It is told what happens to it by lines on its
standard input, and answers each with one: `cut`, `boot`, `sync`, `count`, `arm N`, `fail N [ALL]`, `renumber`."""
import errno
import itertools
import os
import random
import stat
import sys
import threading

from fuse import FUSE, FuseOSError, Operations

from disk import Disk, File, Folder

#: What changes something: before each of these the power may fail.
CHANGES = {"create", "mkdir", "write", "truncate", "rename", "link", "unlink", "rmdir", "fsync", "fsyncdir", "symlink"}


class Handle:
    def __init__(self, node):
        self.node, self.failures_seen = node, node.failures


class Mounted(Operations):
    use_ns = True
    #: A file that is open may have lost its name.
    flag_nullpath_ok = True

    def __init__(self, disk):
        self.disk, self.mutex = disk, threading.Lock()
        self.is_off = False
        self.changes = 0
        #: Before how many more changes the power fails; None: it does not.
        self.armed = None
        #: Which syncs from now on fail.
        self.failing = range(0)
        self.syncs = 0
        #: Whether a folder gets another number at each look.
        self.renumbers = False
        self.handles, self.numbers = {}, itertools.count(1)

    def __call__(self, operation, path, *rest):
        with self.mutex:
            if operation in CHANGES and not self.is_off:
                if self.armed == self.changes:
                    self.cut()
                self.changes += 1
            if self.is_off and operation not in ("release", "releasedir", "init", "destroy"):
                raise FuseOSError(errno.EIO)
            try:
                return super().__call__(operation, path, *rest)
            except FuseOSError:
                raise
            except OSError as error:
                raise FuseOSError(error.errno) from error

    # What happens to the machine

    def cut(self):
        if not self.is_off:
            self.is_off = True
            self.disk.cut()

    def do(self, word, *numbers):
        numbers = [int(number) for number in numbers]
        with self.mutex:
            if word == "cut":
                self.cut()
            elif word == "boot":
                self.is_off, self.armed, self.failing = False, None, range(0)
            elif word == "sync":
                self.disk.sync()
            elif word == "arm":
                self.armed = self.changes + numbers[0]
            elif word == "fail":
                first = self.syncs + numbers[0]
                self.failing = range(first, first + (numbers[1] if len(numbers) > 1 else 1))
            elif word == "renumber":
                self.renumbers = True
            return f"{self.changes} {int(self.is_off)} {self.syncs}"

    # The file system

    def getattr(self, path, fh=None):
        node = self.handles[fh].node if fh else self.disk.find(path)
        size = len(node.data) if isinstance(node, File) else 0
        number = next(self.numbers) << 32 if self.renumbers and stat.S_ISDIR(node.mode) else node.number
        return {"st_ino": number, "st_mode": node.mode, "st_nlink": 1 if size or isinstance(node, File) else 2,
                "st_uid": node.uid, "st_gid": node.gid, "st_size": size, "st_blocks": (size + 511) // 512,
                "st_atime": node.modified, "st_mtime": node.modified, "st_ctime": node.changed}

    def readdir(self, path, fh):
        return [".", "..", *self.disk.find(path).names]

    def access(self, path, mode):
        self.disk.find(path)

    def open(self, path, flags):
        return self._handle(self.disk.find(path))

    def create(self, path, mode, fi=None):
        folder, name = self.disk.place(path)
        node = File(stat.S_IMODE(mode))
        self.disk.change((folder, name, node))
        return self._handle(node)

    def _handle(self, node):
        number = next(self.numbers)
        self.handles[number] = Handle(node)
        return number

    def read(self, path, size, offset, fh):
        return bytes(self.handles[fh].node.data[offset:offset + size])

    def write(self, path, data, offset, fh):
        self.handles[fh].node.write(offset, data)
        return len(data)

    def truncate(self, path, length, fh=None):
        (self.handles[fh].node if fh else self.disk.find(path)).truncate(length)

    def flush(self, path, fh):
        return 0

    def release(self, path, fh):
        self.handles.pop(fh, None)
        return 0

    def fsync(self, path, datasync, fh):
        handle = self.handles[fh]
        self.syncs += 1
        if self.syncs in self.failing:
            handle.node.fail(self.disk.random)
        else:
            handle.node.sync()
        if handle.failures_seen != handle.node.failures:
            handle.failures_seen = handle.node.failures
            raise FuseOSError(errno.EIO)

    def fsyncdir(self, path, datasync, fh):
        self.disk.sync_folder(self.disk.find(path))

    def mkdir(self, path, mode):
        folder, name = self.disk.place(path)
        self.disk.change((folder, name, Folder(stat.S_IMODE(mode))))

    def rmdir(self, path):
        self.unlink(path)

    def unlink(self, path):
        folder, name = self.disk.place(path)
        self.disk.change((folder, name, None))

    def rename(self, old, new):
        (old_folder, old_name), (folder, name) = self.disk.place(old), self.disk.place(new)
        self.disk.change((old_folder, old_name, None), (folder, name, self.disk.find(old)))

    def link(self, target, source):
        folder, name = self.disk.place(target)
        if name in folder.names:
            raise OSError(errno.EEXIST, "")
        self.disk.change((folder, name, self.disk.find(source)))

    def chmod(self, path, mode):
        node = self.disk.find(path)
        node.mode = stat.S_IFMT(node.mode) | stat.S_IMODE(mode)

    def chown(self, path, uid, gid):
        node = self.disk.find(path)
        node.uid, node.gid = uid, gid

    def utimens(self, path, times=None):
        self.disk.find(path).modified = times[1]

    def statfs(self, path):
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 1 << 20, "f_bfree": 1 << 19, "f_bavail": 1 << 19,
                "f_files": 1 << 20, "f_ffree": 1 << 19, "f_favail": 1 << 19, "f_namemax": 255}


def main(mountpoint, seed, subtype=None):
    mounted = Mounted(Disk(random.Random(int(seed))))

    def obey():
        for line in sys.stdin:
            print(mounted.do(*line.split()), flush=True)
        os._exit(0)

    threading.Thread(target=obey, daemon=True).start()
    named = {"subtype": subtype, "fsname": "server:/export"} if subtype else {}
    FUSE(mounted, mountpoint, foreground=True, nothreads=True, direct_io=True, attr_timeout=0, entry_timeout=0,
         use_ino=True, big_writes=True, hard_remove=True, **named)


if __name__ == "__main__":
    main(*sys.argv[1:])
