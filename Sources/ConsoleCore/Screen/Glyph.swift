import TicketCore

/// A base character with at most four marks that take no column of their own; its scalars are its elements.
///
/// A number: frames of ten thousand cells are made, copied and compared as such.
public struct Glyph: Hashable, Sendable, Sequence, IteratorProtocol {
  /// More marks than this on one base crash or slow down terminals; ncurses keeps as many in a cell.
  public static let mostMarks = Unicode.Scalar.mostMarks
  private static let scalarBits: UInt128 = 21

  /// The base in the lowest bits, the marks above it; no glyph has a NUL.
  private var packed: UInt128

  /// Nothing: what stands in the second half of a wide character.
  static let none = Glyph(packed: 0)
  static let blank = Glyph(" ")

  init(_ base: Unicode.Scalar) { self.init(packed: UInt128(base.value)) }

  private init(packed: UInt128) { self.packed = packed }

  /// Whether there is no base.
  public var isEmpty: Bool { packed == 0 }

  /// The same as a text.
  public var text: String { reduce(into: "") { $0.unicodeScalars.append($1) } }

  /// Adds a mark; beyond the fourth there is no room.
  mutating func add(_ mark: Unicode.Scalar) {
    let count = UInt128(reduce(0) { count, _ in count + 1 })
    guard count <= Self.mostMarks else { return }
    packed |= UInt128(mark.value) << (count * Self.scalarBits)
  }

  /// Takes the first scalar off, the base first.
  public mutating func next() -> Unicode.Scalar? {
    guard packed != 0 else { return nil }
    defer { packed >>= Self.scalarBits }
    return Unicode.Scalar(UInt32(truncatingIfNeeded: packed & (1 << Self.scalarBits - 1)))
  }
}
