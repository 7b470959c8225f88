/// Writes JSON the way the logs hold it: one line, `, ` and `: ` as separators, Korean readable, no `\u` but for
/// control characters (spec: tickets.md, "What a writer does").
public struct JSONWriter {
  /// Who reads what is written.
  public enum Reader: Sendable {
    case program
    /// A terminal, which obeys more than control characters, and shows nothing of much: all that cannot be seen is
    /// escaped, too. The JSON means the same.
    case terminal
  }

  private let reader: Reader
  private var bytes: [UInt8] = []

  private init(_ reader: Reader) { self.reader = reader }

  /// The line without its `\n`.
  public static func line(_ value: JSONValue, for reader: Reader = .program) -> [UInt8] {
    var writer = JSONWriter(reader)
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
    switch reader {
    case .program: write(text.utf8)
    case .terminal: writeVisibly(text)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ text: some Sequence<UInt8>) {
    for byte in text {
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
  }

  private mutating func writeVisibly(_ text: String) {
    var marks = 0
    for scalar in text.unicodeScalars {
      marks = scalar.isMark ? marks + 1 : 0
      if scalar.value < 0x20 || scalar.canBeSeen && marks <= Unicode.Scalar.mostMarks {
        write(scalar.utf8)
      } else {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          put("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
      }
    }
  }

  private mutating func put(_ ascii: String) { bytes.append(contentsOf: ascii.utf8) }
}
