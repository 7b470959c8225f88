"""The scripts that a newcomer meets first."""
import os
import re
import shutil
import subprocess

import pytest

from program import ROOT, environment


def call(*command, home, path=None, **options):
    env = environment(home, PATH=path or os.environ["PATH"])
    return subprocess.run(command, capture_output=True, text=True, timeout=50, env=env, cwd=options.pop("cwd", home))


def test_run_says_nothing_of_its_own_and_passes_on_its_words(home):
    done = call(str(ROOT / "run"), "--version", home=home)
    assert (done.returncode, done.stderr) == (0, "") and re.fullmatch(r"tickets \d+\.\d+\.\d+\n", done.stdout)
    assert call(str(ROOT / "run"), "bord", home=home).returncode == 2


@pytest.mark.parametrize("cwd", [ROOT, ROOT / "Tests", "/"], ids=str)
def test_run_uses_the_project_s_state_wherever_it_is_called(home, cwd):
    assert str(ROOT / "state" / "tickets") in call(str(ROOT / "run"), "info", home=home, cwd=cwd).stdout


def test_run_leaves_paths_of_the_caller_alone(home):
    (home / "ticket.json").write_text('{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}}')
    call(str(ROOT / "run"), "submit", "--json", "ticket.json", "--state", "elsewhere", home=home)
    assert (home / "elsewhere" / "tickets" / "ticket_requests.jsonl").exists()


def test_packages_that_are_there_take_no_words(home):
    done = call(str(ROOT / "script" / "packages"), "to test", "dpkg", "bash", home=home)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_missing_packages_without_apt_are_named_in_a_sentence(home):
    only_these(home / "bin", "sh", "dpkg-query", "id", "dirname")
    done = call(str(ROOT / "script" / "packages"), "to test", "dpkg", "no-such-package", home=home, path=str(home / "bin"))
    assert done.returncode == 1
    assert re.search(r"no-such-package to test.*apt-get", done.stderr) and " dpkg " not in done.stderr


def test_missing_swift_is_said_with_where_to_get_it(home):
    only_these(home / "bin", "sh", "dpkg-query", "id", "dirname")
    done = call(str(ROOT / "script" / "toolchain"), home=home, path=str(home / "bin"))
    assert done.returncode == 1 and "https://www.swift.org/install" in done.stderr


def test_make_lists_its_targets(home):
    listed = call("make", "-C", str(ROOT), "--no-print-directory", home=home).stdout
    for target in ("build", "test", "check", "screens", "docs", "tsan", "model", "install", "uninstall", "clean"):
        assert re.search(rf"^make {target} +\S", listed, re.M)


def only_these(folder, *names):
    folder.mkdir()
    for name in names:
        (folder / name).symlink_to(shutil.which(name))
