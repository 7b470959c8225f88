"""Servers that lie to our clients: what comes never ends, and what listens is another's."""
import contextlib
import itertools
import os
import pathlib
import shutil
import socket
import subprocess
import threading

import pytest

import listeners
from program import BINARY, environment
from served import WORKER
from targets import TOKEN, token_file

ROW = (b'{"request_id": "a", "requested_at": "2026-01-03T14:20:00", "request_type": "REQUEST_RECONCILE", "payload": {}, '
       b'"trace_id": null, "current_status": "OPEN", "last_message": null, "last_processed_at": null}, ')
#: What a worker may grow to, in KiB, by whatever a server sends.
MOST = 400 << 10


@pytest.mark.parametrize("row", [ROW, b" " * 300], ids=["rows", "blanks"])
def test_a_board_without_an_end_is_given_up(home, row):
    start = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: W/"1"\r\n\r\n{"rows": ['
    server = listeners.Listener(lambda head: itertools.chain([start], itertools.repeat(row * 1_000, 2_000)))
    try:
        worker = subprocess.Popen([WORKER, "--api", server.url, "--state", str(home / "lock"), "--once", "--max-retries", "0"],
                                  stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=home, env=environment(home))
        said = worker.stderr.read()
        _, status, used = os.wait4(worker.pid, 0)
        assert os.waitstatus_to_exitcode(status) == 1 and used.ru_maxrss < MOST, (status, used.ru_maxrss, said)
        assert not (home / "lock" / "worker.lock").exists()
    finally:
        server.close()


@pytest.fixture
def public():
    """A folder that everybody may write to, as /tmp."""
    place = pathlib.Path("/tmp") / f"tickets-public-{os.getpid()}"
    place.mkdir()
    yield place
    shutil.rmtree(place)


STRANGER = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")


@contextlib.contextmanager
def thief(path, user=0):
    """What a server of that user hears at the path."""
    heard = []

    def listen():
        # Nobody may ever come.
        with contextlib.suppress(OSError), listening.accept()[0] as connection:
            heard.append(connection.recv(1 << 16))

    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        os.seteuid(user)
        try:
            listening.listen()
        finally:
            os.seteuid(0)
        threading.Thread(target=listen, daemon=True).start()
        yield heard


def tell(home, path, heard, folder=None):
    """Whether the token is told to who listens there; else a sentence says so in each language."""
    said = ""
    for language in ("en", "ko"):
        done = subprocess.run([BINARY, "--api", f"unix:{path}", "--token-file", str(token_file(home)), "--lang", language,
                               "submit", "acknowledge", "--message-id", "m"], cwd=folder or home, env=environment(home),
                              capture_output=True, text=True, timeout=20)
        assert done.returncode == 1
        said += done.stderr
        if any(heard):
            break
    is_told = TOKEN.encode() in b"".join(heard)
    assert ("is not told the token" in said and "보내지 않았습니다" in said) != is_told, said
    return is_told


@as_root
@pytest.mark.parametrize("mode, folder, owner, is_told", [
    (0o1777, ".", 0, True), (0o1777, ".", STRANGER, False), (0o777, ".", 0, True), (0o777, ".", STRANGER, False),
    (0o755, ".", STRANGER, True), (0o770, ".", STRANGER, False), (0o1777, "theirs", STRANGER, False),
    (0o755, "theirs", STRANGER, True), (0o1777, "theirs/run", STRANGER, False), (0o755, "theirs/run", STRANGER, True),
    (0o1777, "theirs/run/..", STRANGER, False)])
def test_a_socket_that_anybody_may_have_put_there_is_not_told_the_token(home, public, mode, folder, owner, is_told):
    (public / folder).mkdir(parents=True, exist_ok=True)
    path = public / folder / "tickets.sock"
    with thief(path) as heard:
        for place in {path, *path.parents} - {public, *public.parents}:
            os.chown(place, owner, owner)
        public.chmod(mode)
        assert tell(home, path, heard) == is_told


@as_root
@pytest.mark.parametrize("is_relative", [False, True])
@pytest.mark.parametrize("beside, is_told", [(True, False), (False, True)])
def test_who_is_vouched_for_is_so_for_what_lies_below_alone(home, public, is_relative, beside, is_told):
    """What is somebody's own, on a way that leads out of it again, and at the end of a way."""
    public.chmod(0o1777)
    theirs = home / "theirs"
    theirs.mkdir()
    path = (public if beside else theirs) / "tickets.sock"
    with thief(path, STRANGER) as heard:
        for place in (theirs, path):
            os.chown(place, STRANGER, STRANGER)
        way = os.path.relpath(path, theirs)
        home.chmod(0o755)
        assert tell(home, way if is_relative else theirs / way, heard, theirs) == is_told


@as_root
@pytest.mark.parametrize("is_relative", [False, True])
@pytest.mark.parametrize("owner, is_told", [(STRANGER, False), (0, True)])
def test_a_link_leads_where_its_owner_wants(home, public, is_relative, owner, is_told):
    """What root has given to somebody is that one's; who else may lead there is the question."""
    theirs = home / "theirs"
    theirs.mkdir()
    public.chmod(0o1777)
    link = public / "link"
    link.symlink_to(os.path.relpath(theirs, public) if is_relative else theirs)
    os.chown(link, owner, owner, follow_symlinks=False)
    with thief(theirs / "tickets.sock") as heard:
        for place in (theirs, theirs / "tickets.sock"):
            os.chown(place, STRANGER, STRANGER)
        assert tell(home, link / "tickets.sock", heard) == is_told


def test_links_that_lead_in_a_circle_are_nobody_s(home):
    (home / "link").symlink_to("link")
    done = subprocess.run([BINARY, "--api", f"unix:{home}/link/tickets.sock", "--token-file", str(token_file(home)), "board"],
                          cwd=home, env=environment(home), capture_output=True, timeout=20)
    assert done.returncode == 1


@as_root
@pytest.mark.parametrize("user, is_told", [(0, True), (STRANGER, False)])
def test_who_listens_is_asked_and_not_only_whose_the_socket_is(home, public, user, is_told):
    """Between the look at the path and the call another may have come."""
    public.chmod(0o777)
    path = public / "tickets.sock"
    with thief(path, user) as heard:
        assert os.stat(path).st_uid == 0
        assert tell(home, path, heard) == is_told


@as_root
def test_a_stranger_is_spoken_to_where_there_is_no_token(home, public):
    public.chmod(0o1777)
    with thief(public / "tickets.sock", STRANGER) as heard:
        os.chown(public / "tickets.sock", STRANGER, STRANGER)
        subprocess.run([BINARY, "--api", f"unix:{public}/tickets.sock", "submit", "acknowledge", "--message-id", "m"], cwd=home,
                       env=environment(home), capture_output=True, timeout=20)
        assert b"POST /api/tickets" in b"".join(heard)
