"""The saved board is attacked: whatever stands in `cache/`, what is printed is the board of the logs."""
import json
import os
import random
import shutil

import pytest

from program import Tickets
from state import State, fill, line, request, result, ticket_id

TICKETS = 12_000


class Saved:
    """A state folder that is large enough for its board to be saved."""

    def __init__(self, place):
        place.mkdir()
        self.state = State(place / "state")
        fill(self.state, TICKETS, seed=len(place.name))
        self.tickets = Tickets(self.state, place)
        self.cache = self.state.path / "cache"
        self.file = self.cache / "board.checkpoint"
        self.tried = 0

    def board(self):
        """What people see: the newest tickets, and how many there are of each status."""
        return self.tickets.run("board", "--limit", "300", code=0).stdout

    def truth(self):
        """The same, of the logs alone."""
        shutil.rmtree(self.cache, ignore_errors=True)
        return self.board()

    def save(self):
        """A fresh saved board; its bytes."""
        shutil.rmtree(self.cache, ignore_errors=True)
        self.tickets.run("board", "--limit", "1", code=0)
        return self.file.read_bytes()

    def try_with(self, bytes):
        """What is seen with this saved board."""
        self.cache.mkdir(exist_ok=True)
        self.file.write_bytes(bytes)
        self.tried += 1
        return self.board()


@pytest.fixture
def saved(home):
    return Saved(home / "a")


@pytest.mark.timeout(1200)
def test_no_flipped_bit_and_no_cut_of_a_saved_board_is_ever_believed(saved, amount, figures):
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    truth, good = saved.truth(), saved.save()
    size, wrong = len(good), 0
    places = [chance.randrange(size) for _ in range(amount(3, 300))]
    places += [size - back for back in range(1, 57, amount(27, 1))] + list(range(0, 200, amount(150, 1)))
    for place in places:
        bad = bytearray(good)
        bad[place] ^= 1 << chance.randrange(8)
        wrong += saved.try_with(bytes(bad)) != truth
    cuts = {0, 1, 47, 48, 49, size - 1, size - 48, *(1 << power for power in range(size.bit_length())),
            *(chance.randrange(size) for _ in range(amount(2, 60)))}
    for cut in sorted(cuts)[::amount(9, 1)]:
        wrong += saved.try_with(good[:cut]) != truth
        wrong += saved.try_with(good[:cut] + bytes(size - cut)) != truth
        wrong += saved.try_with(good[cut:]) != truth
    wrong += saved.try_with(good + good) != truth
    figures("saved board damaged", tries=saved.tried, wrong_boards=wrong)
    assert not wrong, f"seed {seed}"


def test_the_saved_board_of_another_folder_or_of_another_time_is_not_believed(saved, home):
    other = Saved(home / "other")
    assert other.truth() != saved.truth()
    foreign, old = other.save(), saved.save()
    assert saved.try_with(foreign) == saved.truth()
    # Grown since.
    saved.state.append(saved.state.requests, *(request(number) for number in range(TICKETS, TICKETS + 50)))
    saved.state.append(saved.state.results, *(result(number, "IN_PROGRESS", 1) for number in range(TICKETS, TICKETS + 9)))
    assert saved.try_with(old) == saved.truth()
    # Cut back since, and grown otherwise.
    grown = saved.save()
    os.truncate(saved.state.requests, saved.state.requests.stat().st_size // 2 // 300 * 300)
    assert saved.try_with(grown) == saved.truth()
    saved.state.append(saved.state.requests, "", *(request(TICKETS + number) for number in range(100, TICKETS)))
    assert saved.try_with(grown) == saved.truth() and saved.try_with(old) == saved.truth()


@pytest.mark.parametrize("log", ["requests", "results"])
@pytest.mark.timeout(1200)
def test_logs_that_are_edited_with_their_size_and_time_kept_are_seen_through(saved, log, amount, figures):
    seed = random.randrange(1 << 30)
    chance, path = random.Random(seed), getattr(saved.state, log)
    wrong = 0
    for number in range(amount(3, 40)):
        good, before = saved.save(), path.stat()
        texts = path.read_text().splitlines(keepends=True)
        at = chance.randrange(len(texts))
        value = json.loads(texts[at])
        if log == "requests":
            value["request_id"] = "ffffffff" + value["request_id"][8:]
        else:
            value["request_id"] = ticket_id(chance.randrange(TICKETS))
        edited = line(value) + "\n"
        assert len(edited) == len(texts[at])
        offset = len("".join(texts[:at]).encode())
        with open(path, "r+b") as file:
            file.seek(offset)
            file.write(edited.encode())
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        seen = saved.try_with(good)
        wrong += seen != saved.truth()
    figures("logs edited under a saved board", edits=amount(3, 40), wrong_boards=wrong)
    assert not wrong, f"seed {seed}"


@pytest.mark.parametrize("what", ["directory", "FIFO", "symlink", "unreadable folder", "file for folder"])
def test_whatever_stands_in_the_place_of_the_saved_board_changes_nothing(saved, home, what):
    truth = saved.truth()
    shutil.rmtree(saved.cache, ignore_errors=True)
    if what == "file for folder":
        saved.cache.write_text("no folder")
    else:
        saved.cache.mkdir()
        elsewhere = home / "elsewhere"
        elsewhere.write_text("mine")
        {"directory": saved.file.mkdir, "FIFO": lambda: os.mkfifo(saved.file),
         "symlink": lambda: saved.file.symlink_to(elsewhere), "unreadable folder": lambda: saved.cache.chmod(0)}[what]()
    for _ in range(2):
        assert saved.board() == truth
    assert what != "symlink" or (home / "elsewhere").read_text() == "mine"


def test_control_a_cache_that_trusts_size_and_time_prints_a_wrong_board(saved):
    """What a build tool's cache would do: the saved answer, as long as the logs look the same."""
    def looks():
        return [(path.stat().st_size, path.stat().st_mtime_ns) for path in (saved.state.requests, saved.state.results)]

    cached, seen = saved.truth(), looks()
    before = saved.state.requests.stat()
    texts = saved.state.requests.read_bytes().replace(ticket_id(TICKETS - 1).encode(), b"f" * 36)
    saved.state.requests.write_bytes(texts)
    os.utime(saved.state.requests, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert looks() == seen and cached != saved.truth()
