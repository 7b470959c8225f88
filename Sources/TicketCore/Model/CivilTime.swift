/// A moment as clocks and calendars of one offset show it.
public struct CivilTime: Hashable, Sendable {
  /// Of the Gregorian calendar.
  public let year: Int
  /// 1 to 12.
  public let month: Int
  /// 1 to 31.
  public let day: Int
  /// 0 to 23.
  public let hour: Int
  /// 0 to 59.
  public let minute: Int
  /// 0 to 59.
  public let second: Int
  /// 0 to 999,999.
  public let microsecond: Int

  /// `microseconds` count from 1970 UTC.
  public init(microseconds: Int64, offset: UTCOffset) {
    let local = microseconds + Int64(offset.minutes) * 60_000_000
    let days = local.quotientRoundedDown(by: 86_400_000_000)
    let withinDay = local - days * 86_400_000_000
    (year, month, day) = Self.date(daysSince1970: days)
    hour = Int(withinDay / 3_600_000_000)
    minute = Int(withinDay / 60_000_000 % 60)
    second = Int(withinDay / 1_000_000 % 60)
    microsecond = Int(withinDay % 1_000_000)
  }

  /// `2026-01-03`.
  public var date: String {
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + "\(digits)-\(twoDigits(month))-\(twoDigits(day))"
  }

  /// `14:20:00`.
  public var time: String { "\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))" }

  // Both conversions count in years that start on 1 March, so that the leap day is the last of its year.

  static func date(daysSince1970: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = daysSince1970 + 719_468
    let era = shifted.quotientRoundedDown(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
  }

  static func daysSince1970(year: Int, month: Int, day: Int) -> Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = shiftedYear.quotientRoundedDown(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

func sixDigits(_ number: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
}
