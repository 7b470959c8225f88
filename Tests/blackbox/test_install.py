"""What `make install` puts where, and that it works from there: programs, man pages, completions, units."""
import re
import shutil
import subprocess

import pytest

from program import ROOT, environment

PREFIX = "/opt/tickets-test"


@pytest.fixture(scope="module")
def destination(tmp_path_factory):
    """A folder into which all was installed, as for a package."""
    folder = tmp_path_factory.mktemp("destination")
    make("install", folder)
    return folder


@pytest.fixture(scope="module")
def installed(destination):
    return destination / PREFIX.lstrip("/")


def make(target, destination):
    done = subprocess.run(["make", "-C", str(ROOT), "--no-print-directory", target, f"PREFIX={PREFIX}",
                           f"DESTDIR={destination}"], capture_output=True, text=True, timeout=50)
    assert done.returncode == 0, done.stdout + done.stderr


def call(*command, home, **changes):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=20, cwd=home,
                          env=environment(home, **changes))


@pytest.mark.parametrize("program", ["tickets", "ticket-worker"])
def test_the_programs_run_from_where_they_were_installed(installed, home, program):
    done = call(installed / "bin" / program, "--version", home=home)
    assert (done.returncode, done.stderr) == (0, "") and re.fullmatch(rf"{program} \d+\.\d+\.\d+\n", done.stdout)


@pytest.mark.parametrize("program", ["tickets", "ticket-worker"])
def test_the_programs_need_no_library_of_swift_and_hold_no_symbols(installed, home, program):
    path = installed / "bin" / program
    dynamic = call("readelf", "--dynamic", path, home=home).stdout
    assert "libc.so" in dynamic and "libswift" not in dynamic
    assert ".symtab" not in call("readelf", "--sections", path, home=home).stdout


def test_files_can_be_read_by_all_and_written_by_the_owner_alone(installed):
    modes = {path.relative_to(installed): path.stat().st_mode & 0o777 for path in installed.rglob("*") if path.is_file()}
    assert len(modes) > 15
    assert modes == {path: 0o755 if path.parts[0] == "bin" else 0o644 for path in modes}


def test_units_start_the_installed_programs(installed):
    for unit, program in (("tickets-serve", "tickets"), ("ticket-worker", "ticket-worker")):
        text = (installed / "lib/systemd/system" / f"{unit}.service").read_text()
        assert re.search(rf"^ExecStart={PREFIX}/bin/{program}( |$)", text, re.M)
        assert "/usr/local" not in text


def test_uninstall_leaves_none_of_our_files(tmp_path):
    make("install", tmp_path)
    assert any(path.is_file() for path in tmp_path.rglob("*"))
    make("uninstall", tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file() or "doc/tickets" in str(path)] == []


@pytest.mark.parametrize("program", ["tickets", "ticket-worker"])
def test_groff_has_nothing_to_say_about_the_man_pages(installed, home, program):
    page = installed / "share/man/man1" / f"{program}.1"
    done = call("groff", "-man", "-ww", "-Tutf8", page, home=home)
    assert (done.returncode, done.stderr) == (0, "")
    text = re.sub(".\b|\x1b\\[[0-9;]*m", "", done.stdout)
    assert "EXIT STATUS" in text and "--utc-offset +09:00" in text


WORDS = {
    "tickets sub": {"submit"}, "tickets submit re": {"reconcile", "reports"}, "tickets submit reports --mo": {"--mode"},
    "tickets submit reports --mode RE": {"RE-EVALUATE", "REGEN"}, "tickets board --status=D": {"DONE"},
    "tickets board --status O": {"OPEN"}, "tickets --lang k": {"ko"}, "tickets --state submit board --j": {"--json"},
    "tickets submit --json ti": {"ticket.json"}, "tickets board --json --type REP": {"REPORTS"},
    "tickets --state fold": {"folder"}, "tickets serve --token-file ti": {"ticket.json"},
    "tickets help submit ack": {"acknowledge"}, "tickets complete x --status F": {"FAILED"},
    "ticket-worker --dr": {"--drain"}, "ticket-worker --log-level w": {"warn"}, "ticket-worker --state fo": {"folder"},
    "ticket-worker --token-file=ti": {"ticket.json"},
}


@pytest.fixture
def place(home):
    (home / "ticket.json").write_text("{}")
    (home / "folder").mkdir()
    return home


def plain(word):
    """What a shell offers, without what it stands behind or is followed by."""
    return word.split("\t")[0].split("=")[-1].strip().rstrip("/")


@pytest.mark.parametrize("line", WORDS)
def test_bash_completes(installed, place, line):
    # As readline splits it: an equals sign is a word.
    words = re.findall(r"=|[^\s=]+", line)
    script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); ' \
             '$(complete -p "$1" | sed "s/.*-F \\([^ ]*\\) .*/\\1/") "$1"; printf "%s\\n" "${COMPREPLY[@]}"'
    done = call(shutil.which("bash"), "-c", script, "bash",
                installed / "share/bash-completion/completions" / words[0], *words, home=place)
    assert done.stderr == ""
    assert {plain(word) for word in done.stdout.splitlines()} == WORDS[line]


@pytest.mark.parametrize("line", WORDS)
def test_fish_completes(installed, place, line):
    program = line.split()[0]
    done = call("fish", "--no-config", "-c", 'source $argv[1]; complete -C $argv[2]',
                installed / "share/fish/vendor_completions.d" / f"{program}.fish", line, home=place)
    assert done.stderr == ""
    assert {plain(word) for word in done.stdout.splitlines()} == WORDS[line]


@pytest.mark.parametrize("line", [line for line, words in WORDS.items() if len(words) == 1])
def test_zsh_completes(installed, place, open_bare, line):
    functions = place / "functions"
    shutil.copytree(installed / "share/zsh/site-functions", functions)
    shell = open_bare([shutil.which("zsh"), "-f", "-i"], columns=200)
    shell.send(f"fpath=({functions} $fpath); autoload -Uz compinit; compinit -D; PS1='ready> '\r".encode())
    shell.wait_for("\nready>")
    shell.send(f"{line}\t".encode())
    stem = re.split(r"[ =]", line)[-1]
    shell.wait_for("ready> " + line[:-len(stem)] + WORDS[line].copy().pop())


def test_systemd_reads_the_units(installed, home):
    units = sorted((installed / "lib/systemd/system").glob("*.service"))
    done = call("systemd-analyze", "verify", "--man=no", *units, home=home)
    wrong = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert wrong == []
