import TicketCore

/// Who may call at all, judged by a request's first part alone (spec: api.md, "Against browsers").
struct AccessRules: Sendable {
  let names: ServerNames
  let token: APIToken?
  let allowedOrigins: Set<String>

  init(names: ServerNames, token: APIToken? = nil, allowedOrigins: [String] = []) {
    self.names = names
    self.token = token
    self.allowedOrigins = Set(allowedOrigins.map { $0.lowercased() })
  }

  /// The answer to who may not; nil for who may.
  func refusal(of head: RequestHead) -> Response? {
    guard head.version == "HTTP/1.1" || head.version == "HTTP/1.0" else {
      return closing(Response(.versionNotSupported, failure: "Only HTTP/1.0 and HTTP/1.1 are spoken here."))
    }
    return framingRefusal(head) ?? hostRefusal(head) ?? originRefusal(head) ?? tokenRefusal(head)
  }

  /// The answer that asks a browser's leave for a page of an allowed origin; nil if it is no such question.
  func preflight(_ head: RequestHead) -> Response? {
    guard head.method == .options, head.headers.has("Access-Control-Request-Method"), isAllowedOrigin(head) else {
      return nil
    }
    return Response(
      .noContent,
      headers: [
        "Access-Control-Allow-Methods": "GET, HEAD, POST",
        "Access-Control-Allow-Headers":
          "Authorization, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID, Last-Event-Mark",
        "Access-Control-Max-Age": "600",
      ])
  }

  /// What every answer says, whatever it is.
  func dressed(_ response: Response, for head: RequestHead) -> Response {
    var response = response
    response.headers.add("X-Content-Type-Options", "nosniff")
    if !response.headers.has("Cache-Control") { response.headers.add("Cache-Control", "no-store") }
    if isAllowedOrigin(head), let origin = head.headers.single("Origin") {
      response.headers.add("Access-Control-Allow-Origin", origin)
      response.headers.add("Access-Control-Expose-Headers", "ETag, Retry-After")
      response.headers.add("Vary", "Origin")
    }
    return response
  }

  // MARK: One rule each

  /// Two ways to find the end of a body are one too many: a proxy may have taken the other.
  private func framingRefusal(_ head: RequestHead) -> Response? {
    let lengths = head.headers.all("Content-Length")
    let codings = head.headers.all("Transfer-Encoding")
    let isLength = lengths.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    guard lengths.count <= 1, isLength, codings.isEmpty || lengths.isEmpty else {
      return closing(Response(.badRequest, failure: "The length of the body is not clear."))
    }
    guard codings.isEmpty || head.version != "HTTP/1.0" else {
      return closing(Response(.badRequest, failure: "HTTP/1.0 has no Transfer-Encoding."))
    }
    guard codings.count <= 1, codings.allSatisfy({ $0.isSameASCII(as: "chunked") }) else {
      return closing(Response(.notImplemented, failure: "The only Transfer-Encoding taken is chunked."))
    }
    guard head.isWhole, head.headers.fields.allSatisfy({ Self.isName($0.name) && Self.isValue($0.value) }) else {
      return closing(Response(.badRequest, failure: "The request line or a header is not as HTTP has it."))
    }
    return nil
  }

  private func hostRefusal(_ head: RequestHead) -> Response? {
    let hosts = head.headers.all("Host")
    guard hosts.count == 1 else {
      return closing(Response(.badRequest, failure: "Exactly one Host header is needed."))
    }
    guard names.contains(hosts[0]) else {
      return closing(Response(.misdirectedRequest, failure: "The Host header does not name this server."))
    }
    return nil
  }

  private func originRefusal(_ head: RequestHead) -> Response? {
    let origins = head.headers.all("Origin")
    if isAllowedOrigin(head) { return nil }
    guard origins.isEmpty || (origins.count == 1 && names.isOwn(origins[0])) else {
      return closing(Response(.forbidden, failure: "Pages of this Origin may not call."))
    }
    let sites = head.headers.all("Sec-Fetch-Site")
    guard sites.allSatisfy({ $0 == "same-origin" || $0 == "none" }) else {
      return closing(Response(.forbidden, failure: "Pages of other sites may not call."))
    }
    return nil
  }

  private func tokenRefusal(_ head: RequestHead) -> Response? {
    guard let token, preflight(head) == nil else { return nil }
    let scheme = "Bearer "
    guard let shown = head.headers.single("Authorization"), shown.count > scheme.count,
      String(shown.prefix(scheme.count)).isSameASCII(as: scheme), token.isSame(as: shown.dropFirst(scheme.count))
    else {
      var response = closing(Response(.unauthorized, failure: "The token is missing or wrong."))
      response.headers.add("WWW-Authenticate", "Bearer")
      return response
    }
    return nil
  }

  private func isAllowedOrigin(_ head: RequestHead) -> Bool {
    head.headers.single("Origin").map { allowedOrigins.contains($0.lowercased()) } ?? false
  }

  private func closing(_ response: Response) -> Response {
    var response = response
    response.closes = true
    return response
  }

  /// A token of RFC 9110, 5.6.2.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }

  private static func isValue(_ value: String) -> Bool {
    value.utf8.allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7f }
  }
}

extension APIToken {
  /// Compares in a time that depends on the length of `other` alone.
  func isSame(as other: some StringProtocol) -> Bool {
    let own = Array(text.utf8)
    var difference: UInt8 = own.count == other.utf8.count ? 0 : 1
    for (index, byte) in other.utf8.enumerated() { difference |= byte ^ own[index % own.count] }
    return difference == 0
  }
}
