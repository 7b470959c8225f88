"""A disk behind a page cache, as a value: what is written stands in the cache, only what is synced stands on the disk, and
a power cut keeps of the rest whatever it likes. Stricter than ext4, xfs and btrfs are: a name is durable only when its
folder was synced, however often the file was."""
import errno
import itertools
import os
import stat
import time

SECTOR = 512


class Node:
    """What a name stands for."""

    numbers = itertools.count(2)

    def __init__(self, mode):
        self.number, self.mode = next(Node.numbers), mode
        self.uid = self.gid = 0
        self.changed = self.modified = time.time_ns()

    def touch(self):
        self.changed = self.modified = time.time_ns()


class File(Node):
    """Bytes in the cache, and the bytes that are on the disk."""

    def __init__(self, mode):
        super().__init__(stat.S_IFREG | mode)
        self.data, self.disk = bytearray(), bytearray()
        self.dirty = set()
        #: Syncs that failed so far: whoever has the file open is told of each, once.
        self.failures = 0

    def write(self, offset, data):
        if offset > len(self.data):
            self._mark(len(self.data), offset)
            self.data.extend(bytes(offset - len(self.data)))
        self.data[offset:offset + len(data)] = data
        self._mark(offset, offset + len(data))
        self.touch()

    def truncate(self, size):
        if size > len(self.data):
            return self.write(size, b"")
        del self.data[size:]
        self._mark(size, size + 1)
        self.touch()

    def sync(self):
        self._keep(self.dirty, len(self.data))
        self.dirty.clear()

    def fail(self, random):
        """The disk refuses what is dirty, and the system forgets that it is: the cache shows it on, or shows holes."""
        if random.random() < 0.5:
            for sector in self.dirty:
                begin, end = sector * SECTOR, min((sector + 1) * SECTOR, len(self.data))
                old = self.disk[begin:end]
                self.data[begin:end] = old + bytes(max(0, end - begin - len(old)))
        self.dirty.clear()
        self.failures += 1

    def cut(self, random):
        """The power fails: some of what was not synced is on the disk, torn, or as zeros."""
        way = random.choice(("nothing", "everything", "prefix", "sectors", "zeros", "hole"))
        if self.dirty and way == "everything":
            self._keep(self.dirty, len(self.data))
        elif self.dirty and way == "prefix" and len(self.data) >= len(self.disk):
            size = random.randint(len(self.disk), len(self.data))
            self._keep(self.dirty, size)
        elif self.dirty and way in ("sectors", "zeros"):
            size = random.choice((len(self.data), random.randint(*sorted((len(self.disk), len(self.data))))))
            self._keep({s for s in self.dirty if way == "sectors" and random.random() < 0.5}, size)
        elif self.dirty and way == "hole":
            sectors = sorted(self.dirty)
            begin = random.randrange(len(sectors))
            self._keep(set(sectors) - set(sectors[begin:begin + random.randint(1, 8)]), len(self.data))
        self.data = bytearray(self.disk)
        self.dirty.clear()

    def _mark(self, begin, end):
        self.dirty.update(range(begin // SECTOR, (max(end, begin + 1) - 1) // SECTOR + 1))

    def _keep(self, sectors, size):
        """These sectors of the cache are on the disk, whose file has this size; what was never written there is zeros."""
        if len(self.disk) < size:
            self.disk.extend(bytes(size - len(self.disk)))
        del self.disk[size:]
        for sector in sectors:
            begin = sector * SECTOR
            if begin < size:
                part = self.data[begin:min(begin + SECTOR, size)]
                self.disk[begin:begin + len(part)] = part


class Folder(Node):
    """Names in the cache, and the names that are on the disk."""

    def __init__(self, mode=0o755):
        super().__init__(stat.S_IFDIR | mode)
        self.names, self.disk = {}, {}


class Disk:
    """The files, and the changes of names that are not on the disk yet."""

    def __init__(self, random):
        self.random = random
        self.root = Folder()
        #: Each is a list of (folder, name, node or None) that happen together.
        self.journal = []

    def find(self, path):
        node = self.root
        for name in [name for name in path.split("/") if name]:
            if not isinstance(node, Folder):
                raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
            if name not in node.names:
                raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
            node = node.names[name]
        return node

    def place(self, path):
        folder, _, name = path.rstrip("/").rpartition("/")
        return self.find(folder), name

    def change(self, *steps):
        """Puts nodes in the place of what the names stood for; None takes the name away."""
        for folder, name, node in steps:
            if node is None:
                folder.names.pop(name, None)
            else:
                folder.names[name] = node
                node.changed = time.time_ns()
            folder.touch()
        self.journal.append(steps)

    def sync_folder(self, folder):
        rest = []
        for steps in self.journal:
            if any(place is folder for place, _, _ in steps):
                self._apply(steps)
            else:
                rest.append(steps)
        self.journal = rest

    def sync(self):
        """Everything is on the disk."""
        for steps in self.journal:
            self._apply(steps)
        self.journal.clear()
        for node in self._nodes():
            if isinstance(node, File):
                node.sync()

    def cut(self):
        """The power fails. Of the changes of names those up to some moment are kept, or just some of them."""
        if self.random.random() < 0.5:
            kept = self.journal[:self.random.randint(0, len(self.journal))]
        else:
            kept = [steps for steps in self.journal if self.random.random() < 0.5]
        for steps in kept:
            self._apply(steps)
        self.journal.clear()
        self._read_back(self.root)

    def _read_back(self, folder):
        folder.names = dict(folder.disk)
        for node in folder.names.values():
            if isinstance(node, Folder):
                self._read_back(node)
            else:
                node.cut(self.random)

    @staticmethod
    def _apply(steps):
        for folder, name, node in steps:
            if node is None:
                folder.disk.pop(name, None)
            else:
                folder.disk[name] = node

    def _nodes(self):
        left = [self.root]
        while left:
            node = left.pop()
            yield node
            if isinstance(node, Folder):
                left.extend(node.names.values())
