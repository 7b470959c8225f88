/// What is sent to a terminal to put a text into the operator's clipboard: OSC 52, the text in base64 (RFC 4648).
public struct ClipboardSequence: Hashable, Sendable {
  /// The most bytes of UTF-8 that terminals take.
  public static let limit = 74_994

  /// Nothing but letters, digits, `+`, `/` and `=` stands between `ESC ] 52 ; c ;` and BEL.
  public let bytes: [UInt8]

  /// Nil if the text is longer than `limit`.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.limit else { return nil }
    bytes = Array("\u{1B}]52;c;".utf8) + Self.base64(Array(text.utf8)) + [0x07]
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let digit = alphabet[Int(value >> UInt32(18 - 6 * place)) & 0x3F]
        encoded.append(place <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    return encoded
  }
}
