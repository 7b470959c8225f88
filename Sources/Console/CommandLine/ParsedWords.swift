import TicketCore

/// The words of one call sorted by the table: which command, which options, what else.
struct ParsedWords: Hashable, Sendable {
  let spec: CommandSpec
  let operands: [String]
  /// Every value of every option, in the order given; a flag's are empty.
  let values: [OptionName: [String]]

  func has(_ option: OptionName) -> Bool { values[option] != nil }

  /// The last value given; nil if the option is not there.
  func text(_ option: OptionName) -> String? { values[option]?.last }

  func texts(_ option: OptionName) -> [String] { values[option] ?? [] }

  /// The last value, read; throws if it cannot be.
  func value<T>(_ option: OptionName, _ read: (String) -> T?) throws(UsageError) -> T? {
    guard let text = text(option) else { return nil }
    guard let value = read(text) else { throw wrong(option, text) }
    return value
  }

  /// All values, read.
  func values<T>(_ option: OptionName, _ read: (String) -> T?) throws(UsageError) -> [T] {
    var all: [T] = []
    for text in texts(option) {
      guard let value = read(text) else { throw wrong(option, text) }
      all.append(value)
    }
    return all
  }

  /// The value of an option that must be there.
  func required<T>(_ option: OptionName, _ read: (String) -> T?) throws(UsageError) -> T {
    guard let value = try value(option, read) else { throw error(.missingOption(option)) }
    return value
  }

  func wrong(_ option: OptionName, _ value: String) -> UsageError { error(.wrongValue(option, value)) }

  func error(_ reason: UsageError.Reason) -> UsageError { UsageError(reason, in: spec) }
}
