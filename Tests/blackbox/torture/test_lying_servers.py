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


@pytest.mark.parametrize("mode, folder, owner, is_told", [
    (0o1777, ".", 0, True), (0o1777, ".", 65534, False), (0o777, ".", 0, False), (0o755, ".", 65534, True),
    (0o1777, "theirs", 65534, False), (0o755, "theirs", 65534, True)])
def test_a_socket_that_anybody_may_have_put_there_is_not_told_the_token(home, public, mode, folder, owner, is_told):
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    heard = []

    def listen():
        # Nobody may ever come.
        with contextlib.suppress(OSError), thief.accept()[0] as connection:
            heard.append(connection.recv(1 << 16))

    with socket.socket(socket.AF_UNIX) as thief:
        (public / folder).mkdir(exist_ok=True)
        path = public / folder / "tickets.sock"
        thief.bind(str(path))
        thief.listen()
        for place in {path, public / folder} - {public}:
            os.chown(place, owner, owner)
        public.chmod(mode)
        threading.Thread(target=listen, daemon=True).start()
        done = subprocess.run([BINARY, "--api", f"unix:{path}", "--token-file", str(token_file(home)), "--lang", "en", "submit",
                               "acknowledge", "--message-id", "m"], cwd=home, env=environment(home), capture_output=True, text=True)
    assert done.returncode == 1
    assert (TOKEN.encode() in b"".join(heard)) == is_told
    assert ("is not told the token" in done.stderr) != is_told, done.stderr
