"""The console in a terminal of its own: tmux draws it, types into it, and says what a person would see."""
import os
import re
import shlex
import subprocess

from program import BINARY, environment
from waiting import wait_until

STATUSES = ("OPEN", "IN_PROGRESS", "DONE", "FAILED")


class Console:
    """One tmux server with one window. The program runs under a shell that outlives it, so that what it leaves behind
    of the terminal can be seen."""

    def __init__(self, home, state, columns=120, rows=40, env=None, words=(), term="tmux-256color",
                 before=()):
        self.home, self.state = home, state
        self.socket = str(home / "tmux.sock")
        variables = environment(home, TERM="xterm-256color", PS1="shell> ", **(env or {}))
        self.exit_file = home / "exit"
        self.pid_file = home / "pid"
        self.stty = home / "stty"
        self.words = [*before, BINARY, "--state", str(state.path), *words]
        shell = ["env", "-i", *(f"{k}={v}" for k, v in variables.items()), "bash", "--norc", "--noprofile", "-i"]
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), shlex.join(shell))
        self.tmux("set", "-g", "status", "off")
        self.tmux("set", "-g", "window-size", "manual")
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))
        self.term = (env or {}).get("TERM", term)
        self.wait_for("shell>")

    def start(self, waits=True):
        """Starts the program; returns when the whole board stands on its screen, or at once."""
        term = "unset TERM" if self.term is None else f"export TERM={self.term}"
        self.script(f"{term}; stty -g > {self.stty}.before\n"
                    f"sh -c 'echo $$ > {self.pid_file}; exec \"$@\"' - {shlex.join(self.words)}\n"
                    f"echo $? > {self.exit_file}; stty -g > {self.stty}.after; echo left-the-console\n")
        if waits:
            self.wait_for_board()
        return self

    def script(self, text):
        """Has the shell run lines that it need not echo."""
        path = self.home / "script.sh"
        path.write_text(text)
        self.type(f". {path}")
        self.keys("Enter")

    # What a person does

    def keys(self, *names):
        """Presses keys by tmux's names: Enter, Escape, Up, C-s, F1."""
        self.tmux("send-keys", *names)
        return self

    def type(self, text):
        """Types text as it is."""
        self.tmux("send-keys", "-l", "--", text)
        return self

    def paste(self, text):
        self.tmux("set-buffer", "--", text)
        self.tmux("paste-buffer", "-p", "-r")
        return self

    def resize(self, columns, rows):
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))
        return self

    # What a person sees

    def screen(self):
        return self.tmux("capture-pane", "-p").stdout

    def wait_for(self, *texts, seconds=10.0):
        """Waits until all texts are on the screen at once; returns it."""
        def all_there():
            screen = self.screen()
            return screen if all(text in screen for text in texts) else None
        return wait_until(all_there, lambda: f"{texts} on\n{self.screen()}", seconds)

    def wait_for_board(self):
        """Waits until the logs are read; the foot, which is drawn last, is there too."""
        live = re.compile("(LIVE|실시간).*(q quit|q 종료)", re.DOTALL)
        wait_until(lambda: live.search(self.screen()), lambda: f"the board on\n{self.screen()}")
        return self

    def wait_for_counts(self, seconds=10.0, **expected):
        """Waits until the columns' heads show these counts, and no others; returns the screen."""
        expected = dict(dict.fromkeys(STATUSES, 0), **expected)
        def all_right():
            screen = self.screen()
            return screen if counts(screen) == expected else None
        return wait_until(all_right, lambda: f"{expected} on\n{self.screen()}", seconds)

    def wait_until_gone(self, text, seconds=10.0):
        return wait_until(lambda: text not in self.screen() and self.screen(),
                          lambda: f"{text!r} gone from\n{self.screen()}", seconds)

    def wait_for_tick(self):
        """Waits until the clock in the head goes on: what was typed before is done by then."""
        before = self.clock()
        wait_until(lambda: self.clock() != before, "the clock going on")
        return self

    def clock(self):
        return re.search(r"\d\d:\d\d:\d\d [+-]\d\d:\d\d", self.screen())[0]

    def terminal(self, name):
        """One of tmux's facts about the window, such as `alternate_on` or `cursor_flag`."""
        return self.tmux("display-message", "-p", f"#{{{name}}}").stdout.strip()

    # The process

    @property
    def pid(self):
        return int(wait_until(lambda: self.pid_file.exists() and self.pid_file.read_text(), "the program's pid"))

    def signal(self, number):
        os.kill(self.pid, number)
        return self

    def wait_for_end(self, seconds=5.0):
        """The program's exit code as the shell tells it, once the shell is back."""
        wait_until(lambda: self.exit_file.exists() and self.exit_file.read_text(),
                   lambda: f"the end of the program\n{self.screen()}", seconds)
        wait_until(lambda: "left-the-console" in self.screen(), lambda: f"the shell\n{self.screen()}", seconds)
        return int(self.exit_file.read_text())

    def assert_terminal_restored(self):
        before, after = (self.stty.with_suffix(s).read_text() for s in (".before", ".after"))
        assert before == after, f"stty {before} became {after}"
        assert self.terminal("alternate_on") == "0", "the alternate screen is still on"
        assert self.terminal("cursor_flag") == "1", "the cursor is hidden"
        assert self.terminal("mouse_any_flag") == "0", "the mouse is still reported"
        assert self.terminal("keypad_flag") == "0", "the keypad still sends application keys"

    def close(self):
        """Takes the terminal away."""
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True)

    def tmux(self, *words):
        done = subprocess.run(["tmux", "-u", "-S", self.socket, *words], capture_output=True, text=True, timeout=10,
                              env=environment(self.home, TMUX_TMPDIR=str(self.home), TERM="xterm-256color"))
        if done.returncode:
            raise AssertionError(f"tmux {words}: {done.stderr}")
        return done


def counts(screen):
    """The four columns' counts as the heads show them, by status; a narrow screen shows them as tabs."""
    found = {}
    for status in STATUSES:
        match = re.search(rf"\b{status}\b[^\d\n]*?(\d+)", screen)
        if match:
            found[status] = int(match[1])
    return found

