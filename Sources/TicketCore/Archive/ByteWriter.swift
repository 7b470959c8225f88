/// Puts numbers and places one behind the other.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func add(_ number: Int) { withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) } }

  package mutating func add(_ number: UInt64) { add(Int(bitPattern: UInt(number))) }

  package mutating func add(_ text: [UInt8]) {
    add(text.count)
    bytes.append(contentsOf: text)
  }

  mutating func add(_ place: RecordPlace) {
    add(place.offset)
    add(place.line)
  }
}

/// Takes them out again; nil behind the end.
package struct ByteReader {
  private var rest: ArraySlice<UInt8>

  package init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes)[...] }

  package var isAtEnd: Bool { rest.isEmpty }

  package mutating func next() -> Int? {
    guard rest.count >= 8 else { return nil }
    defer { rest = rest.dropFirst(8) }
    return rest.withUnsafeBytes { $0.loadUnaligned(as: Int.self) }
  }

  package mutating func nextBits() -> UInt64? { next().map { UInt64(UInt(bitPattern: $0)) } }

  /// How many of something; nil for a number that counts nothing.
  mutating func nextCount() -> Int? { next().flatMap(UInt32.init(exactly:)).map { Int($0) } }

  package mutating func nextBytes() -> [UInt8]? {
    guard let count = next(), count >= 0, count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  mutating func nextPlace() -> RecordPlace? {
    guard let offset = next(), let line = next() else { return nil }
    return RecordPlace(offset: offset, line: line)
  }
}
