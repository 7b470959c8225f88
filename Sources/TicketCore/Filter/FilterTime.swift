/// Why a value of `since:` or `age:` means no time.
enum FilterTimeError: Error, Hashable {
  case missingUnit, notATime
}

/// Reads the values of `since:` and `age:`.
enum FilterTime {
  /// `>1h`, `<10m`, `>=2d`, `<=3h`; without a sign, that age or more.
  static func age(_ value: String) throws(FilterTimeError) -> TimeLimit {
    let sign = String(value.prefix { "<>=".contains($0) })
    let seconds = try seconds(value.dropFirst(sign.count))
    switch sign {
    case ">": return .older(seconds: seconds, orEqual: false)
    case "", ">=", "=": return .older(seconds: seconds, orEqual: true)
    case "<": return .younger(seconds: seconds, orEqual: false)
    case "<=": return .younger(seconds: seconds, orEqual: true)
    default: throw .notATime
    }
  }

  /// `10m`, `2시간`; `14:30`, the last that was; `2026-01-03`, `2026-01-03T14:30:00+09:00`; `today`, `yesterday`.
  static func since(_ value: String, now: Timestamp, offset: UTCOffset) throws(FilterTimeError) -> TimeLimit {
    if let day = day(value, now: now, offset: offset) ?? clock(value, now: now, offset: offset) { return .since(day) }
    if let moment = Timestamp(value) { return .since(moment) }
    return .younger(seconds: try seconds(value[...]), orEqual: true)
  }

  // MARK: Spans

  /// A hundred years: nothing that happened is longer ago, and nothing overflows.
  private static let longest = 100 * 366 * 86_400

  /// `90s`, `1h30m`, `2시간`; units also as the keys of the other keyboard mode write them.
  private static func seconds(_ value: Substring) throws(FilterTimeError) -> Int {
    var rest = value
    var sum = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty else { throw .notATime }
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { !($0.isASCII && $0.isNumber) }
      guard !unit.isEmpty else { throw .missingUnit }
      guard let number = Int(digits), let length = units[unit.lowercased()] else { throw .notATime }
      let (span, overflows) = number.multipliedReportingOverflow(by: length)
      sum += overflows ? longest : min(span, longest)
      rest = rest.dropFirst(unit.count)
    }
    guard !value.isEmpty else { throw .missingUnit }
    return min(sum, longest)
  }

  private static let units: [String: Int] = [
    "s": 1, "sec": 1, "초": 1, "ㄴ": 1,
    "m": 60, "min": 60, "분": 60, "ㅡ": 60,
    "h": 3_600, "hr": 3_600, "시간": 3_600, "시": 3_600, "ㅗ": 3_600,
    "d": 86_400, "일": 86_400, "ㅇ": 86_400,
    "w": 604_800, "주": 604_800, "ㅈ": 604_800,
  ]

  // MARK: Moments

  private static func midnight(daysAgo: Int64, _ now: Timestamp, _ offset: UTCOffset) -> Timestamp {
    let shift = Int64(offset.minutes) * 60_000_000
    let day = (now.microseconds + shift).quotientRoundedDown(by: 86_400_000_000) - daysAgo
    return Timestamp(microseconds: day * 86_400_000_000 - shift)
  }

  private static func day(_ value: String, now: Timestamp, offset: UTCOffset) -> Timestamp? {
    switch value.lowercased() {
    case "today", "오늘": return midnight(daysAgo: 0, now, offset)
    case "yesterday", "어제": return midnight(daysAgo: 1, now, offset)
    default:
      guard value.utf8.count == 10 else { return nil }
      return Timestamp("\(value)T00:00:00\(offset)")
    }
  }

  private static func clock(_ value: String, now: Timestamp, offset: UTCOffset) -> Timestamp? {
    let parts = value.split(separator: ":", omittingEmptySubsequences: false).map { $0.count <= 2 ? Int64($0) : nil }
    guard (2...3).contains(parts.count), let hour = parts[0], (0...23).contains(hour), let minute = parts[1],
      (0...59).contains(minute), let second = parts.count == 3 ? parts[2] : 0, (0...59).contains(second)
    else { return nil }
    let time = ((hour * 60 + minute) * 60 + second) * 1_000_000
    let today = Timestamp(microseconds: midnight(daysAgo: 0, now, offset).microseconds + time)
    return today <= now ? today : Timestamp(microseconds: today.microseconds - 86_400_000_000)
  }
}
