"""Where the processor time of a program goes, by functions: why a target is not met."""
import re
import shutil
import subprocess

from bench import data

MOST = 12


def note(name, command):
    """The functions that need most, as a paragraph; says so where nobody can tell."""
    if not shutil.which("perf"):
        return "Why: not told here, for there is no `perf`."
    with data.scratch() as folder:
        record = f"{folder}/perf.data"
        done = subprocess.run(["perf", "record", "-q", "-F", "2000", "-o", record, *command], capture_output=True)
        report = subprocess.run(["perf", "report", "--stdio", "--no-children", "--sort", "symbol", "-i", record],
                                capture_output=True, text=True)
    found = re.findall(r"^\s+([\d.]+)%\s+\[(.)\] (\S.*?)(?:\s{2,}.*)?$", report.stdout, re.M)[:MOST]
    if done.returncode not in (0, 1) or not found:
        return "Why: not told here, for `perf` cannot count in this place."
    names = demangled([symbol for _, _, symbol in found])
    parts = (f"{float(share):.0f} % `{short(symbol)}`{' (kernel)' if where == 'k' else ''}"
             for (share, where, _), symbol in zip(found, names))
    return f"Where the processor time of {name} goes: {', '.join(parts)}."


def demangled(symbols):
    done = subprocess.run(["swift", "demangle", "--compact", "--simplified"], input="\n".join(symbols),
                          capture_output=True, text=True)
    names = done.stdout.splitlines()
    return names if done.returncode == 0 and len(names) == len(symbols) else symbols


def short(symbol):
    """Without arguments, specialisations and outer names."""
    name = re.sub(r"^.* of ", "", symbol)
    name = re.sub(r"\(anonymous namespace\)::|<[^<>]*>", "", name)
    name = re.split(r"[(]", name)[0]
    return name.split(" in ")[0].split("::")[-1] if "::" in name else name.split(" in ")[0]
