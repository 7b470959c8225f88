/// The path and query that a request names, percent-decoded.
struct RequestTarget: Hashable, Sendable {
  struct QueryItem: Hashable, Sendable {
    let name: String
    let value: String
  }

  /// The parts between the slashes: `["api", "tickets", "latest"]`. A slash inside a part was written `%2F`.
  let path: [String]
  let query: [QueryItem]

  /// nil for what is no path of UTF-8 text in correct percent-encoding.
  init?(_ text: String) {
    let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = halves.first, path.first == "/" else { return nil }
    var parts: [String] = []
    for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let decoded = PercentCoding.decode(part) else { return nil }
      parts.append(decoded)
    }
    var items: [QueryItem] = []
    for item in halves.dropFirst().first?.split(separator: "&") ?? [] {
      let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = sides.first.flatMap({ PercentCoding.decode($0, plusIsBlank: true) }),
        let value = PercentCoding.decode(sides.dropFirst().first ?? "", plusIsBlank: true)
      else { return nil }
      items.append(QueryItem(name: name, value: value))
    }
    self.path = parts
    query = items
  }

  /// The values of a query item that are not empty.
  func values(_ name: String) -> [String] {
    query.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
  }
}

/// `%41` as bytes (RFC 3986, 2.1).
enum PercentCoding {
  /// nil where a `%` is not followed by two hexadecimal digits, or the bytes are no UTF-8.
  static func decode(_ text: some StringProtocol, plusIsBlank: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(plusIsBlank && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// What stands for the same in ASCII alone: bytes that are no text are not mended, but refused as `%FF` is.
  static func escaped(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let escaped = bytes.flatMap { byte in
      byte < 0x80 ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
