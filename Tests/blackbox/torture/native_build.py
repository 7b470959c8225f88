"""Builds what stands in native/, once a run."""
import pathlib
import subprocess
import tempfile

NATIVE = pathlib.Path(__file__).resolve().parent / "native"
built = tempfile.TemporaryDirectory(prefix="tickets-native-")


def program(name):
    """The path of native/NAME.c as a program."""
    return compiled(name, name)


def preloaded(name):
    """The path of native/NAME.c as a library for LD_PRELOAD."""
    return compiled(name, name + ".so", "-shared", "-fPIC")


def compiled(name, product, *words):
    path = pathlib.Path(built.name) / product
    if not path.exists():
        subprocess.run(["gcc", "-O2", "-Wall", "-Werror", *words, "-o", path, NATIVE / f"{name}.c", "-ldl"], check=True,
                       timeout=60)
    return str(path)
