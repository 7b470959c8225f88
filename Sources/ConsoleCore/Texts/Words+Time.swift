import TicketCore

/// Spans of time within sentences; what stands in a column is an `Age`.
extension Words {
  /// `3m ago`, `3분 전`; of a time that is still to come, that it is.
  func ago(_ seconds: Int) -> String {
    guard seconds > -60 else { return pick("in the future (\(Age.text(seconds: seconds)))", "\(span(-seconds)) 뒤") }
    return pick("\(span(seconds)) ago", "\(span(seconds)) 전")
  }

  func span(_ seconds: Int) -> String {
    let age = Age.text(seconds: max(0, seconds))
    guard language == .korean, let unit = age.last else { return age }
    return age.dropLast() + unit.koreanUnit
  }
}

extension Character {
  fileprivate var koreanUnit: String {
    switch self {
    case "s": "초"
    case "m": "분"
    case "h": "시간"
    case "d": "일"
    case "y": "년"
    default: String(self)
    }
  }
}
