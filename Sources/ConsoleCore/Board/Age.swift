public import TicketCore

/// How long ago something was, in two to four columns: `8s`, `3m`, `5h`, `12d`, `3y`.
public enum Age {
  /// `?` where there is no moment.
  public static func text(of moment: Timestamp?, at now: Timestamp) -> String {
    guard let moment else { return "?" }
    return text(seconds: moment.seconds(until: now))
  }

  /// Clocks differ a little: up to a minute in the future is `0s`, and what lies further ahead has a plus: `+3y`.
  public static func text(seconds: Int) -> String {
    switch seconds {
    case ...(-60): "+\(text(seconds: 0 - max(seconds, -Int.max)))"
    case ..<60: "\(max(0, seconds))s"
    case ..<3_600: "\(seconds / 60)m"
    case ..<86_400: "\(seconds / 3_600)h"
    case ..<86_400_000: "\(seconds / 86_400)d"
    default: "\(seconds / 31_536_000)y"
    }
  }
}
