import TicketCore

/// One request on its way through the server. Only the thread of its connection touches it.
final class Exchange {
  enum Progress {
    /// The headers have not been looked at.
    case started
    /// It was judged, and its body is coming.
    case receiving(RequestHead, Call, RequestTarget)
    /// An answer is on its way.
    case answered
  }

  /// As it was sent, undecoded, in ASCII.
  let rawTarget: String
  let socket: CInt
  /// Where the target ends for whoever takes a NUL for its end; only ever compared.
  private let targetEnd: UnsafePointer<CChar>
  var progress = Progress.started
  /// Never much longer than `RequestHead.bodyLimit`.
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false

  init(rawTarget: String, end: UnsafePointer<CChar>, socket: CInt) {
    self.rawTarget = rawTarget
    targetEnd = end
    self.socket = socket
  }

  /// Whether the target is all that stands before `version` in the request line: a NUL in it cuts off the rest.
  func isWholeTarget(before version: UnsafePointer<CChar>) -> Bool { targetEnd + 1 == version }

  /// Takes the next part of the body, which has no length that was told before.
  func receive(_ bytes: UnsafeRawBufferPointer) {
    if body.count + bytes.count > RequestHead.bodyLimit {
      isTooLarge = true
      body = []
    } else if !isTooLarge {
      body.append(contentsOf: bytes)
    }
  }
}
