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
