import ProcessEvents

/// The environment variables that matter here; unset and empty are the same.
struct Variables: Hashable {
  private let values: [String: String]
  /// The names of those that are not UTF-8.
  let garbled: Set<String>

  init(_ values: [String: String], garbled: Set<String> = []) {
    self.values = values.filter { !$0.value.isEmpty }
    self.garbled = garbled
  }

  /// Those of this process.
  static func ofProcess() -> Variables {
    let variables = ProcessVariables(ofProcess: Setting.allCases.compactMap(\.variable))
    return Variables(variables.values, garbled: variables.garbled)
  }

  subscript(name: String) -> String? { values[name] }
}

/// The settings as they were given, on the command line and in the environment.
struct GivenWords: Hashable {
  private var options: [Setting: String] = [:]
  private let variables: Variables

  /// Sorts the words of a call: `--name VALUE`, `--name=VALUE`; the last of a name counts.
  init(_ arguments: [String], _ variables: Variables) throws(SettingError) {
    self.variables = variables
    var rest = arguments[...]
    while let word = rest.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = word == "-h" ? Setting.help.word : parts[0]
      guard let setting = Setting.allCases.first(where: { $0.word == name }) else {
        throw SettingError(sentence: "There is no option '\(parts[0])'. See: ticket-worker --help")
      }
      if setting.placeholder == nil {
        guard parts.count == 1 else { throw SettingError(sentence: "\(setting.word) takes no value.") }
        options[setting] = ""
      } else if parts.count == 2 {
        options[setting] = parts[1]
      } else {
        guard let value = rest.popFirst() else {
          throw SettingError(sentence: "\(setting.word) needs a value: it \(setting.expectation).")
        }
        options[setting] = value
      }
    }
  }

  func isOption(_ setting: Setting) -> Bool { options[setting] != nil }

  /// The option, else the variable, as it was given.
  func text(_ setting: Setting) -> String? { options[setting] ?? setting.variable.flatMap { variables[$0] } }

  /// The same, read; throws one that cannot be, by the name that it was given by.
  func value<T>(_ setting: Setting, _ read: (String) -> T?) throws(SettingError) -> T? {
    guard let text = text(setting) else { return nil }
    let name = options[setting] == nil ? setting.variable ?? setting.word : setting.word
    if variables.garbled.contains(name) { throw SettingError(notUTF8: name) }
    guard let value = read(text) else {
      throw SettingError(sentence: "\(name) \(setting.expectation), not '\(text)'.")
    }
    return value
  }
}
