/// The trace ids of tickets, each behind its length in two bytes, in segments that are never copied for growing.
///
/// They are kept as often as they stand in the log: most are of one ticket only.
struct TraceTexts: Sendable {
  private static let segment = 1 << 16

  private(set) var segments: ContiguousArray<ContiguousArray<UInt8>>

  init(segments: ContiguousArray<ContiguousArray<UInt8>> = []) { self.segments = segments }

  /// Where the text is kept; `TicketEntry.none` for no text, for one of more than 1,024 bytes (the contract's have 200
  /// characters), and behind 4 GiB of them.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard !text.isEmpty, text.count <= 1_024 else { return TicketEntry.none }
    if (segments.last?.count ?? Self.segment) + 2 + text.count > Self.segment {
      guard segments.count < (1 << 16) - 1 else { return TicketEntry.none }
      var fresh = ContiguousArray<UInt8>()
      fresh.reserveCapacity(Self.segment)
      segments.append(fresh)
    }
    let last = segments.count - 1
    let place = last * Self.segment + segments[last].count
    segments[last].append(UInt8(truncatingIfNeeded: text.count))
    segments[last].append(UInt8(truncatingIfNeeded: text.count >> 8))
    segments[last].append(contentsOf: text)
    return UInt32(place)
  }

  /// The bytes of the text at `place`, which must not be `TicketEntry.none`; they live as long as `body` runs.
  func withBytes<R>(at place: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    segments[Int(place) / Self.segment].withUnsafeBufferPointer { segment in
      let start = Int(place) % Self.segment
      let count = Int(segment[start]) | Int(segment[start + 1]) << 8
      return body(UnsafeBufferPointer(rebasing: segment[(start + 2)..<(start + 2 + count)]))
    }
  }
}
