import CSimdJSON
import TicketCore
import TicketJSON

/// The texts of a record that memory does not hold, taken out of its line without making a value of it.
struct RecordTexts {
  private(set) var id: UnsafeBufferPointer<UInt8>?
  /// The message; or the reason and the message id.
  private(set) var texts: [UnsafeBufferPointer<UInt8>] = []

  /// `nodes` are those of a whole line.
  init(_ nodes: Slice<UnsafeBufferPointer<csj_node>>, of file: LogFile) {
    var rest = nodes
    guard let record = rest.popFirst(), record.kind == .object else { return }
    for _ in 0..<record.count {
      guard let key = rest.popFirst(), let value = rest.first else { return }
      if key.isSame(as: "request_id") { id = value.string }
      if file == .results, key.isSame(as: "message"), let text = value.string { texts.append(text) }
      if file == .requests, key.isSame(as: "payload"), value.kind == .object {
        takePayload(&rest)
      } else {
        Self.pass(&rest)
      }
    }
  }

  private mutating func takePayload(_ rest: inout Slice<UnsafeBufferPointer<csj_node>>) {
    guard let payload = rest.popFirst() else { return }
    for _ in 0..<payload.count {
      guard let key = rest.popFirst(), let value = rest.first else { return }
      if key.isSame(as: "reason") || key.isSame(as: "message_id"), let text = value.string { texts.append(text) }
      Self.pass(&rest)
    }
  }

  /// Leaves the next value behind, with all that is in it.
  private static func pass(_ rest: inout Slice<UnsafeBufferPointer<csj_node>>) {
    var left = 1
    while left > 0, let node = rest.popFirst() {
      left -= 1
      switch node.kind {
      case .array: left += node.count
      case .object: left += 2 * node.count
      case .null, .true, .false, .number, .string: break
      }
    }
  }
}

extension csj_node {
  fileprivate var string: UnsafeBufferPointer<UInt8>? {
    kind == .string ? UnsafeBufferPointer(start: bytes, count: count) : nil
  }

  fileprivate func isSame(as text: StaticString) -> Bool {
    guard let string, string.count == text.utf8CodeUnitCount else { return false }
    return string.elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
