"""The report of the attacks itself."""
from figures import report


def test_whole_numbers_are_summed_and_of_others_the_greatest_counts():
    def run(kills, slowest):
        return {"attack": "kill -9", "test": "test_kills[tmpfs]", "at": "2026-11-20", "commit": "abc", "seconds": 1,
                "counts": {"kills": kills, "lost": 0, "slowest_s": slowest}}

    row = report([run(1000, 0.5), run(500, 0.25)]).splitlines()[-1]
    assert row == "| kill -9 | `make torture ONLY=test_kills` | 2 | 1,500 kills, 0 lost, 0.5 slowest s | 2026-11-20 abc |"
