/// A request's first part: all but its body.
struct RequestHead: Sendable {
  /// The longest body that may follow, in bytes.
  static let bodyLimit = 64 << 10

  let method: Method
  /// As it was sent, undecoded, in ASCII.
  let rawTarget: String
  /// `HTTP/1.1`.
  let version: String
  let headers: HeaderList
  /// Whether the headers are all that it holds, to the last byte.
  var isWhole = true
  /// The address that it came from, without its port; for the access log.
  var peer = ""
  /// The connection, for an answer that wants to notice when nobody listens any more.
  var connection: CInt?

  /// Whether a body follows, by its headers.
  var hasBody: Bool {
    headers.has("Transfer-Encoding") || headers.all("Content-Length").contains { $0 != "0" }
  }
}

/// A request whose target was understood, with its body.
struct Request: Sendable {
  let head: RequestHead
  let target: RequestTarget
  let body: [UInt8]

  var method: Method { head.method }
  var headers: HeaderList { head.headers }
}
