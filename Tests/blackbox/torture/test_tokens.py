"""Every way to come by the token of the API without having it: logs, errors, processes, files, other hosts, proxies."""
import os
import subprocess
import time
import urllib.request

import pytest

import listeners
from program import BINARY, environment
from rawhttp import statuses
from served import WORKER
from targets import TOKEN, ServeTarget, token_file
from waiting import wait_until

COMMANDS = [["board", "--json"], ["submit", "acknowledge", "--message-id", "m"], ["check"], ["info"], ["show", "x"], ["consume", "x"],
            ["complete", "x", "--status", "DONE"]]


@pytest.fixture
def listening():
    """Opens listeners; all are closed at the end."""
    opened = []

    def listen(answer):
        opened.append(listeners.Listener(answer))
        return opened[-1]

    yield listen
    for listener in opened:
        listener.close()


def call(home, url, *words, token=None, env=None, timeout=30):
    """What a command says through an API, standard error included."""
    token = token or token_file(home)
    return subprocess.run([BINARY, "--api", url, "--token-file", str(token), "--state", str(home / "own"), *words], cwd=home, text=True,
                          capture_output=True, timeout=timeout, env=environment(home, **(env or {})))


def files_with(folder, text):
    """The files below a folder that hold the text."""
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink() and text.encode() in path.read_bytes()]


# The server

def test_the_server_tells_nobody(state, home):
    """Refusals of every kind, then all that it said: answers, metrics, log, process, files."""
    attacked = ServeTarget(state, home, form="token")
    target = attacked.target
    said = b""
    for headers in [[f"Authorization: Basic {TOKEN}"], [f"Authorization: Bearer {TOKEN}x"], [f"Authorization: Bearer {TOKEN}", "Host: evil"],
                    [f"Authorization: Bearer {TOKEN}", "Origin: null"], [f"Authorization: Bearer {TOKEN}", "X Y: a"]]:
        said += target.exchange(target.request("GET", None, *headers, token=False))
    for path in [f"/api/tickets/latest?token={TOKEN}", f"/nope?access_token={TOKEN}", "/metrics", "/nope", "/%zz", "/api/worker", "/readyz",
                 "/api/tickets/problems", "/api/tickets/nope"]:
        said += target.exchange(target.request(path=path)) + target.exchange(target.request(path=path, token=False))
    said += target.exchange(target.posted(body=b"{")) + target.exchange(target.posted(kind="Content-Type: text/plain"))
    said += target.exchange(b"GET / HTTP/9.9\r\nAuthorization: Bearer " + TOKEN.encode() + b"\r\n\r\n")
    assert statuses(said).count(401) >= 10 and TOKEN.encode() not in said
    for name in ("cmdline", "environ"):
        with open(f"/proc/{attacked.pid}/{name}", "rb") as file:
            assert TOKEN.encode() not in file.read()
    attacked.end()
    assert files_with(home, TOKEN) == [home / "api.token"]


def test_a_wrong_token_takes_as_long_wherever_it_is_wrong(state, home):
    """No figure could show this on a busy machine; that all of it is looked at shows in what it costs: nothing more."""
    attacked = ServeTarget(state, home, form="token")
    target = attacked.target

    def spent(shown):
        """The fastest of many answers."""
        best = float("inf")
        for _ in range(200):
            data = target.request("GET", "/healthz", f"Authorization: Bearer {shown}", token=False)
            started = time.perf_counter()
            assert statuses(target.exchange(data)) == [401]
            best = min(best, time.perf_counter() - started)
        return best

    first, last = spent("x" + TOKEN[1:]), spent(TOKEN[:-1] + "x")
    assert abs(first - last) < 0.002
    attacked.end()


def refused(home, token, *words):
    """How `serve`, a command and the worker end with this token file, and what they say."""
    for command in ([BINARY, "--state", str(home / "own"), "serve", "--listen", "127.0.0.1:0", "--token-file", str(token)],
                    [BINARY, "--state", str(home / "own"), "--api", "http://127.0.0.1:1", "--token-file", str(token), "board"],
                    [WORKER, "--state", str(home / "own"), "--api", "http://127.0.0.1:1", "--token-file", str(token), "--once"]):
        ended = subprocess.run([*command], cwd=home, capture_output=True, text=True, timeout=10, env=environment(home))
        assert ended.returncode in (1, 2) and TOKEN not in ended.stdout + ended.stderr, ended
        yield ended.stderr


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o602, 0o620, 0o611, 0o777])
def test_a_token_that_others_may_read_or_write_is_refused(home, mode):
    token = token_file(home)
    token.chmod(mode)
    assert all("chmod 600" in said for said in refused(home, token))


def test_a_token_of_another_user_is_refused(home):
    """In a folder that others may write, they may put their own file, or a link to it, in its place."""
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    token, link = token_file(home), home / "link"
    os.chown(token, 65_534, 65_534)
    link.symlink_to(token)
    for path in (token, link):
        assert all("another user" in said for said in refused(home, path))


@pytest.mark.parametrize("make", [
    lambda path: path.mkdir(0o600), lambda path: os.mkfifo(path, 0o600), lambda path: path.symlink_to("/dev/zero"),
    lambda path: path.symlink_to(path), lambda path: None])
def test_what_is_no_file_is_no_token_file(home, make):
    make(home / "odd")
    assert all("odd" in said for said in refused(home, home / "odd"))


@pytest.mark.parametrize("content", [b"", b"two words\n", TOKEN.encode() + b"\r\nX: y\n", b"\xff\xfe\n", b"a" * 5_000, TOKEN.encode() + b"\0"])
def test_what_is_no_line_of_ascii_is_no_token(home, content):
    path = token_file(home)
    path.write_bytes(content)
    assert all("api.token" in said for said in refused(home, path))


# The client

@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirection_is_not_followed(home, listening, amount, status):
    thief = listening(lambda head: listeners.refusal(200, b"{}"))
    places = [thief.url, thief.url.replace("127.0.0.1", "localhost"), "file:///etc/passwd#", f"gopher://127.0.0.1:{thief.port}"]
    for place in places[:amount(1, 4)]:
        server = listening(listeners.redirect(status, place))
        for words in COMMANDS[:amount(2, 7)]:
            ended = call(home, server.url, *words)
            assert "root:" not in ended.stdout and TOKEN not in ended.stdout + ended.stderr, ended
            assert words == ["info"] or ended.returncode == 1, ended
        assert f"Bearer {TOKEN}".encode() in server.heard
    assert thief.heard == b""


@pytest.mark.parametrize("place", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy", "curlrc", "netrc"])
def test_no_proxy_and_no_file_of_curl_s_changes_where_it_goes(home, listening, state, place):
    thief, env = listening(lambda head: listeners.refusal(200, b"{}")), {}
    if place == "curlrc":
        (home / ".curlrc").write_text(f"proxy = {thief.url}\nverbose\n")
        env = {"CURL_HOME": str(home)}
    elif place == "netrc":
        (home / ".netrc").write_text("machine 127.0.0.1 login thief password thief\ndefault login thief password thief\n")
        (home / ".netrc").chmod(0o600)
    else:
        env = {place: thief.url}
    attacked = ServeTarget(state, home, form="token")
    for words in [["board", "--json"], ["submit", "acknowledge", "--message-id", "m"]]:
        ended = call(home, attacked.server.base, *words, env=env)
        assert ended.returncode == 0, ended
    worker = subprocess.run([WORKER, "--api", attacked.server.base, "--token-file", str(home / "api.token"), "--state", str(home / "own"), "--drain",
                             "--delay", "0"], cwd=home, capture_output=True, text=True, timeout=20, env=environment(home, **env))
    assert worker.returncode == 0 and TOKEN not in worker.stderr, worker.stderr
    assert thief.heard == b""
    attacked.end()


@pytest.mark.parametrize("answer", [
    listeners.echo(400), listeners.echo(401), listeners.echo(404), listeners.echo(409), listeners.echo(500), listeners.echo(503),
    listeners.echo(507), listeners.echo(418), listeners.echo(200), lambda head: head, lambda head: b"HTTP/1.1 200 " + head, lambda head: b""])
def test_a_server_that_says_all_it_hears_does_not_make_the_client_say_it(home, listening, amount, answer):
    server = listening(answer)
    for words in COMMANDS[:amount(2, 7)]:
        ended = call(home, server.url, *words)
        assert TOKEN not in ended.stdout + ended.stderr, ended
        assert "\x1b" not in ended.stdout + ended.stderr
    worker = subprocess.run([WORKER, "--api", server.url, "--token-file", str(home / "api.token"), "--state", str(home / "own"), "--once",
                             "--max-retries", "0", "--log-level", "debug"], cwd=home, capture_output=True, text=True, timeout=40, env=environment(home))
    assert TOKEN not in worker.stdout + worker.stderr, worker.stderr


@pytest.mark.parametrize("url", [
    "file:///etc/passwd", "gopher://127.0.0.1:70", "ftp://127.0.0.1", "http://user:pass@127.0.0.1:80", "http://127.0.0.1:80@evil.example", "dict://x",
    "http://127.0.0.1:80/path", "http://127.0.0.1:80?x", "http://127.0.0.1:80#x", "HTTP://x y", "http://", "http://127.0.0.1\r\nX: y", "//127.0.0.1",
    "http://127.0.0.1:80\\@evil.example", "unix:"])
def test_only_http_to_a_plain_place(home, url):
    ended = call(home, url, "board")
    assert ended.returncode == 2 and TOKEN not in ended.stderr


def test_the_console_shows_and_keeps_no_token(home, state, open_console, listening):
    """Through a server that refuses with its words, and through the real one: screen, files, process."""
    token = token_file(home)
    attacked = ServeTarget(state, home, form="token")
    places = [attacked.server.base, listening(listeners.echo(500)).url]
    for url in places:
        console = open_console(words=["--api", url, "--token-file", str(token), "--lang", "en"], start=False)
        console.start(waits=False)
        if url == attacked.server.base:
            console.wait_for_board()
        else:
            wait_until(lambda: "STALE" in console.screen() or "127.0.0.1" in console.screen(), lambda: console.screen())
        for keys in ("@", "?", "Escape", "!", "Escape", ":"):
            console.keys(keys)
            assert TOKEN not in console.screen()
        for name in ("cmdline", "environ"):
            with open(f"/proc/{console.pid}/{name}", "rb") as file:
                assert TOKEN.encode() not in file.read()
        console.close()
    attacked.end()
    assert files_with(home, TOKEN) == [token]


# Controls

def test_control_a_naive_client_tells_a_thief(home, listening):
    """Python's own follows a redirection with the header, and asks the environment for a proxy."""
    thief = listening(lambda head: listeners.refusal(200, b"{}"))
    server = listening(listeners.redirect(302, thief.url))
    asked = urllib.request.Request(server.url + "/api/tickets/latest", headers={"Authorization": f"Bearer {TOKEN}"})
    urllib.request.urlopen(asked, timeout=5).read()
    assert TOKEN.encode() in thief.heard
    thief.heard = b""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": thief.url}))
    opener.open(urllib.request.Request("http://127.0.0.1:1/", headers={"Authorization": f"Bearer {TOKEN}"}), timeout=5).read()
    assert TOKEN.encode() in thief.heard


def test_control_the_search_for_tokens_finds_one(home):
    token = token_file(home)
    (home / "deep").mkdir()
    (home / "deep" / "log").write_text(f"401 Bearer {TOKEN}\n")
    assert sorted(files_with(home, TOKEN)) == sorted([token, home / "deep" / "log"])
