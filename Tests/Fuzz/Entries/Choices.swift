/// Takes an input apart: the fuzzer's bytes decide what happens, and the rest is what it happens to.
struct Choices {
  private var bytes: ArraySlice<UInt8>

  init(_ input: [UInt8]) { bytes = input[...] }

  var isEmpty: Bool { bytes.isEmpty }

  /// 0 at the end.
  mutating func byte() -> UInt8 { bytes.popFirst() ?? 0 }

  /// A number below `end`, which is at most 256.
  mutating func number(below end: Int) -> Int { Int(byte()) % end }

  mutating func pick<T>(_ values: [T]) -> T { values[number(below: values.count)] }

  /// Up to `count` bytes.
  mutating func take(_ count: Int) -> [UInt8] {
    defer { bytes = bytes.dropFirst(count) }
    return Array(bytes.prefix(count))
  }

  /// The bytes before the next `mark`, which is taken, too, or all that are left.
  mutating func take(upTo mark: UInt8) -> [UInt8] {
    let piece = bytes.prefix { $0 != mark }
    bytes = bytes.dropFirst(piece.count + 1)
    return Array(piece)
  }

  /// The same as text, what is no UTF-8 replaced.
  mutating func text(upTo mark: UInt8) -> String { String(decoding: take(upTo: mark), as: UTF8.self) }

  mutating func rest() -> [UInt8] {
    defer { bytes = [] }
    return Array(bytes)
  }
}
