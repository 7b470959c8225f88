"""The programs that make a board of two logs, ours and the others, each as something to do once."""
import json

from bench.contest import Contender
from bench.run import run
from bench.terminal import opening
from bench.tools import PEERS, compiled, peer
from program import BINARY


def expect(found, wanted, who):
    if found != wanted:
        raise AssertionError(f"{who}: {found} instead of {wanted}")


def ran(command, home, who, codes=(0,), input=b""):
    done = run(command, home, input)
    if done.code not in codes:
        raise AssertionError(f"{who}: exit {done.code}, {done.output[-500:]}")
    return done


def check(folder, home, name="`tickets check`", before=lambda: None):
    """Both logs to the counts and every problem."""
    problems = folder.truth["problems"]

    def once():
        before()
        done = ran([BINARY, "--state", str(folder.state.path), "check", "--json"], home, name,
                   codes=(1,) if any(problems.values()) else (0,))
        answer = json.loads(done.output)
        expect((answer["status"], answer["problems"]), (folder.counts, problems), name)
        return done
    return Contender(name, once)


def newest(folder, home, name="`tickets board --limit 50`", before=lambda: None):
    """Both logs to the newest 50 tickets."""
    def once():
        before()
        done = ran([BINARY, "--state", str(folder.state.path), "board", "--json", "--limit", "50"], home, name)
        expect(len(json.loads(done.output)["rows"]), min(50, folder.truth["tickets"]), name)
        return done
    return Contender(name, once)


def console(folder, home, name="`tickets`, whole board on a terminal", before=lambda: None):
    """Both logs to the screen on which the four counts are right."""
    def once():
        before()
        return opening(folder, home)
    return Contender(name, once)


def counting(name, command, folder, home):
    """A peer that prints the counts by status."""
    def once():
        done = ran([*command, *folder.logs], home, name)
        expect(json.loads(done.output), folder.counts, name)
        return done
    return Contender(name, once)


def peers(folder, home):
    """Those that must be installed."""
    join, duckdb = peer("python_join.py"), peer("duckdb_join.py")
    jq = ["jq", "--null-input", "--compact-output", "--from-file", peer("join.jq")]
    return [
        counting("DuckDB, board", [PEERS, duckdb, "board"], folder, home),
        counting("DuckDB, counts alone", [PEERS, duckdb, "counts"], folder, home),
        counting("Python with orjson, board", [PEERS, join, "orjson", "board"], folder, home),
        counting("Python with orjson, counts alone", [PEERS, join, "orjson", "counts"], folder, home),
        counting("Python with json, board", [PEERS, join, "json", "board"], folder, home),
        counting("jq, counts alone", jq, folder, home),
    ]


def floors(folder, home):
    """Programs that do a part of the work and give no board."""
    def read():
        done = ran([compiled("peers/read_bytes.cpp"), *folder.logs], home, "read_bytes")
        expect(json.loads(done.output)["bytes"], folder.truth["bytes"], "read_bytes")
        return done

    def parse():
        done = ran([compiled("peers/simdjson_pass.cpp"), *folder.logs], home, "simdjson_pass")
        expect(json.loads(done.output)["documents"], folder.truth["lines"], "simdjson_pass")
        return done
    return [Contender("bare simdjson pass, no board", parse), Contender("reading the bytes", read)]
