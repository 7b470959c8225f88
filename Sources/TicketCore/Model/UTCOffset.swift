/// A distance from UTC in whole minutes, as the end of a timestamp says it.
public struct UTCOffset: Hashable, Sendable {
  /// Minutes east of UTC, -1439 to 1439.
  public let minutes: Int

  /// Korean time, the offset of every timestamp that does not say its own (spec: tickets.md).
  public static let korea = UTCOffset(unchecked: 540)
  /// No distance: `+00:00`.
  public static let utc = UTCOffset(unchecked: 0)

  /// Nothing, if it is a day or more.
  public init?(minutes: Int) {
    guard abs(minutes) < 1440 else { return nil }
    self.minutes = minutes
  }

  /// Reads `+09:00`, `-03:30` or `Z`.
  public init?(_ text: String) {
    guard let suffix = TimestampParser.zone(Array(text.utf8)[...]), let offset = suffix.offset else { return nil }
    self = offset
  }

  private init(unchecked minutes: Int) { self.minutes = minutes }
}

extension UTCOffset: CustomStringConvertible {
  /// `+09:00`.
  public var description: String {
    let distance = abs(minutes)
    return (minutes < 0 ? "-" : "+") + twoDigits(distance / 60) + ":" + twoDigits(distance % 60)
  }
}
