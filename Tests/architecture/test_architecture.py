"""Rules about the sources themselves: which target may know which, and what none may do."""
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Sources"

#: What each target may import of ours. An arrow more is a decision, and is made here.
MAY_IMPORT = {
    "Reference": set(),
    "ProcessEvents": {"CLinux"},
    "TicketCore": set(),
    "TicketJSON": {"TicketCore", "CSimdJSON"},
    "TicketLog": {"TicketCore", "TicketJSON", "CSimdJSON", "CXXHash", "CLinux"},
    "Worker": {"TicketCore"},
    "ConsoleCore": {"TicketCore", "Worker", "CLinux"},
    "TicketServer": {"TicketCore", "TicketJSON", "TicketLog", "CMicroHTTPD", "CLinux"},
    "TicketClient": {"TicketCore", "TicketJSON", "CCurl"},
    "TicketWorker": {"TicketCore", "TicketServer", "TicketClient", "TicketLog", "Worker", "Reference", "ProcessEvents"},
    "Console": {"TicketCore", "TicketClient", "TicketJSON", "TicketLog", "TicketServer", "Worker", "ConsoleCore",
                "Reference", "ProcessEvents", "CNcurses", "CLinux"},
}
#: What all may import.
SYSTEM = {"Glibc", "Synchronization"}
#: Only these folders of Console know ncurses.
KNOWS_NCURSES = "Console/Terminal/"

SPAWNS = re.compile(
    r"\b(posix_spawnp?|fork|vfork|forkpty|clone3?|popen|system|execl|execlp|execle|execv|execve|execvp|execvpe|fexecve"
    r"|wordexp|Process|NSTask|Subprocess)\s*\(")
#: What a file may hold that is worse than the rule it breaks.
FORBIDDEN = re.compile(r"\btry!|\bas!|\bnonisolated\(unsafe\)|\bfatalError\(|\bTODO\b|\bFIXME\b")


def swift(*folders):
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.swift"))


def sources():
    return sorted(path for path in SOURCES.rglob("*") if path.suffix in {".swift", ".c", ".cpp", ".h"})


def name(path):
    return str(path.relative_to(ROOT))


def code(path):
    """The file without its comments and texts."""
    text = re.sub(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"', '""', path.read_text(encoding="utf-8"))
    return re.sub(r"//[^\n]*|/\*(?:.|\n)*?\*/", "", text)


def test_no_source_of_the_product_starts_a_process():
    assert {name(path): found for path in sources() if (found := SPAWNS.findall(code(path)))} == {}


@pytest.mark.parametrize("text, spawns", [
    ("let p = Process()", True), ("posix_spawn(&pid, path)", True), ("execve(a, b, c)", True), ("system (\"ls\")", True),
    ("process(line)", False), ("// fork()", False), ("withProcessed(x)", False), ("say(\"system(3)\")", False)])
def test_the_look_for_processes_sees_them(tmp_path, text, spawns):
    (tmp_path / "x.swift").write_text(text)
    assert bool(SPAWNS.search(code(tmp_path / "x.swift"))) == spawns


def test_each_target_imports_only_what_it_may_know():
    wrong = {}
    for path in swift("Sources"):
        target = path.relative_to(SOURCES).parts[0]
        imported = set(re.findall(r"^(?:@\w+ |public |package |internal )*import (?:\w+ )?(\w+)", code(path), re.M))
        allowed = MAY_IMPORT[target] | SYSTEM
        if target == "Console" and not name(path).startswith(f"Sources/{KNOWS_NCURSES}"):
            allowed = allowed - {"CNcurses"}
        if imported - allowed:
            wrong[name(path)] = imported - allowed
    assert wrong == {}


def test_every_target_has_its_rule():
    folders = {path.name for path in SOURCES.iterdir() if any(path.rglob("*.swift"))}
    assert folders == set(MAY_IMPORT)


def test_no_file_is_longer_than_400_lines():
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in {*sources(), *swift("Tests")}}
    assert {path: length for path, length in lengths.items() if length > 400} == {}


def test_no_source_gives_up_instead_of_failing():
    assert {name(path): found for path in swift("Sources") if (found := FORBIDDEN.findall(code(path)))} == {}
