/// What a stream of server-sent events says, block by block.
struct StreamEvent: Hashable, Sendable {
  /// `message` where the block does not say.
  var name = "message"
  /// nil where the block has no data: it only tells a place, or that the server lives.
  var data: [UInt8]?
  /// nil where the block does not say.
  var id: String?
  /// What a comment of our servers adds to the id; nil where there is none.
  var mark: String?
}

/// Reads server-sent events as their bytes come (WHATWG HTML, 9.2): lines end with LF, CR or both.
struct EventStreamParser {
  /// What is longer, in one line or several, is cut: none of ours is.
  private static let longestLine = 4 << 20
  private static let markName = Array("mark ".utf8)

  private var line: [UInt8] = []
  private var block = StreamEvent()
  private var isBehindReturn = false

  /// Takes the next bytes and hands out the blocks that end in them, those without data included.
  mutating func take(_ bytes: some Sequence<UInt8>, _ found: (StreamEvent) -> Void) {
    for byte in bytes {
      defer { isBehindReturn = byte == 0x0d }
      switch byte {
      case 0x0a where isBehindReturn: break
      case 0x0a, 0x0d: endLine(found)
      default: if line.count < Self.longestLine { line.append(byte) }
      }
    }
  }

  private mutating func endLine(_ found: (StreamEvent) -> Void) {
    defer { line.removeAll(keepingCapacity: true) }
    guard !line.isEmpty else {
      found(block)
      block = StreamEvent()
      return
    }
    let name = line.prefix { $0 != UInt8(ascii: ":") }
    var value = line.dropFirst(name.count + 1)
    if value.first == 0x20 { value.removeFirst() }
    switch String(decoding: name, as: UTF8.self) {
    case "event": block.name = String(decoding: value, as: UTF8.self)
    case "data":
      guard block.data.map(\.count) ?? 0 < Self.longestLine else { break }
      if block.data != nil { block.data?.append(0x0a) }
      block.data = block.data ?? []
      block.data?.append(contentsOf: value)
    case "id": if !value.contains(0) { block.id = String(decoding: value, as: UTF8.self) }
    // A comment.
    case "" where value.starts(with: Self.markName):
      block.mark = String(decoding: value.dropFirst(Self.markName.count), as: UTF8.self)
    // `retry` is ours to decide.
    default: break
    }
  }
}
