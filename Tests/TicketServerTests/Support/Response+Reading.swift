import TicketCore
import TicketJSON

@testable import TicketServer

extension Response {
  /// The whole body; a stream is read to its end. nil if that broke.
  var wholeBody: [UInt8]? {
    switch body {
    case .bytes(let bytes): return bytes
    case .stream(let stream):
      defer { stream.close() }
      var all: [UInt8] = []
      while true {
        switch stream.next() {
        case .bytes(let bytes): all += bytes
        case .end: return all
        case .broken: return nil
        }
      }
    }
  }

  /// The body as JSON; nil if it is none.
  var json: JSONValue? { wholeBody.flatMap { try? JSONReader.value($0) } }

  /// The fields that its `errors` name.
  var errorFields: Set<String>? {
    guard case .array(let errors)? = json?["errors"] else { return nil }
    return Set(errors.compactMap { $0["field"]?.string })
  }
}
