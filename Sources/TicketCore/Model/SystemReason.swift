import Glibc

/// What the system says about one of its errors.
public enum SystemReason {
  /// ` (No space left on device)`; nothing without a number.
  public static func text(_ errno: CInt?) -> String {
    guard let errno, errno != 0, let text = strerror(errno) else { return "" }
    return " (\(String(cString: text)))"
  }

  /// The sentence with the system's word before its full stop.
  public static func put(into sentence: String, _ errno: CInt?) -> String {
    let reason = text(errno)
    guard !reason.isEmpty, sentence.hasSuffix(".") else { return sentence + reason }
    return sentence.dropLast() + reason + "."
  }
}
