"""The 28 ways to end or disturb a program on a terminal, and what must be true afterwards."""
import fcntl
import os
import random
import signal
import termios
import time

from job import Job
from terminal_modes import modes_left
from waiting import cpu_seconds
from wire_guard import WireGuard

SIZES = [(1, 1), (1000, 1), (1, 500), (2, 2), (0, 0), (80, 24), (1000, 500), (39, 9)]
#: Not what ends it, stops it, asks it for something that lasts, or takes other keys away.
HARMLESS = bytes(byte for byte in range(256) if byte not in b"qQ\x03\x1a\x1c:\x13\x11w")

#: How the program is started, where that is the disturbance.
STARTS = {
    **{f"start at {columns}x{rows}": dict(columns=columns, rows=rows) for columns, rows in [(1, 1), (0, 0), (10, 2), (1000, 500)]},
    **{f"TERM={term}": dict(env={"TERM": term}) for term in ("dumb", "no-such-terminal", None, "vt100", "linux")},
    **{f"LC_ALL={locale}": dict(env={"LC_ALL": locale, "LANG": locale}) for locale in ("C", "xx_YY.UTF-8")},
    "no terminal for input": dict(stdin="/dev/null"),
    "no terminal for output": dict(stdout="/dev/null"),
    "no terminal for either": dict(stdin="/dev/null", stdout="/dev/null"),
}
SIGNALS = {number.name: number for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGABRT,
                                              signal.SIGSEGV, signal.SIGPIPE)}
#: What the program is to die of; of the others it ends by itself or lives on.
DEADLY = {"SIGQUIT", "SIGABRT", "SIGSEGV"}
#: Starts that must come as far as a board; of the others, some may be refused in a sentence.
DRAWN = {"start at 1000x500", "TERM=vt100", "TERM=linux", "LC_ALL=C", "LC_ALL=xx_YY.UTF-8"}
DISTURBANCES = ["quit", *SIGNALS, "stopped and continued", "closed with SIGHUP", "closed without SIGHUP", "sizes", "not read",
                "random keys"]
ENDINGS = [*STARTS, *DISTURBANCES]
assert len(ENDINGS) == 28


def is_cut(finding):
    return finding[1].startswith("broken") or "unexpected end" in finding[1]


class Ending:
    """One of the 28, done to one command. `enter` brings a started program to where it is to be disturbed."""

    def __init__(self, name, command, home, enter, term="xterm-256color", whole=True):
        self.name, self.enter, self.whole = name, enter, whole
        options = dict(STARTS.get(name, {}))
        self.term = options.get("env", {}).get("TERM", term)
        options["env"] = {"TERM": self.term, **options.get("env", {})}
        self.files = {key: os.open(options[key], os.O_RDWR) for key in ("stdin", "stdout") if key in options}
        self.faults = []
        self.job = Job(command, home, hup_ignored=name == "closed without SIGHUP", **{**options, **self.files})

    def run(self, seconds):
        """What is wrong afterwards; nothing, if all is as it was. `seconds` is how soon it must be gone."""
        try:
            self.enter(self.job)
            used = self.job.has_ended() or cpu_seconds(self.job.pid)
            getattr(self, "_" + self.name.replace(" ", "_"), self._by_signal if self.name in SIGNALS else self._quit)()
            took = self._wait(seconds)
            if took is None:
                self.faults.append(f"still runs after {seconds} s")
            elif self.name.startswith("closed") and self.last_use - used > 0.5:
                self.faults.append(f"used {self.last_use - used:.2f} s of the processor once the terminal was gone")
            if self.job.slave is not None:
                self._judge()
        except (AssertionError, OSError) as error:
            self.faults.append(f"{type(error).__name__}: {error}")
        finally:
            self.job.close()
            for file in self.files.values():
                os.close(file)
        return self.faults

    def _wait(self, seconds):
        """How long it took; what it used of the processor is kept up to its last moment."""
        self.last_use, end = 0.0, time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.last_use = max(self.last_use, cpu_seconds(self.job.pid))
            except (OSError, IndexError):
                pass
            if (took := self.job.wait_for_end(0.02)) is not None:
                return took
        return None

    # The disturbances

    def _quit(self):
        if not self.job.has_ended():
            # A form with something in it asks once.
            self.job.send(b"\x03").pump(0.2)
            if not self.job.has_ended():
                self.job.send(b"\x03")

    def _by_signal(self):
        self.job.signal(SIGNALS[self.name]).pump(0.3)
        if self.name == "SIGPIPE":
            self._quit()

    def _stopped_and_continued(self):
        self.job.signal(signal.SIGTSTP)
        self._stopped()
        self.job.signal(signal.SIGCONT).pump(0.3)
        self._quit()

    def _stopped(self):
        end = time.monotonic() + 4
        while self.job.state() != "T" and time.monotonic() < end:
            self.job.pump(0.02)
        if self.job.state() != "T":
            self.faults.append("does not stop")
        self.job.quiet(0.05)
        self._judge()

    def _closed_with_SIGHUP(self):
        self.job.hang_up()

    _closed_without_SIGHUP = _closed_with_SIGHUP

    def _sizes(self):
        chance = random.Random(1)
        for number in range(600 if self.whole else 60):
            self.job.resize(*chance.choice([*SIZES, (chance.randrange(1, 300), chance.randrange(1, 200))]))
            if number % 10 == 0:
                self.job.pump(0.005)
        self.job.resize(100, 30)
        self.job.pump(0.3)
        self._lives_on()

    def _not_read(self):
        """Keys that draw much, and nobody to see it; then the terminal is read again."""
        used = cpu_seconds(self.job.pid)
        end = time.monotonic() + (3 if self.whole else 0.7)
        while time.monotonic() < end:
            self.job.send(b"\x0cjlk")
            time.sleep(0.02)
        if cpu_seconds(self.job.pid) - used > 1.5:
            self.faults.append("spins while nobody reads")
        self.job.pump(0.5)
        self._lives_on()

    def _random_keys(self):
        chance = random.Random(2)
        for _ in range(320 if self.whole else 40):
            self.job.send(bytes(chance.choice(HARMLESS) for _ in range(64)))
            self.job.pump(0.003)
        # Out of a paste that has begun by chance, and of what a paste has left.
        self.job.send(b"\x1b[201~").pump(0.1)
        self._lives_on()

    def _lives_on(self):
        if self.job.has_ended():
            self.faults.append("has ended")
        self._quit()

    # The judgement

    def _judge(self):
        job = self.job
        if termios.tcgetattr(job.slave) != job.modes:
            self.faults.append("the line's modes are not restored")
        if fcntl.fcntl(job.slave, fcntl.F_GETFL) != job.flags:
            self.faults.append("the shared file's flags are not restored")
        if self.name in DRAWN and b" quit" not in job.written:
            self.faults.append("shows no board")
        if left := modes_left(job.written):
            self.faults.append(f"the terminal is left with {', '.join(left)}")
        # Among random keys are those that copy.
        found = WireGuard(self.term or "dumb", copies=self.name == "random keys").check(job.written)
        # A crash may cut a frame within a character or a sequence, once; what follows begins anew.
        if found and not (self.name in DEADLY and len(found) == 1 and is_cut(found[0])):
            self.faults.append(f"on the wire: {found[:3]}")
        if job.has_ended() and self.name in SIGNALS:
            died_of = job.status & 0x7F
            if died_of != (SIGNALS[self.name] if self.name in DEADLY else 0):
                self.faults.append(f"died of {died_of}")
