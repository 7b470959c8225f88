import Glibc

/// Variables of a process's environment.
public struct ProcessVariables: Hashable, Sendable {
  /// Those that are set; U+FFFD stands for what is not UTF-8.
  public private(set) var values: [String: String] = [:]
  /// The names of those that are not UTF-8.
  public private(set) var garbled: Set<String> = []

  /// Those of this process that have these names.
  public init(ofProcess names: some Sequence<String>) {
    for name in names {
      guard let value = getenv(name) else { continue }
      values[name] = String(cString: value)
      if String(validatingCString: value) == nil { garbled.insert(name) }
    }
  }
}
