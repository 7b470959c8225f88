/// A `Ticket.ID` in a fixed place: the 16 bytes of a UUID, or the number of a text among those of its board or batch.
struct TicketKey: Hashable, Sendable {
  let high: UInt64
  let low: UInt64
  let isText: Bool

  static func uuid(high: UInt64, low: UInt64) -> TicketKey { TicketKey(high: high, low: low, isText: false) }

  static func text(_ number: UInt32) -> TicketKey { TicketKey(high: 0, low: UInt64(number), isText: true) }

  /// The key of an id; nil for a text that is not among `texts`.
  init?(_ id: Ticket.ID, in texts: Symbols) {
    switch id {
    case .uuid(let high, let low): self = .uuid(high: high, low: low)
    case .text(let text):
      guard let number = texts.existing(text) else { return nil }
      self = .text(number)
    }
  }

  init(high: UInt64, low: UInt64, isText: Bool) {
    self.high = high
    self.low = low
    self.isText = isText
  }

  /// The key among other texts; `numbers` are what its own are there.
  func renumbered(_ numbers: ContiguousArray<UInt32>) -> TicketKey { isText ? .text(numbers[Int(low)]) : self }

  /// `texts` are those that the number counts among.
  func id(in texts: Symbols) -> Ticket.ID {
    isText ? .text(texts[UInt32(low)]) : .uuid(high: high, low: low)
  }
}
