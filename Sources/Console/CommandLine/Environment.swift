import ProcessEvents
import TicketCore

/// The environment variables that matter here.
struct Environment: Hashable, Sendable {
  /// The names that are looked at.
  enum Name: String, CaseIterable, Sendable {
    case state = "TICKETS_STATE"
    case api = "TICKETS_API"
    case tokenFile = "TICKETS_TOKEN_FILE"
    case localeOfAll = "LC_ALL"
    case localeOfMessages = "LC_MESSAGES"
    case locale = "LANG"
    case terminal = "TERM"
    case temporaryFolder = "TMPDIR"
  }

  private let values: [Name: String]

  /// Those that are not UTF-8.
  let garbled: Set<Name>

  init(_ values: [Name: String], garbled: Set<Name> = []) {
    self.values = values
    self.garbled = garbled
  }

  /// Those of this process.
  static func ofProcess() -> Environment {
    let variables = ProcessVariables(ofProcess: Name.allCases.map(\.rawValue))
    let pairs = Name.allCases.compactMap { name in variables.values[name.rawValue].map { (name, $0) } }
    return Environment(
      Dictionary(uniqueKeysWithValues: pairs), garbled: Set(variables.garbled.compactMap(Name.init)))
  }

  /// nil where it is unset or empty, which POSIX calls the same for locales.
  subscript(name: Name) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The operator's language by the locale, whether that locale is installed or not.
  var language: Language {
    let locale = self[.localeOfAll] ?? self[.localeOfMessages] ?? self[.locale] ?? ""
    let name = locale.prefix { $0.isLetter }.lowercased()
    return name == "ko" || name == "korean" ? .korean : .english
  }
}
