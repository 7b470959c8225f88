import CLinux

/// What a process was started with.
public struct ProcessArguments: Hashable, Sendable {
  /// The words behind the program's name; U+FFFD stands for what is not UTF-8.
  public let words: [String]
  /// The first word that is not UTF-8, with the option before it; nil: all are.
  public let garbled: String?

  /// Those of this process.
  ///
  /// Swift's `CommandLine` looks for them beside the environment: it finds none once a preloaded library has set a
  /// variable, and a program that was told to submit would do something else.
  public static func ofProcess() -> ProcessArguments {
    var words: [String] = []
    var garbled: String?
    while let word = cl_argument(CInt(words.count + 1)) {
      let text = String(cString: word)
      if garbled == nil, String(validatingCString: word) == nil {
        garbled = words.last.map { $0.hasPrefix("--") ? "\($0) \(text)" : text } ?? text
      }
      words.append(text)
    }
    return ProcessArguments(words: words, garbled: garbled)
  }
}
