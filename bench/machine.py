"""The machine that the figures are of."""
import os
import platform
import re
import subprocess

from bench import DATA, ROOT
from bench.tools import PEERS


#: Of the last minute, a core: above it, others use the machine too.
BUSY = 0.25


class Machine:
    """What is true of the machine when the run begins."""

    def __init__(self, plan):
        self.plan = plan
        self.load_before = os.getloadavg()
        self.facts = [
            ("processor", f"{self.processor()}, {len(os.sched_getaffinity(0))} cores"),
            ("memory", f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1e9:.1f} GB"),
            ("kernel", f"{platform.system()} {platform.release()}"),
            ("system", self.system()),
            ("file system of the data", self.file_system()),
            ("program", said([str(ROOT / ".build/release/tickets"), "--version"]) + self.commit()),
            ("beside it", ", ".join(self.versions())),
        ]

    def rows(self):
        """All there is to say, when the run ends."""
        loads = (" ".join(f"{value:.2f}" for value in load) for load in (self.load_before, os.getloadavg()))
        return [*self.facts, ("load average, before → after", " → ".join(loads))]

    def was_busy(self):
        return self.load_before[0] > BUSY * len(os.sched_getaffinity(0))

    @staticmethod
    def processor():
        with open("/proc/cpuinfo") as file:
            found = re.search(r"^model name\s*: (.*)$", file.read(), re.M)
        return found[1] if found else platform.machine()

    @staticmethod
    def system():
        with open("/etc/os-release") as file:
            return re.search(r'^PRETTY_NAME="?([^"\n]*)', file.read(), re.M)[1]

    @staticmethod
    def file_system():
        DATA.mkdir(parents=True, exist_ok=True)
        found = said(["findmnt", "--noheadings", "--output", "FSTYPE,OPTIONS", "--target", str(DATA)])
        return " ".join(found.split()) or "unknown"

    @staticmethod
    def commit():
        commit = said(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"])
        changed = said(["git", "-C", str(ROOT), "status", "--porcelain", "--untracked-files=no"])
        return f", commit {commit}{' and changes' if changed else ''}" if commit else ""

    def versions(self):
        python = platform.python_version()
        yield f"Python {python}"
        if self.plan.has_peers:
            yield said([PEERS, "-c", "import duckdb, orjson; "
                        "print(f'DuckDB {duckdb.__version__}, orjson {orjson.__version__}')"])
            yield said(["jq", "--version"])
        yield "simdjson " + said(["dpkg-query", "-W", "-f", "${Version}", "libsimdjson-dev"])
        yield said(["tail", "--version"]).split("\n")[0]


def said(command):
    """What a command says; nothing where it cannot be run."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20).stdout.strip()
    except OSError:
        return ""
