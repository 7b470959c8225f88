public import TicketCore

/// Where an API listens: `http://127.0.0.1:8000`, or `unix:PATH` for a socket (spec: cli.md, `--api`).
public struct APIEndpoint: Hashable, Sendable {
  /// The longest path that the address of a Unix socket holds.
  private static let longestSocketPath = 107

  /// What request paths are put behind: `http://127.0.0.1:8000`, without a slash at the end.
  let base: String
  /// nil for one that is reached over the network.
  let socketPath: String?
  /// As it was given.
  private let text: String

  /// Nothing, if `text` is neither form.
  public init?(_ text: String) {
    self.text = text
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst("unix:".count))
      guard !path.isEmpty, path.utf8.count <= Self.longestSocketPath, !path.utf8.contains(0) else { return nil }
      socketPath = path
      base = "http://localhost"
    } else {
      guard let base = Self.base(of: text) else { return nil }
      socketPath = nil
      self.base = base
    }
  }

  /// What would be right, to follow a name: `takes http://HOST:PORT or unix:PATH`.
  public static func expectation(in language: Language) -> String {
    language.pick(
      "takes http://HOST:PORT or unix:PATH (of at most \(longestSocketPath) bytes)",
      "http://HOST:PORT 또는 unix:PATH(최대 \(longestSocketPath)바이트)여야 합니다")
  }

  /// Scheme, host and port, and nothing else but a slash behind them.
  private static func base(of text: String) -> String? {
    guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { return nil }
    var place = text.dropFirst(scheme.count)
    if place.hasSuffix("/") { place.removeLast() }
    let host: Substring
    if place.hasPrefix("[") {
      guard let end = place.firstIndex(of: "]") else { return nil }
      host = place[..<place.index(after: end)]
      guard host.count > 2, host.dropFirst().dropLast().allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
      else { return nil }
    } else {
      host = place.prefix { $0 != ":" }
      guard !host.isEmpty, host.utf8.allSatisfy(isHostByte) else { return nil }
    }
    guard isPort(place[host.endIndex...]) else { return nil }
    return scheme + place
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// Nothing, or a colon and a port.
  private static func isPort(_ text: Substring) -> Bool {
    if text.isEmpty { return true }
    let digits = text.dropFirst()
    guard text.first == ":", digits.count <= 5, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(digits)
    else { return false }
    return (1...65_535).contains(port)
  }
}

extension APIEndpoint: CustomStringConvertible {
  /// As it was given.
  public var description: String { text }
}
