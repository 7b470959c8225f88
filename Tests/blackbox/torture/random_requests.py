"""Requests that nobody wrote: put together by HTTP's grammar out of good and bad parts, then with bytes changed."""
import json

from state import ticket_id

METHODS = [*["GET", "POST"] * 4, "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "G\0T", "X" * 70]
PARTS = ["api", "tickets", "latest", "consume", "complete", "problems", "worker", "stream", "healthz", "readyz", "metrics", "..", ".", "",
         "%00", "%2e", "%", "%zz", "%EA%B0%80", "\xea\xb0\x80", "a" * 300, ticket_id(1), ticket_id(2)]
WHOLE = ["/api/tickets", "/api/tickets/consume", "/api/tickets/complete", "/api/tickets/latest", "/api/tickets/" + ticket_id(1), "/api/tickets/problems",
         "/api/worker", "/healthz", "/readyz", "/metrics", "*", "http://evil.example/", "//", "/api/tickets/latest/"]
QUERIES = ["limit=1", "limit=0", "limit=9223372036854775807", "limit=9223372036854775808", "limit=-1", "limit=", "limit=%31", "limit=1&limit=2",
           "status=OPEN", "status=OPEN,DONE,FAILED,IN_PROGRESS", "status=" + "OPEN," * 500, "status=x", "type=ACKNOWLEDGE", "type=%00",
           "since=2026-01-03T14:20:00+09:00", "since=9999-12-31T23:59:59Z", "since=0000-00-00T00:00:00Z", "since=x", "since=-1", "order=asc", "order=desc",
           "order=", "&&&", "=", "%", "token=x", "a" * 900]
HEADERS = ["Content-Type: application/json", "Content-Type: text/plain", "Content-Length: {n}", "Content-Length: {n}", "Content-Length: 5", "Content-Length: x",
           "Transfer-Encoding: chunked", "Transfer-Encoding: gzip", "Connection: close", "Connection: keep-alive", "Connection: upgrade", "Upgrade: h2c",
           "Expect: 100-continue", "Origin: http://{host}", "Origin: null", "If-None-Match: *", 'If-None-Match: W/"0-0", "a', "Last-Event-ID: 5-3",
           "Last-Event-ID: 9223372036854775807-9223372036854775807", "Last-Event-ID: 99999999999999999999-0", "Last-Event-ID: x", "Accept-Encoding: gzip",
           "Range: bytes=0-1", "Authorization: Bearer x", "Cookie: a=b", "X: \x1b[2J", "X: \xff", "X:", ": x", "X", "Sec-Fetch-Site: none",
           "Trailer: X", "TE: trailers", "Keep-Alive: timeout=9999", "Content-Encoding: gzip", "X-Forwarded-For: 1.2.3.4"]
KEYS = ["request_id", "status", "payload", "request_type", "processor_id", "message", "artifacts", "trace_id", "mode", "reason", "message_id", "", "x"]
VALUES = [None, True, 0, -1, 1e300, 2**70, "", "OPEN", "DONE", "FAILED", "FULL", "가" * 300, "\u202e\x1b", [], ["a"], [1], {}, {"mode": "FULL", "reason": "r"},
          {"message_id": "m"}, "ACKNOWLEDGE", "REQUEST_RECONCILE", ticket_id(1), ticket_id(2), "a" * 5000, [[[[]]]]]


def body(chance):
    if chance.random() < 0.3:
        return json.dumps(chance.choice([
            {"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}}, {"request_id": ticket_id(chance.randint(0, 40))},
            {"request_id": ticket_id(chance.randint(0, 40)), "status": chance.choice(["DONE", "FAILED"])}])).encode()
    text = json.dumps({chance.choice(KEYS): chance.choice(VALUES) for _ in range(chance.randint(0, 6))}).encode()
    return text[:chance.randint(0, len(text))] if chance.random() < 0.2 else text


def request(chance, host):
    """One request by the grammar; most are wrong somewhere."""
    path = chance.choice(WHOLE) if chance.random() < 0.7 else "/" + "/".join(chance.choices(PARTS, k=chance.randint(1, 5)))
    if chance.random() < 0.5:
        path += "?" + "&".join(chance.choices(QUERIES, k=chance.randint(1, 3)))
    content = body(chance) if chance.random() < 0.6 else b""
    names = chance.sample(HEADERS, chance.choice([0, 0, 1, 1, 2, 4]))
    if chance.random() < 0.7:
        names = ["Content-Type: application/json", "Content-Length: {n}", *(n for n in names if not n.startswith(("Content-", "Transfer")))]
    if chance.random() < 0.95:
        names.insert(0, "Host: {host}")
    if any(name.endswith("chunked") for name in names):
        content = b"%x\r\n%s\r\n0\r\n\r\n" % (len(content), content)
    lines = [f"{chance.choice(METHODS)} {path} {chance.choice(['HTTP/1.1'] * 9 + ['HTTP/1.0', 'HTTP/2.0', ''])}",
             *(name.format(n=len(content), host=host) for name in names)]
    return "\r\n".join(lines).encode("latin-1", "replace") + b"\r\n\r\n" + content


def mutated(chance, data):
    """The same with some bytes changed, put in, taken out, doubled or cut off."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data) or 1)
        match chance.randrange(6):
            case 0 if data:
                data[place] = chance.randrange(256)
            case 1:
                data[place:place] = bytes([chance.choice(b"\0\r\n\t :;,%?&\xff\x80{}[]\"\\")])
            case 2:
                del data[place:place + chance.randint(1, 12)]
            case 3:
                data[place:place] = data[place:place + chance.randint(1, 60)]
            case 4:
                data[place:place] = chance.randbytes(chance.randint(1, 20))
            case 5 if chance.random() < 0.2:
                del data[place:]
    return bytes(data)
