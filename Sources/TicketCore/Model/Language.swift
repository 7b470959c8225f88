/// The languages that the product speaks to people; files and JSON are the same in both.
public enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case korean = "ko"

  /// One of two ways to say the same thing.
  public func pick(_ english: @autoclosure () -> String, _ korean: @autoclosure () -> String) -> String {
    switch self {
    case .english: english()
    case .korean: korean()
    }
  }
}
