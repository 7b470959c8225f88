/// What the board keeps of a ticket: 88 bytes, whatever stands in its records.
struct TicketEntry: Sendable {
  static let none = UInt32.max
  static let noTime = Int64.min
  static let noOffset = -1

  /// The id's 16 bytes, or (`idIsText`) its number among the board's texts in `idLow`.
  var idHigh: UInt64
  var idLow: UInt64
  var requestedAt: Int64
  var lastAt: Int64
  var requestOffset: Int
  var consumedOffset: Int
  var completedOffset: Int
  var requestLine: UInt32
  var consumedLine: UInt32
  var completedLine: UInt32
  var reasonHash: UInt32
  var type: UInt32
  var mode: UInt32
  var processor: UInt32
  var lastZone: PackedZone
  var status: TicketStatus
  var idIsText: Bool

  /// `texts` are those of the board that the entry is of.
  func id(in texts: Symbols) -> Ticket.ID {
    idIsText ? .text(texts[UInt32(idLow)]) : .uuid(high: idHigh, low: idLow)
  }
}

/// A `Timestamp.Zone` in two bytes.
struct PackedZone: Sendable {
  private let code: Int16

  init(_ zone: Timestamp.Zone) {
    switch zone {
    case .unwritten: code = .min
    case .zulu: code = .min + 1
    case .offset(let offset): code = Int16(offset.minutes)
    }
  }

  var zone: Timestamp.Zone {
    switch code {
    case .min: .unwritten
    case .min + 1: .zulu
    default: UTCOffset(minutes: Int(code)).map(Timestamp.Zone.offset) ?? .unwritten
    }
  }
}
