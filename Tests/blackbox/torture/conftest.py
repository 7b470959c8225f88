"""The attacks. Each runs in a short form with the other tests and in its whole size under `make torture`, and each has a
control: the same attack on something without the defence, which it must bring down."""
import time

import pytest

import figures as log


@pytest.fixture
def amount(request):
    """amount(short, full): how much of an attack this run makes."""
    return lambda short, full: full if request.config.getoption("--full") else short


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if call.when == "call":
        item.has_passed = report.passed
    return report


@pytest.fixture
def figures(request):
    """figures(attack, kills=…, lost=…): what an attack of the whole size did, for TORTURE.md, once it has passed. Whole
    numbers are summed over the runs; of numbers with a point, such as seconds, the greatest counts."""
    started, told = time.time(), []

    def add(attack, **counts):
        print(attack, counts)
        told.append((attack, counts))

    yield add
    if request.config.getoption("--full") and getattr(request.node, "has_passed", False):
        for attack, counts in told:
            log.add(attack, request.node.name, counts, time.time() - started)
