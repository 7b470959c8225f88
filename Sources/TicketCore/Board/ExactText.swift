/// A text that equals only itself byte for byte; `String` also calls canonically equivalent texts equal.
struct ExactText: Hashable, Sendable {
  private let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool { left.text.isExactly(right.text) }

  func hash(into hasher: inout Hasher) {
    text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Whether both are the same byte for byte.
  func isExactly(_ other: String) -> Bool { utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8) }
}

extension RawRepresentable<String> where Self: CaseIterable {
  /// The case whose raw value is exactly `text`; `init(rawValue:)` also takes canonically equivalent texts.
  init?(exactly text: String) {
    guard let found = Self(rawValue: text), found.rawValue.isExactly(text) else { return nil }
    self = found
  }
}
