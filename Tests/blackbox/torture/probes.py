"""Single requests that a server on a developer's machine must refuse, or must not refuse: by category, each with what may
come back for it."""
from typing import Callable, NamedTuple

from rawhttp import JSON, statuses, tls_hello


def served(answer):
    """A success, first of all."""
    return 200 <= next(iter(statuses(answer)), 0) < 300


def refused(answer):
    """No success, however many answers there are."""
    return not any(200 <= status < 300 for status in statuses(answer))


def alone(answer):
    """At most one request was found in the bytes. (libmicrohttpd says the head of a refusal of its own twice.)"""
    found = statuses(answer)
    return len(found) <= 1 or len(set(found)) == 1 and found[0] >= 400


def harmless(answer):
    """Whatever it is, no file of the machine."""
    return b"root:" not in answer and b"/tmp" not in answer


def no_leave(answer):
    """No page of a stranger may read it."""
    return b"access-control-allow" not in answer.lower()


class Probe(NamedTuple):
    category: str
    name: str
    #: The bytes for a target; a list is sent piece by piece.
    data: Callable
    verdict: Callable
    #: Whether it is about a request that changes something.
    posts: bool = False


def all_probes():
    """Every probe but those of the token."""
    return [*hosts(), *origins(), *kinds(), *lengths(), *chunks(), *folds(), *lines(), *protocols(), *methods(), *paths(), *limits(),
            *bodies()]


def hosts():
    def told(name, host, verdict):
        return Probe("host", name, lambda t: t.request(host=host(t)), verdict)

    yield told("its own", lambda t: t.host, served)
    yield Probe("host", "its own in capitals", lambda t: t.request(host=t.host.upper()), served)
    for host in ["evil.example", "127.0.0.1.evil.example", "127.evil.example", "localhost.evil.example", "169.254.169.254",
                 "localhost@evil.example", "evil.example#127.0.0.1", "[::ffff:7f00:1].evil", "127.0.0.1, evil.example",
                 "localhost evil.example", "2130706433", "0x7f.1", "xn--localhost", "localhost%00.evil.example", "*", "/",
                 "\xe5vil.example", "127.0.0.1\t.evil", "a" * 5000]:
        yield told(host[:40], lambda t, host=host: host, refused)
        if len(host) < 100:
            yield told(f"{host[:40]}:PORT", lambda t, host=host: f"{host}:{t.port}", refused)
    for host in ["0.0.0.0:{}", "[::]:{}", "127.1:{}", "127.0.0.2:{}", "localhost.:{}", "[0:0:0:0:0:0:0:1]:{}",
                 "127.0.0.1:{}:80", "127.0.0.1:0{}", "127.0.0.1:+{}", "127.0.0.1:{}/", "user@127.0.0.1:{}"]:
        yield told(host, lambda t, host=host: host.format(t.port), refused)
    yield told("another port", lambda t: f"127.0.0.1:{t.port + 1}", refused)
    yield Probe("host", "none", lambda t: t.request(host=""), refused)
    yield Probe("host", "none, HTTP/1.0", lambda t: t.request(host="", version="HTTP/1.0"), refused)
    yield Probe("host", "empty", lambda t: t.request("GET", None, "Host:", host=""), refused)
    yield Probe("host", "the same twice", lambda t: t.request("GET", None, f"Host: {t.host}"), refused)
    yield Probe("host", "a second", lambda t: t.request("GET", None, "Host: evil.example"), refused)
    yield Probe("host", "a second before", lambda t: t.request("GET", None, "Host: evil.example", f"Host: {t.host}", host=""),
                refused)
    yield Probe("host", "a foreign one in the target", lambda t: t.request(path="http://evil.example" + t.get), refused)
    yield Probe("host", "a foreign authority", lambda t: t.request(path="//evil.example" + t.get), refused)
    yield Probe("host", "only forwarded", lambda t: t.request("GET", None, f"X-Forwarded-Host: {t.host}", host="evil.example"),
                refused)


def origins():
    for origin in ["http://evil.example", "null", "https://127.0.0.1.evil.example", "http://127.0.0.1:1", "file://",
                   "http://localhost.evil.example:{port}", "http://{host}.evil.example", "https://{host}", "http://{host}/",
                   "http://user@{host}", "{host}", "http://{host} http://evil.example", "http://{host},http://evil.example",
                   "chrome-extension://abcdefghijklmnop", "", "http://"]:
        yield Probe("origin", f"POST by {origin or 'an empty one'}",
                    lambda t, o=origin: t.posted("Origin: " + o.format(host=t.host, port=t.port)),
                    lambda answer: refused(answer) and no_leave(answer), True)
    yield Probe("origin", "two", lambda t: t.posted(f"Origin: http://{t.host}", "Origin: http://evil.example"), refused, True)
    for site in ["cross-site", "same-site", "Same-Origin", "none, cross-site", ""]:
        yield Probe("origin", f"POST by a page, {site or 'empty'}", lambda t, s=site: t.posted(f"Sec-Fetch-Site: {s}"), refused,
                    True)
    yield Probe("origin", "GET by a page of another site", lambda t: t.request("GET", None, "Sec-Fetch-Site: cross-site"), refused)
    for origin in ["http://evil.example", "null"]:
        yield Probe("origin", f"GET by {origin} gives no leave", lambda t, o=origin: t.request("GET", None, f"Origin: {o}"), no_leave)
        yield Probe("origin", f"leave asked by {origin}",
                    lambda t, o=origin: t.request("OPTIONS", t.post, f"Origin: {o}", "Access-Control-Request-Method: POST",
                                                  "Access-Control-Request-Headers: content-type"), no_leave)


def kinds():
    yield Probe("content type", "JSON", lambda t: t.posted(), served, True)
    yield Probe("content type", "JSON in UTF-8", lambda t: t.posted(kind=JSON + "; charset=utf-8"), served, True)
    for kind in [None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                 "application/jsonx", "text/plain; application/json", "application/json, text/plain",
                 "text/plain\tapplication/json", "application/json; charset=utf-7", "application/json; boundary=x",
                 "application/xml", "*/*", "json", "application /json", "application/csp-report"]:
        yield Probe("content type", repr(kind),
                    lambda t, k=kind: t.posted(kind=k if k is None else f"Content-Type: {k}"), refused, True)
    yield Probe("content type", "two", lambda t: t.posted("Content-Type: text/plain"), refused, True)
    yield Probe("content type", "a form's field that looks like JSON",
                lambda t: t.posted(body=b'{"request_type": "' + t.body + b'="}', kind="Content-Type: text/plain"), refused, True)


def lengths():
    """Two ways to find the end of a body, or none, are how a second request is smuggled past whoever stands before."""
    def after(name, headers, body=None, verdict=refused):
        def data(t):
            hidden = f"GET /smuggled HTTP/1.1\r\nHost: {t.host}\r\n\r\n".encode()
            whole = t.body if body is None else body
            filled = [h.format(n=len(whole), more=len(whole) + len(hidden), next=len(whole) + 1) for h in headers]
            return t.posted(*filled, body=whole + hidden, length=False, closes=False)
        return Probe("length", name, data, lambda answer: verdict(answer) and alone(answer), True)

    for name, headers in {
            "length and chunks": ["Content-Length: {more}", "Transfer-Encoding: chunked"],
            "chunks and length": ["Transfer-Encoding: chunked", "Content-Length: {n}"],
            "two lengths": ["Content-Length: {n}", "Content-Length: {more}"],
            "the same length twice": ["Content-Length: {n}", "Content-Length: {n}"],
            "length and nothing": ["Content-Length: {n}", "Content-Length: 0"]}.items():
        yield after(name, headers)
    for length in ["+{n}", "-1", "0x1f", "{n} 1", "{n},{next}", "{n}, {n}", "99999999999999999999", "18446744073709551616", "{n}_0",
                   "", "{n}.0", "1e2", "\x0b{n}", "\xb2", "{n};", "NaN"]:
        yield after(f"of {length!r}", [f"Content-Length: {length}"])
    for name, header in {"blank before the colon": "Content-Length : {n}", "name in two words": "Content Length: {n}"}.items():
        yield after(name, [header], verdict=lambda answer: True)


def chunks():
    def coded(name, coding, body=None, verdict=refused):
        def data(t):
            whole = b"%x\r\n%s\r\n0\r\n\r\n" % (len(t.body), t.body) if body is None else body(t)
            return t.posted(coding, body=whole, length=False)
        return Probe("chunks", name, data, lambda answer: verdict(answer) and alone(answer), True)

    chunked = "Transfer-Encoding: chunked"
    yield coded("right ones", chunked, verdict=served)
    yield coded("one byte each", chunked, lambda t: b"".join(b"1\r\n%c\r\n" % b for b in t.body) + b"0\r\n\r\n", served)
    yield coded("an extension", chunked, lambda t: b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(t.body), t.body), served)
    yield coded("a trailer", chunked, lambda t: b"%x\r\n%s\r\n0\r\nX: a\r\n\r\n" % (len(t.body), t.body), served)
    yield coded("nothing", chunked, lambda t: b"0\r\n\r\n")
    for coding in ["xchunked", "chunked, identity", "identity, chunked", "identity", "gzip, chunked", "chunked, chunked", '"chunked"',
                   "chunked;q=1", "chunked\x0b", "\x0bchunked", "", "chunke", "chunked\xa0", "x\r\n chunked"]:
        yield coded(f"coding {coding!r}", f"Transfer-Encoding: {coding}")
    yield coded("blank before the colon", "Transfer-Encoding : chunked")
    yield coded("coding on two lines", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity")
    for name, body in {
            "a size beyond all numbers": b"FFFFFFFFFFFFFFFFF\r\n%s\r\n0\r\n\r\n", "a size that wraps": b"10000000000000044\r\n%s\r\n0\r\n\r\n",
            "a negative size": b"-1\r\n%s\r\n0\r\n\r\n", "no size": b"\r\n%s\r\n0\r\n\r\n", "a size in words": b"xx\r\n%s\r\n0\r\n\r\n",
            "a size with 0x": b"0x44\r\n%s\r\n0\r\n\r\n", "a size with an underscore": b"4_4\r\n%s\r\n0\r\n\r\n",
            "an extension with a line feed": b"44;a\nb\r\n%s\r\n0\r\n\r\n"}.items():
        yield coded(name, chunked, lambda t, b=body: b % t.body)
    yield coded("a chunk that ends otherwise", chunked, lambda t: b"%x\r\n%sXX0\r\n\r\n" % (len(t.body), t.body))
    yield coded("an extension without end", chunked, lambda t: b"1;" + b"a" * 1_000_000)
    yield coded("a trailer without end", chunked, lambda t: b"0\r\nX: " + b"a" * 1_000_000)
    yield coded("a request in a trailer", chunked,
                lambda t: b"%x\r\n%s\r\n0\r\nGET /smuggled HTTP/1.1\r\n\r\n" % (len(t.body), t.body), lambda answer: True)


def folds():
    """A line that goes on is a part of the value before it for a proxy, and for libmicrohttpd one of the name: it hides a
    header that was sent, or makes one that was not."""
    hidden = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"

    def told(name, *headers, body=None):
        """Of a POST where there is one, with a request in its body; whoever takes no POST is told the same by a GET."""
        def data(t):
            whole = t.body if body is None else body(t)
            filled = [h.format(n=len(whole), more=len(whole) + len(hidden), host=t.host) for h in headers]
            return t.request("POST" if t.post else "GET", t.post or t.get, JSON, *filled, body=whole + hidden, closes=False)
        return Probe("folds", name, data, lambda answer: refused(answer) and alone(answer))

    def chunked(t):
        return b"%x\r\n%s\r\n0\r\n\r\n" % (len(t.body), t.body)

    length, coding = "Content-Length: {n}", "Transfer-Encoding: chunked"
    yield told("a length", "Content-Length:\r\n {n}")
    yield told("a length by a tab", "Content-Length: \r\n\t{n}")
    yield told("a length twice", "Content-Length:\r\n \r\n {n}")
    yield told("a length and more", "Content-Length: {n}\r\n 1")
    yield told("a length and nothing", "Content-Length: {n}\r\n ")
    yield told("a coding", "Transfer-Encoding:\r\n chunked", body=chunked)
    yield told("a coding beside a length", "Transfer-Encoding:\r\n chunked", length)
    yield told("a coding and more beside a length", coding + "\r\n x", length)
    yield told("the second length", length, "Content-Length:\r\n {more}")
    yield told("the first length", "Content-Length:\r\n {more}", length)
    yield told("a length that is none", "Content-: {n}\r\n Length")
    yield told("a coding that is none", "Transfer-: chunked\r\n Encoding", body=chunked)
    yield told("a coding that is none beside a length", "Transfer-: chunked\r\n Encoding", length)
    yield told("a name that is nothing", ": {n}\r\n Content-Length")
    yield told("an Origin", length, "Origin:\r\n http://evil.example")
    yield told("a page's site", length, "Sec-Fetch-Site:\r\n cross-site")
    yield told("what nobody knows", length, "X: a\r\n b")
    yield told("what is empty", length, "X:\r\n \r\n \r\n y")
    yield told("the last one, of a NUL", length, "X: a\0\r\n b")
    yield Probe("folds", "a Host that is none", lambda t: t.request("GET", None, f"Ho: {t.host}\r\n st", host=""), refused)
    yield Probe("folds", "the first line", lambda t: t.request().replace(b"\r\nHost", b"\r\n X: a\r\nHost"), refused)
    for end in range(16):
        yield Probe("folds", f"{end} bytes before the end of the first buffer", lambda t, e=end: at_the_end(t, e), refused)


def at_the_end(target, end):
    """There libmicrohttpd finds room behind the name, so that it moves nothing: name and value stay side by side."""
    fold = b"\r\nContent-Lengt:  5\r\n h\r\n"
    head = target.request("GET", None, "X: ", closes=False).removesuffix(b"\r\n\r\n")
    if target.token:
        head = target.request("GET", None, f"Authorization: Bearer {target.token}", "X: ", token=False, closes=False)[:-4]
    return head + b"a" * (16_384 - end - len(head) - len(fold)) + fold + b"\r\nhello"


def lines():
    def header(name, line, verdict=refused):
        return Probe("lines", name, lambda t: t.request("GET", None, line), verdict)

    yield header("a name in two words", "X Y: a")
    yield header("a blank before the colon", "X : a")
    yield header("no colon", "X")
    yield header("a name with a bracket", "X(: a")
    yield header("a name of latin-1", "\xdc: a")
    yield header("a carriage return alone", "X: a\rHost: evil.example")
    yield header("a control character", "X: a\x01b")
    yield header("a delete", "X: a\x7fb")
    yield header("a NUL in a name", "X\0Y: a")
    yield header("a NUL in a value", "X: a\0b")
    yield header("a NUL at a value's end", "X: a\0")
    yield header("a NUL at first", "\0X: a")
    yield header("no name", ": a")
    yield header("nothing but a colon", ":")
    yield header("a line feed alone", "X: a\nY: b")
    yield header("a tab in a value", "X: a\tb", served)
    yield Probe("lines", "line feeds alone", lambda t: t.request().replace(b"\r\n", b"\n"), refused)
    yield Probe("lines", "empty lines before", lambda t: b"\r\n\r\n" + t.request(), alone)
    yield Probe("lines", "a blank line at first", lambda t: b" " + t.request(), refused)
    yield Probe("lines", "a header before the request", lambda t: b"Host: evil.example\r\n" + t.request(), refused)
    yield Probe("lines", "a target in two words", lambda t: t.request(path="/healthz /x"), refused)


def protocols():
    yield Probe("protocol", "HTTP/0.9", lambda t: f"GET {t.get}\r\n\r\n".encode(), refused)
    for version in ["HTTP/0.9", "HTTP/1.2", "HTTP/1.10", "HTTP/2", "HTTP/2.0", "HTTP/3.0", "http/1.1", "HTTP/1.1.1", "HTTP/11", "HTP/1.1", "ICY",
                    "HTTP/-1.1", "HTTP/1,1", ""]:
        yield Probe("protocol", f"version {version!r}", lambda t, v=version: t.request(version=v), refused)
    yield Probe("protocol", "HTTP/1.0", lambda t: t.request(version="HTTP/1.0"), served)
    yield Probe("protocol", "HTTP/2 by prior knowledge",
                lambda t: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(3) + b"\x04" + bytes(5), refused)
    yield Probe("protocol", "an upgrade to HTTP/2",
                lambda t: t.request("GET", None, "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"), lambda a: 101 not in statuses(a))
    yield Probe("protocol", "an upgrade to a web socket",
                lambda t: t.request("GET", None, "Upgrade: websocket", "Sec-WebSocket-Key: eA=="), lambda a: 101 not in statuses(a))
    yield Probe("protocol", "TLS", lambda t: tls_hello(), refused)
    for name, data in {"SSH": b"SSH-2.0-OpenSSH_9.2\r\n", "Redis": b"*1\r\n$4\r\nPING\r\n", "SMTP": b"EHLO evil.example\r\n", "SOCKS": b"\x05\x01\x00",
                       "a proxy's head": b"PROXY TCP4 1.1.1.1 127.0.0.1 1 2\r\n", "NULs": bytes(64),
                       "bytes above ASCII": bytes(range(128, 256)) + b"\r\n\r\n"}.items():
        yield Probe("protocol", name, lambda t, d=data: [d, b"\r\n\r\n"], refused)


def methods():
    for method in ["get", "Get", "TRACE", "TRACK", "PUT", "DELETE", "PATCH", "PROPFIND", "DEBUG", "X" * 200, "GET\t", "GE\0T", "\xe9", "("]:
        yield Probe("method", repr(method)[:24], lambda t, m=method: t.request(m), refused)
    yield Probe("method", "CONNECT", lambda t: b"CONNECT evil.example:80 HTTP/1.1\r\nHost: evil.example:80\r\n\r\n", refused)
    yield Probe("method", "GET where POST belongs", lambda t: t.request("GET", t.post), refused, True)
    yield Probe("method", "POST where GET belongs", lambda t: t.posted(path=t.get), refused)
    for line in ["X-HTTP-Method-Override: POST", "X-HTTP-Method: POST", "_method: POST"]:
        yield Probe("method", line, lambda t, h=line: t.request("GET", t.post, JSON, f"Content-Length: {len(t.body)}", h, body=t.body), refused, True)
    yield Probe("method", "HEAD has no body", lambda t: t.request("HEAD"),
                lambda answer: served(answer) and answer.partition(b"\r\n\r\n")[2] == b"")


def paths():
    for path in ["/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/..%00/", "/%", "/%zz", "/%2", "/\\..\\..\\etc\\passwd",
                 "/..;/etc/passwd", "/%c0%ae%c0%ae/etc/passwd", "/api/tickets/..%2f..%2fetc%2fpasswd", "/api/tickets/%ff", "/api/tickets/\xff", "/api/tickets/%00",
                 "/api/tickets/%0d%0aX:%20y", "file:///etc/passwd", "*", "", "?", "/?", "/#", "/api//tickets/latest", "/api/tickets/latest/",
                 "/API/TICKETS/LATEST", "/api/tickets/./latest", "/api%2ftickets%2flatest", "/api/tickets/latest%00", "/%EA%B0%80", "/\xea\xb0\x80",
                 "/favicon.ico", "/.git/config", "/cgi-bin/sh", "/api/tickets/%F0%9F%A7%A8", "/api/tickets/\xf0\x9f\xa7\xa8", "/" + "a/" * 5000]:
        yield Probe("path", path[:40], lambda t, p=path: t.request(path=p), lambda answer: refused(answer) and harmless(answer))
    yield Probe("path", "no line can be written into an answer's head", lambda t: t.request(path="/%0d%0aSet-Cookie:%20a=b"),
                lambda answer: b"set-cookie" not in answer.lower())


def limits():
    yield Probe("limits", "a header of 1 MB", lambda t: t.request("GET", None, "X: " + "a" * 1_000_000), refused)
    yield Probe("limits", "a header's name of 1 MB", lambda t: t.request("GET", None, "a" * 1_000_000 + ": X"), refused)
    yield Probe("limits", "100,000 headers", lambda t: t.request("GET", None, *(f"X{n}: a" for n in range(100_000))), refused)
    yield Probe("limits", "an address of 1 MB", lambda t: t.request(path=t.get + "&" + "a" * 1_000_000), refused)
    yield Probe("limits", "a method of 1 MB", lambda t: b"A" * 1_000_000, refused)
    yield Probe("limits", "1 MB of empty lines", lambda t: b"\r\n" * 500_000, refused)
    yield Probe("limits", "a body of 10 GB, told", lambda t: t.posted("Content-Length: 10000000000", body=b"x" * 1000, length=False), refused, True)
    yield Probe("limits", "a body of 8 MB, sent", lambda t: t.posted(body=b'{"a": "' + b"a" * (8 << 20) + b'"}'), refused, True)
    yield Probe("limits", "a body of 8 MB in chunks",
                lambda t: t.posted("Transfer-Encoding: chunked", body=(b"10000\r\n" + b"a" * (1 << 16) + b"\r\n") * 128 + b"0\r\n\r\n",
                                   length=False), refused, True)
    yield Probe("limits", "a body of 10 GB, asked about first",
                lambda t: t.posted("Content-Length: 10000000000", "Expect: 100-continue", body=b"", length=False),
                lambda answer: refused(answer) and 100 not in statuses(answer), True)
    yield Probe("limits", "a body, asked about first",
                lambda t: [t.posted("Expect: 100-continue", body=t.body)], lambda answer: 200 in statuses(answer), True)
    yield Probe("limits", "an expectation that nobody knows", lambda t: t.posted("Expect: 999-magic"), harmless, True)


def bodies():
    for name, body in {
            "no JSON": b"{", "an array": b"[]", "null": b"null", "a number": b"1", "nothing": b"", "blanks": b"  \n", "a NUL": b"\0",
            "60,000 brackets": b"[" * 60_000, "30,000 lists in each other": b"[" * 30_000 + b"]" * 30_000,
            "10,000 objects in each other": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
            "1,000 lists in a field": b'{"request_type": "ACKNOWLEDGE", "payload": ' + b"[" * 1_000 + b"]" * 1_000 + b"}",
            "a key twice": b'{"request_type": "ACKNOWLEDGE", "request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}}',
            "a key twice, once escaped": b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m", "message\\u005fid": "n"}}',
            "bad UTF-8": b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "\xff\xfe"}}',
            "UTF-8 longer than needed": b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "\xc0\xaf"}}',
            "a surrogate alone": b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "\\ud800"}}',
            "a control character": b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "\x01"}}',
            "a number beyond all": b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": 1e999}}',
            "NaN": b'{"request_type": "ACKNOWLEDGE", "payload": NaN}', "a comment": b'{"request_type": "ACKNOWLEDGE" /* */}',
            "a comma too many": b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"},}',
            "two values": b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}} {}',
            "a type of another type": b'{"request_type": {"a": 1}, "payload": {"message_id": "m"}}',
            "an unknown type": b'{"request_type": "DROP", "payload": {"message_id": "m"}}',
            "UTF-16": '{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}}'.encode("utf-16"),
            "UTF-32": '{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}}'.encode("utf-32"),
            "an id of 60 KB": b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "' + b"a" * 60_000 + b'"}}'}.items():
        yield Probe("body", name, lambda t, b=body: t.posted(body=b), refused, True)


def tokens(token):
    """Every way to be let in without the token."""
    def shown(name, *headers, path=None):
        return Probe("token", name, lambda t: t.request("GET", path, *headers, token=False),
                     lambda answer: 401 in statuses(answer) and refused(answer) and token.encode() not in answer)

    yield Probe("token", "the right one", lambda t: t.request(), served)
    yield Probe("token", "the scheme in small letters", lambda t: t.request("GET", None, f"authorization: bearer {token}", token=False), served)
    yield shown("none")
    for value in ["", "Bearer", "Bearer ", "Bearer x", f"Bearer {token[:-1]}", f"Bearer {token}x", f"Bearer {token.swapcase()}", f"Bearer  {token}",
                  f"Bearer\t{token}", f"Basic {token}", token, f"Bearer {token}, Bearer x", f"Bearer {token} x", f'Bearer "{token}"',
                  f"Bearer {token}\xa0", f"Token {token}", f"Bearer {token[1:]}", f"Bearer {token * 2}", "Bearer " + "a" * 8000]:
        yield shown(f"Authorization {value!r}".replace(token, "TOKEN")[:48], f"Authorization: {value}")
    for fold in [f"Authorization:\r\n Bearer {token}", f"Author: Bearer {token}\r\n ization", f"Authorization: Bearer\r\n {token}"]:
        yield Probe("token", f"folded {fold!r}".replace(token, "TOKEN"), lambda t, f=fold: t.request("GET", None, f, token=False), refused)
    yield shown("two", f"Authorization: Bearer {token}", "Authorization: Bearer x")
    yield shown("the right one twice", f"Authorization: Bearer {token}", f"Authorization: Bearer {token}")
    for name in ["X-Auth-Token", "X-API-Key", "Proxy-Authorization", "Cookie", "X-Authorization"]:
        yield shown(f"in {name}", f"{name}: Bearer {token}")
    for word in ["token", "access_token", "Authorization", "bearer"]:
        yield shown(f"in the address as {word}", path=f"/api/tickets/latest?{word}={token}")
    yield shown("for an open path", path="/healthz")
    yield shown("for the metrics", path="/metrics")
    yield shown("for what is not there", path="/nope")
    yield Probe("token", "on a POST, none", lambda t: t.posted(token=False), lambda answer: 401 in statuses(answer) and refused(answer), True)
    yield Probe("token", "in a trailer",
                lambda t: t.posted("Transfer-Encoding: chunked", "Trailer: Authorization", token=False, length=False,
                                   body=b"%x\r\n%s\r\n0\r\nAuthorization: Bearer %s\r\n\r\n" % (len(t.body), t.body, token.encode())), refused, True)
