import TicketCore

/// How long ago something was, in two to four columns: `8s`, `3m`, `5h`, `12d`.
enum Age {
  static func text(of moment: Timestamp?, at now: Timestamp) -> String {
    guard let moment else { return "?" }
    return text(seconds: moment.seconds(until: now))
  }

  /// What lies in the future is `0s` old.
  static func text(seconds: Int) -> String {
    switch max(0, seconds) {
    case let seconds where seconds < 60: "\(seconds)s"
    case let seconds where seconds < 3_600: "\(seconds / 60)m"
    case let seconds where seconds < 86_400: "\(seconds / 3_600)h"
    case let seconds: "\(seconds / 86_400)d"
    }
  }
}
