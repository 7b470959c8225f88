/// Hands out the parts of an archived board again, each as an array of plain values.
package protocol BoardArchiveSource {
  /// The parts `range`; nil if one of them is not there, damaged, or no array of `Element`.
  func parts<Element: BitwiseCopyable & Sendable>(
    _ range: Range<Int>, of type: Element.Type
  ) -> ContiguousArray<ContiguousArray<Element>>?
}

extension BoardArchiveSource {
  func part<Element: BitwiseCopyable & Sendable>(_ number: Int, of type: Element.Type) -> ContiguousArray<Element>? {
    parts(number..<(number + 1), of: type)?.first
  }
}

extension TicketsBoard {
  /// Names the form of the parts, and what a board makes of records: an archive of another form must not be read.
  package static let archiveForm = UInt64(MemoryLayout<TicketEntry>.stride) << 32 | 2

  /// Hands out all that the board is, part by part: raw memory, for this machine and this `archiveForm` only.
  package func archive(_ add: (UnsafeRawBufferPointer) -> Void) {
    var facts = ByteWriter()
    facts.add(cursor.requests)
    facts.add(cursor.results)
    facts.add(revision)
    facts.add(entries.segments.count)
    facts.add(traces.segments.count)
    facts.add(Int(bitPattern: UInt(index.seed)))
    archiveProblems(in: &facts)
    facts.bytes.withUnsafeBytes(add)
    for status in TicketStatus.allCases { sets[status].words.withUnsafeBytes(add) }
    blockFacts.blocks.withUnsafeBytes(add)
    for symbols in [texts, kinds.symbols] {
      symbols.bytes.withUnsafeBytes(add)
      symbols.ends.withUnsafeBytes(add)
    }
    for shard in index.shards {
      shard.tags.withUnsafeBytes(add)
    }
    for shard in index.shards { shard.ordinals.withUnsafeBytes(add) }
    for segment in traces.segments { segment.withUnsafeBytes(add) }
    for segment in entries.segments { segment.withUnsafeBytes(add) }
  }

  /// The board that was archived; nil if the parts do not make one.
  package init?(archive source: some BoardArchiveSource) {
    guard let bytes = source.part(0, of: UInt8.self) else { return nil }
    self.init()
    var facts = ByteReader(bytes)
    guard let requests = facts.next(), let results = facts.next(), let revision = facts.next(),
      let segmentCount = facts.next(), let traceCount = facts.next(), let seed = facts.next(),
      readProblems(from: &facts), facts.isAtEnd
    else { return nil }
    cursor = BoardCursor(requests: requests, results: results)
    recent = RecentChanges(after: revision, upTo: cursor)

    var next = 1
    func take<Element: BitwiseCopyable & Sendable>(
      _ count: Int, of type: Element.Type
    ) -> ContiguousArray<ContiguousArray<Element>>? {
      defer { next += count }
      return source.parts(next..<(next + count), of: type)
    }
    guard let words = take(TicketStatus.allCases.count, of: UInt64.self) else { return nil }
    for (status, words) in zip(TicketStatus.allCases, words) { sets[status] = TicketSet(words: words) }
    guard let blocks = take(1, of: TicketBlocks.Block.self)?.first else { return nil }
    blockFacts = TicketBlocks(blocks)
    guard let textBytes = take(1, of: UInt8.self)?.first, let textEnds = take(1, of: Int.self)?.first,
      let kindBytes = take(1, of: UInt8.self)?.first, let kindEnds = take(1, of: Int.self)?.first,
      let texts = Symbols(bytes: textBytes, ends: textEnds), let kinds = Symbols(bytes: kindBytes, ends: kindEnds),
      let tags = take(TicketIndex.shardCount, of: UInt8.self),
      let ordinals = take(TicketIndex.shardCount, of: UInt32.self),
      let index = TicketIndex(seed: UInt64(UInt(bitPattern: seed)), tags: tags, ordinals: ordinals),
      let traces = take(traceCount, of: UInt8.self),
      let entries = take(segmentCount, of: TicketEntry.self).flatMap(TicketEntries.init(segments:))
    else { return nil }
    let members = TicketStatus.allCases.reduce(0) { $0 + sets[$1].count }
    guard entries.count == members, entries.count == index.count,
      blocks.count == (entries.count + TicketSet.block - 1) / TicketSet.block
    else { return nil }
    self.texts = texts
    self.kinds = TicketKinds(kinds)
    self.index = index
    self.traces = TraceTexts(segments: traces)
    self.entries = entries
  }
}
