import CLinux

/// What a process was started with.
public enum ProcessArguments {
  /// The words behind the program's name.
  ///
  /// Swift's `CommandLine` looks for them beside the environment: it finds none once a preloaded library has set a
  /// variable, and a program that was told to submit would do something else.
  public static func words() -> [String] {
    var words: [String] = []
    while let word = cl_argument(CInt(words.count + 1)) { words.append(String(cString: word)) }
    return words
  }
}
