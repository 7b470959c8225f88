"""Who may know whom: the arrows between the targets, as the sources' imports draw them."""
import pathlib
import re

import pytest

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources"
SYSTEM = {"Glibc", "Synchronization"}
ALLOWED = {
    "Reference": set(),
    "TicketCore": set(),
    "TicketJSON": {"TicketCore", "CSimdJSON"},
    "TicketLog": {"TicketCore", "TicketJSON", "CSimdJSON", "CLinux"},
    "Worker": {"TicketCore"},
    "ConsoleCore": {"TicketCore", "Worker", "CLinux"},
    "TicketServer": {"TicketCore", "TicketJSON", "TicketLog", "CMicroHTTPD", "CLinux"},
    "TicketClient": {"TicketCore", "TicketJSON", "CCurl"},
    "TicketWorker": {"TicketCore", "TicketClient", "TicketLog", "Worker", "Reference", "CMicroHTTPD", "CLinux"},
    "Console": {"TicketCore", "TicketClient", "TicketJSON", "TicketLog", "TicketServer", "Worker", "ConsoleCore",
                "Reference", "CNcurses", "CLinux"},
}


def imports(target):
    found = set()
    for path in (SOURCES / target).rglob("*.swift"):
        found |= set(re.findall(r"^(?:@\w+ )?(?:public |package )?import (\w+)", path.read_text(), re.M))
    return found


def test_every_target_is_judged():
    swift = {path.name for path in SOURCES.iterdir() if any(path.rglob("*.swift"))}
    assert swift == set(ALLOWED)


@pytest.mark.parametrize("target", ALLOWED)
def test_a_target_imports_only_what_it_may_know(target):
    assert imports(target) - SYSTEM <= ALLOWED[target]
