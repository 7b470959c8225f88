"""Power cuts: what was acknowledged survives them, whatever becomes of the bytes and names that were not synced."""
import contextlib
import json
import os
import random
import shutil
import threading
import time

import pytest
import requests

import faked_time
import native_build
from api import GOOD, Server
from machine import Machine
from powered import PoweredState
from state import fill, request, ticket_id
from tracer import Tracer
from waiting import wait_until


@pytest.fixture
def power(home):
    """A machine with a state folder on its disk."""
    opened = []

    def start(seed=1):
        opened.append(PoweredState(home, Machine(home / f"disk{len(opened)}", seed)))
        return opened[-1]

    yield start
    for powered in opened:
        powered.machine.close()


# A storm: everybody writes, and the power fails at a random moment


@contextlib.contextmanager
def storm(powered, chance):
    """Commands, a server, a worker and a foreign program at work on the folder, until the power fails."""
    over = threading.Event()
    _, note_work = powered.work("--follow", "--concurrency", "2")

    def until_over(step):
        def run():
            while not over.is_set():
                try:
                    step()
                except (OSError, requests.RequestException, ValueError):
                    continue
        threads.append(threading.Thread(target=run))

    threads = []
    server = Server(powered.state, powered.home)
    powered.machine.run(server.process)

    def by_command():
        if ticket := powered.submit("x" * chance.choice((1, 150))):
            if powered.consume(ticket):
                powered.complete(ticket, chance.choice(("DONE", "FAILED")))

    def by_api(session=requests.Session()):
        def call(path, body):
            answer = session.post(server.base + path, json=body, timeout=5).json()
            return powered.noted(answer, body.get("request_id"))

        if ticket := call("/api/tickets", GOOD):
            if call("/api/tickets/consume", {"request_id": ticket}):
                call("/api/tickets/complete", {"request_id": ticket, "status": "DONE"})

    def by_a_stranger():
        with open(powered.state.requests, "a") as file:
            file.write(json.dumps(request(chance.randrange(1 << 30))) + "\n")
        over.wait(0.02)

    for step in (by_command, by_api, by_api, by_a_stranger):
        until_over(step)
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        powered.machine.tell("cut")
        over.set()
        powered.machine.kill()
        for thread in threads:
            thread.join()
        powered.machine.kill()
        note_work()
        powered.machine.tell("boot")
        powered.cuts += 1


@pytest.mark.timeout(1800)
def test_what_was_acknowledged_in_a_storm_survives_a_power_cut(power, amount, figures):
    seed = random.randrange(1 << 30)
    chance = random.Random(seed)
    powered = power(seed)
    powered.state.make()
    powered.machine.tell("sync")
    lost = {}
    for _ in range(amount(3, 120)):
        with storm(powered, chance):
            threading.Event().wait(chance.uniform(0.1, 0.5))
        lost |= powered.check()
    figures("power cut in a storm", cuts=powered.cuts, acknowledged=powered.ledger.acknowledged, lost=len(lost))
    assert not lost, f"seed {seed}"


# Every single change: the power fails before the first one, before the second one, and so on


def after_nothing(powered):
    """Nothing is there: no folder, no log."""
    return lambda: powered.submit()


def after_a_stranger(powered):
    """The folder, the log and a ticket are a foreign program's, who synced nothing."""
    powered.state.append(powered.state.requests, request(1))

    def work():
        powered.submit()
        if powered.consume(ticket_id(1)):
            powered.complete(ticket_id(1))

    return work


def after_others(powered):
    """Tickets stand there; one goes its whole way by commands."""
    powered.state.append(powered.state.requests, request(next(powered.numbers)))
    powered.machine.tell("sync")

    def work():
        if ticket := powered.submit():
            if powered.consume(ticket):
                powered.complete(ticket, "FAILED")

    return work


def by_a_worker(powered):
    """A worker takes its lock, two tickets to DONE, and releases the lock."""
    powered.state.append(powered.state.requests, *(request(next(powered.numbers)) for _ in range(2)))
    powered.machine.tell("sync")

    def work():
        worker, note = powered.work("--drain", "--max-retries", "0")
        wait_until(lambda: worker.poll() is not None or powered.machine.tell("count")[1], "the worker's end")
        powered.machine.kill()
        note()

    return work


def by_a_server(powered):
    """A ticket goes its whole way through the API."""
    powered.state.make()
    powered.machine.tell("sync")

    def work():
        with contextlib.suppress(AssertionError, requests.RequestException, ValueError):
            server = Server(powered.state, powered.home)
            powered.machine.run(server.process)
            ticket = powered.noted(server.post("/api/tickets", GOOD).json())
            powered.noted(server.consume(ticket).json(), ticket)
            powered.noted(server.complete(ticket).json(), ticket)

    return work


SCENES = [after_nothing, after_a_stranger, after_others, by_a_worker, by_a_server]


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.timeout(1200)
def test_what_was_acknowledged_survives_a_power_cut_before_any_change(scene, power, amount, figures):
    seed = random.randrange(1 << 30)
    powered = power(seed)
    lost = sweep(powered, scene, amount(1, 4), amount(5, 1))
    figures("power cut before each change", cuts=powered.cuts, acknowledged=powered.ledger.acknowledged, lost=len(lost))
    assert powered.ledger.acknowledged and not lost, f"seed {seed}"


def sweep(powered, scene, rounds, stride):
    """Cuts the power before every `stride`th change that the scene's work makes, and after the last; what was lost."""
    lost = {}
    for round in range(rounds):
        number, is_whole = round % stride, False
        while not is_whole:
            work = scene(powered)
            powered.machine.tell("arm", number)
            work()
            is_whole = not powered.machine.tell("count")[1]
            powered.cut()
            lost |= powered.check()
            if scene in (after_nothing, after_a_stranger):
                powered.start_anew()
            number += stride
    return lost


# Folders that nobody has synced


def by_a_killed_submit(powered, chance):
    """It died before the folders that it made were on the disk, or some of them."""
    words = powered.tickets.command("submit", "acknowledge", "--message-id", "killed")
    tracer = Tracer(powered.home, "--only", "fsync", under=powered.machine.mountpoint)
    tracer.run(words, "--kill", str(chance.randint(1, 4)))


def by_a_stranger(powered, chance):
    powered.state.path.parents[chance.randrange(3)].mkdir(parents=True)


def by_a_stranger_of_long_ago(powered, chance):
    """By our clock, which has been set meanwhile."""
    powered.state.make()
    powered.state.append(powered.state.requests, request(1))
    powered.env = faked_time.ahead(3600)


@pytest.mark.parametrize("leave", [by_a_killed_submit, by_a_stranger, by_a_stranger_of_long_ago])
@pytest.mark.timeout(1200)
def test_what_was_acknowledged_in_folders_that_were_left_unsynced_survives(leave, power, amount, figures):
    seed = random.randrange(1 << 30)
    powered, chance, lost = power(seed), random.Random(seed), {}
    powered.move("srv/ops/desk/state")
    for _ in range(amount(6, 60)):
        leave(powered, chance)
        assert powered.submit(), f"seed {seed}"
        powered.cut()
        lost |= powered.check()
        powered.start_anew()
    figures("power cut in unsynced folders", cuts=powered.cuts, acknowledged=powered.ledger.acknowledged, lost=len(lost))
    assert not lost, f"seed {seed}"


@pytest.mark.timeout(1200)
def test_control_without_syncs_a_power_cut_loses_what_was_acknowledged(power, home):
    powered = power()
    powered.env = {"LD_PRELOAD": native_build.preloaded("nosync")}
    for scene in (after_others, by_a_worker):
        # A cut that happens to keep everything proves nothing.
        assert any(sweep(powered, scene, 1, 5) for _ in range(20))


# The saved board and the renewed lock


def sync(path):
    """Puts a file and the names that lead to it onto the disk, as the system may at any time."""
    for place in (path, path.parent, path.parent.parent):
        number = os.open(place, os.O_RDONLY)
        os.fsync(number)
        os.close(number)


@pytest.mark.timeout(1200)
def test_a_power_cut_while_the_board_is_saved_leaves_the_right_board(power, amount, figures):
    seed = random.randrange(1 << 30)
    powered = power(seed)
    fill(powered.state, 12_000)
    powered.machine.tell("sync")
    cache = powered.state.path / "cache"

    def board():
        before = powered.machine.tell("count")[0]
        told = powered.tickets.run("board", "--limit", "200").stdout
        return told, powered.machine.tell("count")[0] - before

    expected, changes = board()
    assert changes > 10, "no board was saved"
    wrong = 0
    for number in range(amount(8, 90)):
        shutil.rmtree(cache)
        if number % 2:
            cache.mkdir()
            (cache / f"board.checkpoint{number % 4 // 2 * '.new'}").write_bytes(b"old" * 1000)
        powered.machine.tell("sync")
        powered.machine.tell("arm", min(changes, number * 89 % (changes + 40)))
        powered.tickets.run("board", "--limit", "1")
        powered.cut()
        wrong += board()[0] != expected
    figures("power cut while the board is saved", cuts=powered.cuts, wrong_boards=wrong)
    assert not wrong, f"seed {seed}"


@pytest.mark.timeout(1200)
def test_a_saved_board_is_not_believed_where_the_power_cut_took_what_it_was_made_from(power, amount, figures):
    seed = random.randrange(1 << 30)
    powered = power(seed)
    fill(powered.state, 12_000)
    powered.machine.tell("sync")
    wrong, survived, end = 0, 0, 12_000
    for _ in range(amount(2, 30)):
        shutil.rmtree(powered.state.path / "cache", ignore_errors=True)
        powered.state.append(powered.state.requests, *(request(end + number) for number in range(300)))
        end += 300
        # Long enough that a later change could be told by the log's times.
        time.sleep(1.1)
        powered.tickets.run("board", "--limit", "1", code=0)
        sync(powered.state.path / "cache" / "board.checkpoint")
        powered.cut()
        survived += (powered.state.path / "cache" / "board.checkpoint").exists()
        seen = powered.tickets.run("board", "--limit", "400").stdout
        shutil.rmtree(powered.state.path / "cache", ignore_errors=True)
        wrong += seen != powered.tickets.run("board", "--limit", "400").stdout
        powered.state.append(powered.state.requests, "")
        powered.machine.tell("sync")
    figures("power cut under a saved board", cuts=powered.cuts, wrong_boards=wrong)
    assert not wrong, f"seed {seed}, {survived} saved boards survived"


@pytest.mark.timeout(1200)
def test_a_power_cut_while_the_lock_is_renewed_leaves_a_whole_lock_or_none(power, home, amount, figures):
    seed = random.randrange(1 << 30)
    powered, hurry = power(seed), {"LD_PRELOAD": native_build.preloaded("hurry")}
    powered.state.make()
    powered.machine.tell("sync")
    found = 0
    for number in range(amount(2, 24)):
        # Each second is five minutes: it is renewed whenever the worker looks.
        _, note = powered.work("--follow", env=hurry)
        wait_until(powered.state.lock.exists, "the worker's lock")
        powered.machine.tell("sync")
        powered.machine.tell("arm", 1 + number % 8)
        wait_until(lambda: powered.machine.tell("count")[1], "a renewal that the power cut ends", 30)
        powered.machine.kill()
        note()
        powered.cut()
        found += powered.state.lock.exists()
        assert not powered.check(), f"seed {seed}"
    figures("power cut while the lock is renewed", cuts=powered.cuts, whole_locks=found)
    assert found == powered.cuts


# A sync that fails: the system tells it once, and has forgotten what it did not write


@pytest.mark.parametrize("scene", [after_others, by_a_worker, by_a_server])
@pytest.mark.timeout(1200)
def test_what_could_not_be_synced_is_never_acknowledged(scene, power, amount, figures):
    seed = random.randrange(1 << 30)
    powered = power(seed)
    lost, failed = {}, 0
    for number in range(amount(1, 6) * amount(4, 9)):
        work = scene(powered)
        first = powered.machine.tell("count")[2]
        powered.machine.tell("fail", 1 + number % amount(4, 9))
        work()
        failed += powered.machine.tell("count")[2] > first + number % amount(4, 9)
        powered.machine.tell("boot")
        # Who comes next is not held up by what happened, and is not lost by it.
        assert powered.submit(), f"seed {seed}"
        powered.cut()
        lost |= powered.check()
    figures("failed sync, then a power cut", cuts=powered.cuts, failed_syncs=failed,
            acknowledged=powered.ledger.acknowledged, lost=len(lost))
    assert failed and not lost, f"seed {seed}"
