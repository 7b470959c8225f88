/// Writes JSON the way the logs hold it: one line, `, ` and `: ` as separators, Korean readable, no `\u` but for
/// control characters (spec: tickets.md, "What a writer does").
public struct JSONWriter {
  private var bytes: [UInt8] = []

  /// The line without its `\n`.
  public static func line(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(value)
    return writer.bytes
  }

  /// The same as text.
  public static func text(_ value: JSONValue) -> String { String(decoding: line(value), as: UTF8.self) }

  private mutating func write(_ value: JSONValue) {
    switch value {
    case .null: put("null")
    case .bool(let value): put(value ? "true" : "false")
    case .number(let digits): put(digits)
    case .string(let text): write(text)
    case .array(let elements):
      list("[", "]", elements) { $0.write($1) }
    case .object(let members):
      list("{", "}", members) {
        $0.write($1.key)
        $0.put(": ")
        $0.write($1.value)
      }
    }
  }

  private mutating func list<T>(_ open: String, _ close: String, _ items: [T], _ one: (inout JSONWriter, T) -> Void) {
    put(open)
    for (index, item) in items.enumerated() {
      if index > 0 { put(", ") }
      one(&self, item)
    }
    put(close)
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): put("\\\"")
      case UInt8(ascii: "\\"): put("\\\\")
      case 0x0a: put("\\n")
      case 0x0d: put("\\r")
      case 0x09: put("\\t")
      case 0x08: put("\\b")
      case 0x0c: put("\\f")
      case 0..<0x20: put("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func put(_ ascii: String) { bytes.append(contentsOf: ascii.utf8) }
}
