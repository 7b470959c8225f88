"""The console as a job of a shell, and at terminals that misbehave: what the 28 endings do not try."""
import ctypes
import fcntl
import os
import pathlib
import pty
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest

from job import Job
from program import BINARY, environment
from state import request
from terminal_modes import modes_left
from waiting import cpu_seconds, wait_until
from wire_guard import WireGuard

#: Those that end a process that knows nothing of them; the C library keeps two for itself.
ENDING = [number for number in range(1, signal.SIGRTMAX + 1) if number not in (32, 33, *(
    signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU,
    signal.SIGCONT, signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH, signal.SIGPIPE, signal.SIGXFSZ))]


@pytest.fixture
def run(home, state):
    """Starts the console as a job; all are ended at the end."""
    state.append(state.requests, *(request(n) for n in range(9)))
    jobs = []

    def start(*words, waits=True, **options):
        jobs.append(Job([BINARY, "--state", str(state.path), *words], home, **options))
        if waits:
            jobs[-1].wait_for(b" quit")
        return jobs[-1]

    yield start
    for job in jobs:
        job.close()


def assert_restored(job, seconds=10):
    assert job.wait_for_end(seconds) is not None, "still runs"
    assert termios.tcgetattr(job.slave) == job.modes, "the line's modes are not restored"
    assert fcntl.fcntl(job.slave, fcntl.F_GETFL) == job.flags, "the shared file's flags are not restored"
    assert modes_left(job.written) == []


def wait_for_stop(job):
    wait_until(lambda: (job.pump(0), job.state() == "T")[1], "the job stopped")
    job.quiet(0.02)


# Ends that nobody expects

def test_every_signal_that_ends_it_restores_the_terminal(run, amount, figures):
    numbers = amount([signal.SIGUSR1, signal.SIGXCPU, signal.SIGRTMIN, signal.SIGTRAP], ENDING)
    for number in numbers:
        job = run().signal(number)
        assert_restored(job)
        assert job.status & 0x7F == number
    figures("terminal: every signal that ends a process", signals=len(numbers), left_broken=0)


def test_control_a_console_that_handles_nothing_is_found_out(home):
    """By a signal, and by a stop with the terminal as it is, which the shell then has."""
    for number in (signal.SIGUSR1, signal.SIGSEGV, signal.SIGSTOP):
        job = Job([sys.executable, str(pathlib.Path(__file__).with_name("naive_console.py"))], home)
        try:
            job.wait_for(b" quit")
            job.quiet().signal(number)
            if number == signal.SIGSTOP:
                wait_for_stop(job)
                job.to_background().signal(signal.SIGKILL)
            with pytest.raises(AssertionError, match="not restored"):
                assert_restored(job)
        finally:
            job.close()


def crash(job, thread):
    ctypes.CDLL(None).syscall(234, job.pid, thread, signal.SIGSEGV)  # tgkill


@pytest.mark.parametrize("threads", [1, 9], ids=["one", "all"])
def test_a_crash_of_other_threads_restores_the_terminal_while_frames_are_drawn(run, amount, figures, threads):
    """At another moment of a frame each time; also when what crashes one thread crashes the rest."""
    rounds = amount(8, 200)
    for number in range(rounds):
        job = run()
        others = sorted(int(name) for name in os.listdir(f"/proc/{job.pid}/task"))[::-1][:threads]
        job.send(b"jk?\x1b" * 50).pump(number % 8 * 0.0007)
        for thread in others:
            crash(job, thread)
        assert_restored(job)
        assert job.status & 0x7F == signal.SIGSEGV
        job.close()
    figures(f"terminal: crashes amid frames, {'one thread' if threads == 1 else 'all threads'}", crashes=rounds, left_broken=0)


def test_too_few_files_end_the_start_in_a_sentence_or_not_at_all(run, amount):
    for most in amount((4, 6, 7, 9), range(4, 24)):
        job = run(waits=False, before=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))).started()
        if not job.has_ended():
            job.send(b"\x03")
        assert_restored(job)
        assert b" quit" in job.written or b"tickets: " in job.written, job.written


# Jobs of a shell

def test_started_in_the_background_it_brings_back_what_the_shell_has_when_it_comes_forward(run):
    """Until then the shell edits its own line, with modes that are no program's business."""
    def before():
        while termios.tcgetattr(0)[3] & termios.ICANON:
            time.sleep(0.01)

    job = run(waits=False, foreground=False, before=before)
    editing = termios.tcgetattr(job.slave)
    editing[3] &= ~(termios.ICANON | termios.ECHO)
    termios.tcsetattr(job.slave, termios.TCSANOW, editing)
    editing = termios.tcgetattr(job.slave)
    wait_for_stop(job)
    assert job.written == b"" and termios.tcgetattr(job.slave) == editing
    termios.tcsetattr(job.slave, termios.TCSANOW, job.modes)
    job.to_foreground().signal(signal.SIGCONT).wait_for(b" quit")
    job.send(b"q")
    assert_restored(job)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda n: n.name)
@pytest.mark.parametrize("started", [True, False], ids=["suspended", "never in front"])
def test_a_job_that_waits_in_the_background_can_be_ended(run, number, started):
    job = run(waits=started, foreground=started)
    if started:
        job.send(b"\x1a")
    wait_for_stop(job)
    drawn = len(job.to_background().quiet().written)
    job.signal(number).signal(signal.SIGCONT)
    assert_restored(job)
    assert len(job.written) == drawn, "it drew on the shell's screen"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGSEGV], ids=lambda n: n.name)
def test_ended_in_the_background_where_it_was_stopped_by_force_it_leaves_the_shell_its_own_screen(run, number, amount, figures):
    """At another moment each time, told to end also amid a frame: what is left of it must not stop the job for good."""
    rounds = amount(8, 200)
    for attempt in range(rounds):
        job = run()
        if number == signal.SIGTERM:
            job.send(b"jk?\x1b" * 50).pump(attempt % 8 * 0.0007)
        else:
            # A crash from outside may come to another thread than the one whose write the kernel begins again.
            job.quiet(0.05)
        job.signal(signal.SIGSTOP)
        wait_for_stop(job)
        drawn = len(job.to_background().quiet(0.01).written)
        editing = termios.tcgetattr(job.slave)
        editing[3] &= ~termios.ECHO
        editing[3] |= termios.TOSTOP
        termios.tcsetattr(job.slave, termios.TCSANOW, editing)
        job.signal(number).signal(signal.SIGCONT)
        assert job.wait_for_end(10) is not None, f"attempt {attempt}: {job.state()}"
        assert modes_left(job.written) == [] and termios.tcgetattr(job.slave) == editing
        assert len(job.written) - drawn < 512, "it drew on the shell's screen"
        job.close()
    figures(f"terminal: stopped by force, {number.name} in the background", endings=rounds, left_broken=0)


def test_continued_in_the_background_it_waits_to_come_forward(run):
    job = run().send(b"\x1a")
    wait_for_stop(job)
    drawn = len(job.to_background().quiet().written)
    for _ in range(3):
        job.signal(signal.SIGCONT).pump(0.05)
        wait_for_stop(job)
    assert len(job.quiet().written) == drawn and termios.tcgetattr(job.slave) == job.modes
    job.to_foreground().signal(signal.SIGCONT).wait_for(b" quit", since=drawn)
    job.send(b"q")
    assert_restored(job)


def test_what_was_set_in_the_shell_meanwhile_stays(run):
    job = run().send(b"\x1a")
    wait_for_stop(job)
    changed = termios.tcgetattr(job.slave)
    changed[0] ^= termios.IXON
    termios.tcsetattr(job.slave, termios.TCSANOW, changed)
    drawn = len(job.quiet().written)
    job.signal(signal.SIGCONT).wait_for(b" quit", since=drawn)
    job.send(b"q")
    job.modes = changed
    assert_restored(job)


def test_told_to_go_on_before_its_ticket_is_finished_it_does_not_stop(run, state):
    job = run().send(b"w")
    wait_until(lambda: (job.pump(0), state.lines(state.results))[1], "a ticket in hand")
    job.signal(signal.SIGTSTP).pump(0.1)
    job.signal(signal.SIGCONT)
    wait_until(lambda: (job.pump(0), len(state.lines(state.results)) > 2)[1], "the next ticket", 5)
    assert job.state() != "T"
    job.send(b"q")
    assert_restored(job)


def test_suspensions_among_a_flood_of_sizes(run, amount, figures):
    job = run()
    for number in range(amount(3, 60)):
        for width in range(60, 120, 3):
            job.resize(width, 20 + width % 17)
        job.signal(signal.SIGTSTP)
        wait_for_stop(job)
        assert termios.tcgetattr(job.slave) == job.modes and modes_left(job.written) == [], f"round {number}"
        job.resize(100, 30)
        job.signal(signal.SIGCONT).pump(0.01)
    job.pump(0.3).send(b"q")
    assert_restored(job)
    figures("terminal: suspended among sizes", suspensions=amount(3, 60), left_broken=0)


def test_without_a_shell_to_go_on_ctrl_z_does_not_stop_it(run):
    job = run()
    os.kill(job.shell, signal.SIGSTOP)
    os.kill(job.pid, 0)
    # The job's group is orphaned once its shell, the only parent in the session, is gone; that hangs the terminal up.
    os.kill(job.shell, signal.SIGKILL)
    wait_until(lambda: job.state() in "XZ", "the end with its session", 3)


# Terminals that nobody reads

@pytest.mark.parametrize("number", [None, signal.SIGTERM, signal.SIGABRT], ids=["Ctrl-C", "SIGTERM", "SIGABRT"])
@pytest.mark.parametrize("own", [True, False], ids=["own terminal", "another user's"])
def test_at_a_terminal_that_nobody_reads_it_ends_and_leaves_it_restored(home, state, number, own, amount):
    """Another user's cannot be opened once more and so blocks, as after su."""
    state.append(state.requests, *(request(n) for n in range(200)))
    subprocess.run(["chmod", "-R", "a+rwX", home], check=True)
    master, slave = pty.openpty()
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 100, 300, 0, 0))
    modes, user = termios.tcgetattr(slave), None if own or os.getuid() else 65534
    process = subprocess.Popen([BINARY, "--state", str(state.path)], stdin=slave, stdout=slave, stderr=slave, cwd=home, user=user,
                               start_new_session=True, env=environment(home, TERM="xterm-256color"))
    try:
        end = time.monotonic() + amount(1, 3)
        while time.monotonic() < end:
            os.write(master, b"?\x1bl\x0c")
            time.sleep(0.02)
        used = cpu_seconds(process.pid)
        os.write(master, b"\x03") if number is None else process.send_signal(number)
        assert process.wait(10) == (-number if number == signal.SIGABRT else 0)
        assert used < 3
        written = b""
        while select.select([master], [], [], 0.2)[0]:
            written += os.read(master, 1 << 16)
        assert termios.tcgetattr(slave) == modes
        # Of what was lost nothing is known; what came last must bring everything back.
        assert modes_left(b"\x1b[?1049h\x1b[?1h\x1b=\x1b[3;9r\x1b[?2004h\x1b[?25l\x1b[1;31m" + written) == []
    finally:
        process.kill()
        process.wait()
        os.close(master)
        os.close(slave)


# Terminals that lie

@pytest.mark.parametrize("columns, rows", [(65535, 65535), (65535, 1), (1, 65535), (5000, 4000)])
def test_a_size_that_no_screen_has_is_cut(run, columns, rows):
    limit = 2 << 30
    job = run(waits=False, before=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    job.wait_for(b" quit")
    job.resize(columns, rows)
    job.pump(0.3).resize(100, 30)
    job.pump(0.3)
    assert not job.has_ended()
    job.send(b"q")
    assert_restored(job)
    assert_restored(run(waits=False, columns=columns, rows=rows).started().send(b"\x03"))


@pytest.mark.parametrize("env", [{"LINES": "0", "COLUMNS": "99999999"}, {"LINES": "3", "COLUMNS": "-7"}, {"ESCDELAY": "30000"},
                                 {"TERMINFO": "/nowhere"}, {"NCURSES_NO_PADDING": "1", "BAUDRATE": "1"}], ids=str)
def test_ncurses_variables_change_nothing(run, env):
    job = run(env=env).send(b"?")
    job.wait_for(b"Help")
    drawn = len(job.quiet().written)
    job.send(b"\x1b").wait_for(b" quit", seconds=5, since=drawn)
    job.send(b"q")
    assert_restored(job)
    assert job.status == 0


def test_keys_and_screen_on_two_terminals_are_refused(run):
    master, slave = pty.openpty()
    modes = termios.tcgetattr(slave)
    job = run(waits=False, stdin=slave)
    assert_restored(job)
    assert b"two terminals" in job.written and job.status >> 8 == 1 and termios.tcgetattr(slave) == modes
    for file in (master, slave):
        os.close(file)


def test_dev_tty_is_the_same_terminal(run):
    def before():
        tty = os.open("/dev/tty", os.O_RDWR)
        os.dup2(tty, 0)

    assert_restored(run(before=before).send(b"q"))


ANSWERS = [b"\x1b[?64;1;2;6;9;15;18;21;22c", b"\x1b[>41;354;0c", b"\x1b[24;80R", b"\x1b[?1;1R", b"\x1b[0n", b"\x1b[?997;1n", b"\x1b[8;24;80t",
           b"\x1b]11;rgb:ffff/ffff/ffff\x07", b"\x1b]11;rgb:0000/qqqq/0000\x1b\\", b"\x1b]52;c;cXFxcQ==\x07", b"\x1b]lqqqq\x1b\\",
           b"\x1bP>|XTerm(354)q\x1b\\", b"\x1bP1+r544e=71\x1b\\", b"\x1bP0$rqm\x1b\\", b"\x1b_Gi=1;OKq\x1b\\", b"\x1b^qqq\x1b\\",
           b"\x1b[I", b"\x1b[O", b"\x1b[<0;33;33M", b"\x1b[<35;113;33m", b"\x1b[M !q", b"\x1b[Mqqq", b"\x1b[32;113;113M", b"\x1b[?2026;2$y",
           b"\x1b[57;5u", b"\x1b[27;5;113~", b"\x1b[48;24;80;0;0t"]


def test_what_terminals_answer_is_no_key(run, state):
    before = state.files()
    for term in ("xterm-256color", "tmux-256color"):
        job = run(env={"TERM": term})
        for answer in ANSWERS:
            # An Escape waits 25 ms for what follows it.
            drawn = len(job.send(answer).quiet(0.04).written)
            assert job.send(b"\x0c").wait_for(b" quit", since=drawn), answer
        assert_restored(job.send(b"q"))
        assert WireGuard(term).check(job.written) == []
    assert [entry for entry in state.files() if "cache" not in entry[0]] == [entry for entry in before if "cache" not in entry[0]]


def test_a_paste_that_the_connection_holds_up_is_no_key(run, state):
    job = run().send(b"\x1b[200~one ").pump(1.3)
    job.send(b"two q\rc\rD\rw\x03 and more").pump(1.3)
    job.send(b"three q\x1b[201~").pump(0.2)
    assert not job.has_ended() and not state.results.exists() and not state.lock.exists()
    drawn = len(job.written)
    job.send(b"/").wait_for(b"Esc", since=drawn)
    job.send(b"\x1b").pump(0.1)
    assert_restored(job.send(b"q"))


def test_a_key_ends_a_paste_whose_end_is_lost(run):
    job = run().send(b"\x1b[200~lost").pump(1.3)
    assert_restored(job.send(b"\x03"))


@pytest.mark.parametrize("second", [signal.SIGUSR2, signal.SIGALRM])
def test_of_two_signals_that_meet_the_second_ends_nothing_halfway(home, state, second):
    """The first one's handler is still waiting for room at the terminal when the second comes."""
    state.append(state.requests, *(request(n) for n in range(200)))
    master, slave = pty.openpty()
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 100, 300, 0, 0))
    modes = termios.tcgetattr(slave)
    process = subprocess.Popen([BINARY, "--state", str(state.path)], stdin=slave, stdout=slave, stderr=slave, cwd=home,
                               start_new_session=True, env=environment(home, TERM="xterm-256color"))
    try:
        for _ in range(50):
            os.write(master, b"?\x1bl\x0c")
            time.sleep(0.02)
        process.send_signal(signal.SIGUSR1)
        time.sleep(0.03)
        process.send_signal(second)
        assert process.wait(10) < 0
        written = b""
        while select.select([master], [], [], 0.2)[0]:
            written += os.read(master, 1 << 16)
        assert termios.tcgetattr(slave) == modes
        assert modes_left(b"\x1b[?1049h\x1b[?1h\x1b=\x1b[?2004h\x1b[?25l\x1b[1;31m" + written) == []
    finally:
        process.kill()
        process.wait()
        os.close(master)
        os.close(slave)
