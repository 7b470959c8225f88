"""What the benchmark needs beside the program: its own small programs, and the peers."""
import pathlib
import subprocess
import sys

from bench import BUILT, ROOT

HERE = pathlib.Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"
#: The Python that has the peers.
PEERS = str(BUILT / "python" / "bin" / "python")


def peer(name):
    """A peer's source."""
    return str(HERE / "peers" / name)


def prepare(plan):
    """Installs what is missing; says so, and nothing when all is there."""
    packages = ["g++", "libsimdjson-dev"] + (["jq", "python3-venv", "wrk"] if plan.has_peers else [])
    subprocess.run([ROOT / "script/packages", "for the benchmark", *packages], check=True)
    BUILT.mkdir(parents=True, exist_ok=True)
    if plan.has_peers:
        install_peers()


def compiled(source):
    """The program made of a C++ file beneath this folder, such as `native/spawn.cpp`."""
    source = HERE / source
    program = BUILT / source.stem
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        BUILT.mkdir(parents=True, exist_ok=True)
        libraries = ["-lsimdjson"] if "simdjson" in source.name else []
        subprocess.run(["g++", "-std=c++17", "-O3", "-march=native", "-Wall", "-Wextra", "-Werror",
                        source, "-o", program, *libraries], check=True)
    return str(program)


def install_peers():
    home = BUILT / "python"
    wanted, have = REQUIREMENTS.read_text(), home / "requirements.txt"
    if have.exists() and have.read_text() == wanted:
        return
    print(f"Installing Python packages into {home.relative_to(ROOT)}: {' '.join(wanted.split())}", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
    pip = [PEERS, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", REQUIREMENTS], check=True)
    have.write_text(wanted)
