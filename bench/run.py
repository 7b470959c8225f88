"""Running a command and knowing what it cost."""
import dataclasses
import json
import os
import signal
import subprocess

from bench.tools import compiled
from program import environment

#: Longer than anything that is measured here takes.
PATIENCE = 600


@dataclasses.dataclass(frozen=True)
class Run:
    #: From exec to the end.
    seconds: float
    #: Processor time of all its threads.
    cpu: float
    #: The most memory that was resident, in bytes.
    peak: int
    switches: int
    code: int
    output: bytes


def run(command, home, input=b"", env=None):
    """Runs a command to its end in an environment of its own."""
    report = home / "cost.json"
    child = subprocess.Popen([compiled("native/spawn.cpp"), str(report), *command], stdin=subprocess.PIPE, cwd=home,
                             stdout=subprocess.PIPE, env=environment(home, **(env or {})), start_new_session=True)
    try:
        output, _ = child.communicate(input, timeout=PATIENCE)
    except BaseException:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        raise
    if child.returncode != 0:
        raise RuntimeError(f"{command} could not be run")
    return Run(output=output, **json.loads(report.read_text()))
