package import CSimdJSON
package import TicketCore

/// The strict parser and its buffers, used again for each text.
///
/// Unchecked: the buffers belong to this one value, which cannot be copied.
package struct JSONParser: ~Copyable, @unchecked Sendable {
  /// Texts need this many readable bytes behind them, the first of which is `\n`, `\r` or 0.
  package static let padding = Int(CSJ_PADDING)
  /// Records are nested so deep at most.
  package static let recordDepth = Int(CSJ_RECORD_DEPTH)

  private let parser: OpaquePointer?

  package init() { parser = csj_parser_create() }

  deinit { csj_parser_destroy(parser) }

  /// Looks at many lines at once, which is faster than at each: those whose records are asked for next, in their order.
  /// No lines forget them, which has to be done before their memory is used for something else.
  package mutating func lookAhead(_ lines: UnsafeBufferPointer<UInt8>) {
    if let parser { csj_look_ahead(parser, lines.baseAddress, lines.count) }
  }

  /// Checks one line and tells what the board needs of it; the record's strings live until the parser is used again, and
  /// as long as `line`.
  package mutating func record(_ line: UnsafeBufferPointer<UInt8>) throws(JSONError) -> csj_record {
    guard let parser, let start = line.baseAddress else { throw JSONError(reason: .notJSON) }
    var record = csj_record()
    try check(csj_parse_record(parser, start, line.count, &record))
    return record
  }

  /// The value that `text` is, nested up to `depth`.
  package mutating func value(
    _ text: UnsafeBufferPointer<UInt8>, depth: Int = recordDepth
  ) throws(JSONError) -> JSONValue {
    var rest = try nodes(text, depth: depth)
    return Self.value(&rest)
  }

  /// The value that `text` is, as its nodes, which live until the parser is used again, and as long as `text`.
  package mutating func nodes(
    _ text: UnsafeBufferPointer<UInt8>, depth: Int = recordDepth
  ) throws(JSONError) -> Slice<UnsafeBufferPointer<csj_node>> {
    guard let parser, let start = text.baseAddress else { throw JSONError(reason: .notJSON) }
    var nodes: UnsafePointer<csj_node>?
    var count = 0
    try check(csj_parse_nodes(parser, start, text.count, CInt(depth), &nodes, &count))
    return UnsafeBufferPointer(start: nodes, count: count)[...]
  }

  /// The same from an array, which is copied.
  package mutating func value(_ text: [UInt8], depth: Int = recordDepth) throws(JSONError) -> JSONValue {
    let padded = text + [UInt8](repeating: 0, count: Self.padding)
    var outcome = Result<JSONValue, JSONError>.failure(JSONError(reason: .notJSON))
    padded.withUnsafeBufferPointer { buffer in
      outcome = Result { () throws(JSONError) in
        try value(UnsafeBufferPointer(rebasing: buffer[..<text.count]), depth: depth)
      }
    }
    return try outcome.get()
  }

  private func check(_ outcome: csj_outcome) throws(JSONError) {
    switch outcome {
    case .good: return
    case .not_json: throw JSONError(reason: .notJSON)
    case .invalid_utf8: throw JSONError(reason: .invalidUTF8)
    case .nul_byte: throw JSONError(reason: .nulByte)
    case .duplicate_key: throw JSONError(reason: .duplicateKey)
    case .too_deep: throw JSONError(reason: .tooDeep)
    }
  }

  // Nodes stand in the order of the text; nesting was limited when they were listed.
  private static func value(_ nodes: inout Slice<UnsafeBufferPointer<csj_node>>) -> JSONValue {
    guard let node = nodes.popFirst() else { return .null }
    switch node.kind {
    case .null: return .null
    case .false: return .bool(false)
    case .true: return .bool(true)
    case .number: return .number(text(node))
    case .string: return .string(text(node))
    case .array: return .array((0..<node.count).map { _ in value(&nodes) })
    case .object:
      return .object(
        (0..<node.count).map { _ in
          let key = nodes.popFirst().map(text) ?? ""
          return JSONValue.Member(key, value(&nodes))
        })
    }
  }

  private static func text(_ node: csj_node) -> String {
    String(decoding: UnsafeBufferPointer(start: node.bytes, count: node.count), as: UTF8.self)
  }
}

extension csj_string {
  /// Nothing, if the value is absent or no string.
  package var bytes: UnsafeBufferPointer<UInt8>? { start.map { UnsafeBufferPointer(start: $0, count: count) } }

  /// Empty, if the value is absent or no string.
  package var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: start == nil ? 0 : count) }

  package func isSame(as text: StaticString) -> Bool {
    bytes?.isSame(as: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)) ?? false
  }
}
