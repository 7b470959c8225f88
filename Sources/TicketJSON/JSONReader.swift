public import TicketCore

/// Bytes that are no JSON, and why.
public struct JSONError: Error, Hashable, Sendable {
  /// One of `notJSON`, `invalidUTF8`, `nulByte`, `duplicateKey`, `tooDeep`.
  public let reason: Problem.Reason

  /// `reason` is one of those above.
  public init(reason: Problem.Reason) { self.reason = reason }
}

/// Reads JSON by RFC 8259 in every byte; besides, no key may stand twice in one object and nesting ends at 64.
public enum JSONReader {
  /// The one value that `bytes` hold.
  public static func value(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser()
    return try parser.value(bytes)
  }
}
