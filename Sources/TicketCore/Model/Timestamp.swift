/// A moment in microseconds since 1970 UTC, and how the record that holds it wrote its zone.
public struct Timestamp: Hashable, Sendable {
  /// How a record wrote the zone of a time.
  public enum Zone: Hashable, Sendable {
    /// No zone was written: Korean time (older writers ran on it).
    case unwritten
    /// A `Z`.
    case zulu
    case offset(UTCOffset)

    /// The offset that the text means; nil where it wrote none.
    public var offset: UTCOffset? {
      switch self {
      case .unwritten: nil
      case .zulu: .utc
      case .offset(let offset): offset
      }
    }
  }

  /// Microseconds since 1970-01-01T00:00:00Z.
  public let microseconds: Int64
  /// How the record wrote the zone.
  public let zone: Zone

  /// A moment; written in UTC unless `zone` says otherwise.
  public init(microseconds: Int64, zone: Zone = .zulu) {
    self.microseconds = microseconds
    self.zone = zone
  }

  /// Reads ISO 8601 as the logs hold it: `2026-01-03T14:20:00.123456+09:00`, with or without fraction and zone.
  public init?(_ text: some StringProtocol) {
    let parsed = text.utf8.withContiguousStorageIfAvailable { TimestampParser.parse($0) }
    guard let stamp = parsed ?? Array(text.utf8).withUnsafeBufferPointer({ TimestampParser.parse($0) }) else {
      return nil
    }
    self = stamp
  }

  /// Reads the same from UTF-8 bytes, without copying them.
  public init?(utf8: UnsafeBufferPointer<UInt8>) {
    guard let stamp = TimestampParser.parse(utf8) else { return nil }
    self = stamp
  }

  /// The same moment with its zone written as `offset`.
  public func at(_ offset: UTCOffset) -> Timestamp { Timestamp(microseconds: microseconds, zone: .offset(offset)) }

  /// As the logs hold it: `2026-01-03T14:20:00.123456+09:00`. A time without a zone is written in Korean time.
  public var text: String {
    let offset = zone.offset ?? .korea
    let civil = CivilTime(microseconds: microseconds, offset: offset)
    return "\(civil.date)T\(civil.time).\(sixDigits(civil.microsecond))\(offset)"
  }

  /// Seconds from this moment to `later`, rounded down; negative when `later` is earlier.
  public func seconds(until later: Timestamp) -> Int {
    Int((later.microseconds - microseconds).quotientRoundedDown(by: 1_000_000))
  }
}

extension Timestamp: Comparable {
  /// Earlier; zones do not matter.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}

extension Int64 {
  func quotientRoundedDown(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
