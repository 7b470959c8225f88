/// One call of the API.
struct HTTPRequest: Hashable, Sendable {
  enum Method: Hashable, Sendable {
    case get
    /// With a JSON body.
    case post([UInt8])
  }

  let method: Method
  /// From the slash on, escaped, with its query.
  let path: String
  /// Further header lines.
  var headers: [String] = []

  static func get(_ path: String, query: [(name: String, value: String)] = [], headers: [String] = []) -> HTTPRequest {
    let words = query.map { "\($0.name)=\(escaped($0.value))" }
    return HTTPRequest(
      method: .get, path: words.isEmpty ? path : path + "?" + words.joined(separator: "&"), headers: headers)
  }

  /// As one segment of a path, or a value of a query: all but unreserved characters are escaped (RFC 3986).
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes += Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16, uppercase: true).utf8)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What a server said to a call.
struct HTTPAnswer: Hashable, Sendable {
  let status: Int
  /// Empty where the bytes were handed out as they came.
  var body: [UInt8] = []
  /// Only a server of ours sends one with the board; it knows queries, too.
  var entityTag: String?
}
