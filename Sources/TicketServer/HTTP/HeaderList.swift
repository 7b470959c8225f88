/// The headers of a message in their order; names are compared without regard to case.
struct HeaderList: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  struct Field: Hashable, Sendable {
    let name: String
    let value: String
  }

  private(set) var fields: [Field] = []

  init() {}

  init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { Field(name: $0, value: $1) }
  }

  mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

  /// Every value of the name.
  func all(_ name: String) -> [String] {
    fields.filter { $0.name.isSameASCII(as: name) }.map(\.value)
  }

  /// The value where the name stands exactly once.
  func single(_ name: String) -> String? {
    let values = all(name)
    return values.count == 1 ? values[0] : nil
  }

  func has(_ name: String) -> Bool { fields.contains { $0.name.isSameASCII(as: name) } }
}

extension String {
  /// Whether both are the same but for the case of ASCII letters.
  func isSameASCII(as other: String) -> Bool {
    utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0.lowerASCII == $1.lowerASCII }
  }
}

extension UInt8 {
  fileprivate var lowerASCII: UInt8 { (0x41...0x5a).contains(self) ? self | 0x20 : self }
}
