"""Several processes at the same logs and the same lock: one wins, nothing is lost."""
import collections
import json
import subprocess
import threading

from state import line, request, ticket_id


def test_of_two_processes_that_consume_the_same_200_tickets_exactly_one_wins_each(tickets, state):
    """Two lines of processes run against each other, each through all tickets: 400 calls."""
    count = 200
    state.append(state.requests, *(request(n) for n in range(count)))
    answers = collections.defaultdict(list)
    barrier = threading.Barrier(2)

    def consume_all(name):
        for number in range(count):
            barrier.wait(20)
            done = tickets.run("consume", ticket_id(number), "--processor", name)
            answers[number].append((done.returncode, json.loads(done.stdout)))

    lines = [threading.Thread(target=consume_all, args=(name,)) for name in ("first", "second")]
    for each in lines:
        each.start()
    for each in lines:
        each.join()

    assert sorted(answers) == list(range(count))
    written = state.lines(state.results)
    assert [r["request_id"] for r in written] == [ticket_id(n) for n in range(count)]
    for number, record in enumerate(written):
        (code, won), (other_code, lost) = sorted(answers[number], key=lambda answer: answer[0])
        assert (code, other_code, won["result"], lost["result"]) == (0, 3, "OK", "CONFLICT"), number
        assert won["result_id"] == record["result_id"]


def test_of_50_workers_started_at_once_one_holds_the_lock(tickets, state):
    state.append(state.requests, request(1))
    workers = [tickets.start("worker", "--delay", "0.2", env={"LANG": "C.UTF-8"}) for _ in range(50)]
    others = {}
    try:
        while len(others) < 49:
            for worker in workers:
                if worker not in others and (code := worker.poll()) is not None:
                    others[worker] = (code, worker.stderr.read())
            assert len(others) < 50, "nobody holds the lock"
        (holder,) = (worker for worker in workers if worker not in others)
        assert json.loads(state.lock.read_text())["pid"] == holder.pid
        for code, said in others.values():
            assert code == 5 and str(holder.pid) in said, said
        holder.terminate()
        assert holder.wait(5) == 0
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()
    assert len(state.lines(state.results)) in (0, 2)
    assert not state.lock.exists()


def test_what_many_processes_submit_at_once_is_all_there_and_whole(tickets, state):
    batch = "".join(line({"request_type": "REQUEST_RECONCILE",
                          "payload": {"mode": "FULL", "reason": f"{n} " + "긴 사유 " * 30}}) + "\n" for n in range(50))
    processes = [subprocess.Popen(tickets.command("submit", "--json", "-"), stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, text=True) for _ in range(4)]
    feeders = [threading.Thread(target=lambda p=p: answers.append(p.communicate(batch, timeout=30)[0]))
               for p in processes]
    answers = []
    for feeder in feeders:
        feeder.start()
    for feeder in feeders:
        feeder.join()
    told = [json.loads(text)["request_id"] for answer in answers for text in answer.splitlines()]
    assert len(told) == 200
    assert sorted(told) == sorted(r["request_id"] for r in state.lines(state.requests))
