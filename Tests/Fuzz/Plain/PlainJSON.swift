import TicketCore

/// RFC 8259 read plainly, byte by byte: what the fast parser has to agree with.
struct PlainJSON {
  /// What is wrong with a text. A text may have several faults; one of them is told.
  enum Fault: Error, Hashable {
    case grammar, utf8, duplicateKey, depth
  }

  private static let mostDepth = 64

  private let bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The one value that the bytes are.
  static func value(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .utf8 }
    var reader = PlainJSON(bytes)
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.at == bytes.count else { throw .grammar }
    return value
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { at += 1 }
  }

  private mutating func take(_ word: String) -> Bool {
    guard bytes[at...].starts(with: word.utf8) else { return false }
    at += word.utf8.count
    return true
  }

  private mutating func value(depth: Int) throws(Fault) -> JSONValue {
    skipBlanks()
    if take("null") { return .null }
    if take("true") { return .bool(true) }
    if take("false") { return .bool(false) }
    switch next {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    default: return .number(try number())
    }
  }

  private mutating func array(depth: Int) throws(Fault) -> JSONValue {
    guard depth <= Self.mostDepth else { throw .depth }
    at += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if take("]") { return .array([]) }
    while true {
      elements.append(try value(depth: depth))
      skipBlanks()
      if take("]") { return .array(elements) }
      guard take(",") else { throw .grammar }
    }
  }

  private mutating func object(depth: Int) throws(Fault) -> JSONValue {
    guard depth <= Self.mostDepth else { throw .depth }
    at += 1
    var members: [JSONValue.Member] = []
    var keys = Set<[UInt8]>()
    skipBlanks()
    if take("}") { return .object([]) }
    while true {
      skipBlanks()
      let key = try string()
      guard keys.insert(Array(key.utf8)).inserted else { throw .duplicateKey }
      skipBlanks()
      guard take(":") else { throw .grammar }
      members.append(JSONValue.Member(key, try value(depth: depth)))
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw .grammar }
    }
  }

  private mutating func number() throws(Fault) -> String {
    let start = at
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func digits() throws(Fault) {
    let start = at
    while let byte = next, (0x30...0x39).contains(byte) { at += 1 }
    if at == start { throw .grammar }
  }
}

extension PlainJSON {
  private static let escapes: [UInt8: Unicode.Scalar] = [
    0x22: "\"", 0x5c: "\\", 0x2f: "/", 0x62: "\u{8}", 0x66: "\u{c}", 0x6e: "\n", 0x72: "\r", 0x74: "\t",
  ]

  private mutating func string() throws(Fault) -> String {
    guard take("\"") else { throw .grammar }
    var text: [UInt8] = []
    while let byte = next {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case 0x00..<0x20: throw .grammar
      case UInt8(ascii: "\\"): text += Array(String(Character(try escape())).utf8)
      default: text.append(byte)
      }
    }
    throw .grammar
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    guard let letter = next else { throw .grammar }
    at += 1
    if let scalar = Self.escapes[letter] { return scalar }
    guard letter == UInt8(ascii: "u") else { throw .grammar }
    let unit = try fourDigits()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // Only the first half of a pair may stand here, and only before the second.
    guard unit < 0xdc00, take("\\u") else { throw .grammar }
    let second = try fourDigits()
    guard (0xdc00...0xdfff).contains(second),
      let scalar = Unicode.Scalar(0x1_0000 + (UInt32(unit) - 0xd800) << 10 + (UInt32(second) - 0xdc00))
    else { throw .grammar }
    return scalar
  }

  private mutating func fourDigits() throws(Fault) -> UInt16 {
    let digits = bytes[at...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit && $0 < 0x80 }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw .grammar }
    at += 4
    return unit
  }
}
