/// A promise that an input has shown to be broken.
struct Finding: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// Throws `what` where the promise is not kept.
  static func unless(_ isKept: Bool, _ what: @autoclosure () -> String) throws(Finding) {
    if !isKept { throw Finding(what()) }
  }

  /// Throws both sides where they differ.
  static func unlessSame<T: Equatable>(_ got: T, _ wanted: T, _ what: @autoclosure () -> String) throws(Finding) {
    if got != wanted { throw Finding("\(what()): \(got), not \(wanted)") }
  }
}
