/// A span of time as people glance at it: `40s`, `3m`, `2h`, `12d`; never over four columns for 27 years.
struct Age: Hashable, Sendable {
  let seconds: Int

  /// Nothing is younger than `0s`: a time in the future is now.
  var text: String {
    switch seconds {
    case ..<0: "0s"
    case ..<60: "\(seconds)s"
    case ..<3600: "\(seconds / 60)m"
    case ..<86_400: "\(seconds / 3600)h"
    default: "\(seconds / 86_400)d"
    }
  }
}
