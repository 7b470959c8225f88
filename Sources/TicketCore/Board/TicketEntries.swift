/// The entries of a board by ordinal, in segments: growing copies nothing, and of a board that somebody keeps only the
/// segments are copied that change.
struct TicketEntries: Sendable {
  private static let segment = 1_024

  private(set) var segments = ContiguousArray<ContiguousArray<TicketEntry>>()
  private(set) var count = 0

  init() {}

  /// nil if a segment but the last is not full.
  init?(segments: ContiguousArray<ContiguousArray<TicketEntry>>) {
    guard segments.dropLast().allSatisfy({ $0.count == Self.segment }), (segments.last?.count ?? 0) <= Self.segment
    else { return nil }
    self.segments = segments
    count = max(0, segments.count - 1) * Self.segment + (segments.last?.count ?? 0)
  }

  mutating func append(_ entry: TicketEntry) {
    if count == segments.count * Self.segment {
      var fresh = ContiguousArray<TicketEntry>()
      fresh.reserveCapacity(Self.segment)
      segments.append(fresh)
    }
    segments[segments.count - 1].append(entry)
    count += 1
  }

  subscript(ordinal: Int) -> TicketEntry {
    get { segments[ordinal / Self.segment][ordinal % Self.segment] }
    _modify { yield &segments[ordinal / Self.segment][ordinal % Self.segment] }
  }

  /// Calls `body` with runs of entries that lie next to each other, and the ordinal of the first of each.
  func forEachRun(_ body: (Int, UnsafeBufferPointer<TicketEntry>) -> Void) {
    for (index, entries) in segments.enumerated() {
      entries.withUnsafeBufferPointer { body(index * Self.segment, $0) }
    }
  }
}
