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

/// The different kinds of tickets on a board, by number.
struct TicketKinds: Sendable {
  private(set) var symbols = Symbols()
  private var kinds = ContiguousArray<TicketKind>()

  init() {}

  init(_ symbols: Symbols) {
    self.symbols = symbols
    kinds = ContiguousArray((0..<UInt32(symbols.count)).map { symbols.withBytes(of: $0, TicketKind.init) })
  }

  /// How many; their numbers run from 0.
  var count: Int { kinds.count }

  /// The number of the kind that `bytes` say.
  mutating func number(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let number = symbols.number(of: bytes)
    if number == kinds.count { kinds.append(TicketKind(bytes)) }
    return number
  }

  /// The numbers of the kinds that are asked for.
  func numbers(where isWanted: (TicketKind) -> Bool) -> [UInt32] {
    kinds.indices.filter { isWanted(kinds[$0]) }.map(UInt32.init)
  }

  subscript(number: UInt32) -> TicketKind { kinds[Int(number)] }
}
