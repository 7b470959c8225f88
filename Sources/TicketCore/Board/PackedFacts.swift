/// A ticket's status, the zone of its newest record and the kind of its id, in two bytes.
struct PackedFacts: Sendable {
  private static let zoneMask: UInt16 = 0x0fff

  private let bits: UInt16

  init(status: TicketStatus, zone: PackedZone, idIsText: Bool) {
    bits = zone.code | (UInt16(status.code) << 12) | (idIsText ? 0x4000 : 0)
  }

  var status: TicketStatus { TicketStatus(code: UInt8(bits >> 12 & 3)) }
  var zone: PackedZone { PackedZone(code: bits & Self.zoneMask) }
  var idIsText: Bool { bits & 0x4000 != 0 }
}

extension TicketStatus {
  fileprivate var code: UInt8 {
    switch self {
    case .open: 0
    case .inProgress: 1
    case .done: 2
    case .failed: 3
    }
  }

  fileprivate init(code: UInt8) {
    switch code {
    case 0: self = .open
    case 1: self = .inProgress
    case 2: self = .done
    default: self = .failed
    }
  }
}
