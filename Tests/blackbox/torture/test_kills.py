"""kill -9 at random moments: what was acknowledged is there, once, and nothing is there that nobody asked for."""
import json
import os
import subprocess
import sys

import pytest

from plain_board import PlainBoard
from prepared import large_logs
from storm import Storm

ROUND = 250
NAIVE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "naive_writer.py")
pytestmark = pytest.mark.timeout(900)


def compare_with_the_product(state, tickets):
    """The next writer succeeds, and the product sees what a plain reading sees."""
    ticket = tickets.submit("after the storm")
    board = PlainBoard(state)
    assert board.status[ticket] == "OPEN"
    assert tickets.statuses() == board.status
    check = tickets.json("check", "--json")
    assert check["status"] == board.counts()
    assert sum(check["problems"].values()) == board.problems()
    return board


def test_processes_killed_at_random_lose_and_double_nothing(state, tickets, home, amount, figures):
    kills = torn = acknowledged = 0
    for number in range(amount(1, 10)):
        state.__init__(home / f"state{number}")
        if number % 4 == 3:
            # From this size on the board is saved, too.
            large_logs(state)
        storm = Storm(state, home)
        storm.history.know(PlainBoard(state))
        found = storm.run(amount(40, ROUND))
        assert found == [], "\n".join(found[:20])
        torn += len(compare_with_the_product(state, tickets).torn)
        kills += storm.kills
        acknowledged += len(storm.history.submits) + len(storm.history.steps)
    assert acknowledged * 4 > kills
    figures("kill -9 at random moments", kills=kills, acknowledged=acknowledged, torn=torn, lost=0, doubled=0)


@pytest.mark.parametrize("manner, fault", [("careless", "doubled: "), ("hasty", "lost: submit")])
def test_control_the_storm_finds_what_writers_without_the_protocol_lose_and_double(state, home, manner, fault):
    storm = Storm(state, home)

    def naive(slot):
        while not storm.is_over:
            process = storm.start(slot, [sys.executable, NAIVE, str(state.path), storm.name(), manner],
                                  stdout=subprocess.PIPE, env={**storm.variables, "PYTHONPATH": os.pathsep.join(sys.path)})
            for row in process.stdout:
                if row.endswith("\n"):
                    hear(storm.history, *json.loads(row))
            storm.finish(slot, process)

    found = storm.run(30, longest_pause=0.1, slots=[naive] * 6)
    assert any(finding.startswith(fault) for finding in found), found[:20]


def hear(history, word, name, what=None):
    """What a naive writer says."""
    if word == "submit":
        history.asked_submits.add(name)
    elif word == "step":
        history.asked_steps[name] = (what, "IN_PROGRESS")
    elif word == "submitted":
        history.submitted(name, what)
    else:
        history.stepped(name, what)
