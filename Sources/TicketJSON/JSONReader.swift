public import TicketCore

/// Bytes that are no JSON, and why.
public struct JSONError: Error, Hashable, Sendable {
  /// One of `notJSON`, `invalidUTF8`, `nulByte`, `duplicateKey`, `tooDeep`.
  public let reason: Problem.Reason

  /// `reason` is one of those above.
  public init(reason: Problem.Reason) { self.reason = reason }
}

/// Reads JSON by RFC 8259 in every byte; besides, no key may stand twice in one object and nesting has an end.
public enum JSONReader {
  /// An answer of the API puts so many levels around a record at most.
  private static let levelsAround = 8

  /// The one value that `bytes` hold, nested like a record: up to 64.
  public static func value(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser()
    return try parser.value(bytes)
  }

  /// The same of an answer of the API: records, each nested up to 64 itself, may stand within it.
  public static func value(ofAnswer bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var parser = JSONParser()
    return try parser.value(bytes, depth: JSONParser.recordDepth + levelsAround)
  }
}
