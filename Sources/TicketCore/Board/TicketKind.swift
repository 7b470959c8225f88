/// What a ticket asks for: thousands of tickets share each of the few.
struct TicketKind: Hashable, Sendable {
  /// The `request_type`.
  let type: Ticket.TypeName
  /// `payload.mode` where it is a string.
  let mode: String?

  /// No text holds this byte in UTF-8.
  static let separator: UInt8 = 0xff

  /// From the bytes of the type and, behind a separator, of the mode where there is one.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let parts = bytes.split(separator: Self.separator, maxSplits: 1, omittingEmptySubsequences: false)
    type = Ticket.TypeName(String(decoding: parts[0], as: UTF8.self))
    mode = parts.count == 2 ? String(decoding: parts[1], as: UTF8.self) : nil
  }
}
