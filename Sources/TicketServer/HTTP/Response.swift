import TicketCore

/// An answer, whole or as a stream that is asked for piece by piece.
struct Response: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    case stream(any BodyStream)
  }

  let status: Status
  var headers: HeaderList
  let body: Body
  /// Whether the connection ends with it.
  var closes = false

  init(_ status: Status, headers: HeaderList = [:], body: Body = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  init(_ status: Status, json: JSONValue) {
    self.init(status, headers: ["Content-Type": Self.jsonType], body: .bytes(JSONWriter.line(json) + [0x0a]))
  }

  /// `{"result": "FAIL", "message": …, "errors": […]}`.
  init(_ status: Status, failure message: String, errors: [FieldError] = []) {
    self.init(status, json: .failure("FAIL", message, errors: errors))
  }

  static let jsonType = "application/json; charset=utf-8"
}

/// A body that is made while it is sent.
///
/// Its two calls come from the connection's thread, one after the other; `next` may block.
protocol BodyStream: AnyObject, Sendable {
  func next() -> BodyPiece
  /// Comes once, whether the stream was read to its end or not.
  func close()
}

enum BodyPiece: Hashable, Sendable {
  case bytes([UInt8])
  case end
  /// It cannot be made to its end; the connection is cut, so that nobody takes what was sent for the whole.
  case broken
}

extension BodyStream {
  func close() {}
}
