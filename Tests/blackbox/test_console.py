"""What an operator does at the screen, and what the logs hold afterwards."""
from console import counts


def test_an_empty_folder_opens_an_empty_board(open_console):
    screen = open_console().screen()
    assert counts(screen) == {"OPEN": 0, "IN_PROGRESS": 0, "DONE": 0, "FAILED": 0}
