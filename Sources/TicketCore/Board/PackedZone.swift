/// A `Timestamp.Zone` in twelve bits.
struct PackedZone: Sendable {
  private static let unwritten: UInt16 = 0
  private static let zulu: UInt16 = 1
  private static let noOffset = 2_048

  let code: UInt16

  init(code: UInt16) { self.code = code }

  init(_ zone: Timestamp.Zone) {
    switch zone {
    case .unwritten: code = Self.unwritten
    case .zulu: code = Self.zulu
    case .offset(let offset): code = UInt16(Self.noOffset + offset.minutes)
    }
  }

  var zone: Timestamp.Zone {
    switch code {
    case Self.unwritten: .unwritten
    case Self.zulu: .zulu
    default: UTCOffset(minutes: Int(code) - Self.noOffset).map(Timestamp.Zone.offset) ?? .unwritten
    }
  }
}
