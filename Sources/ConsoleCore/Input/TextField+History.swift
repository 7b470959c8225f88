extension TextField {
  /// The earlier texts that undo goes back to. Keys of one kind in a row are undone together.
  struct History: Hashable, Sendable {
    struct Snapshot: Hashable, Sendable {
      let characters: [Character]
      let cursor: Int
    }

    enum Kind: Hashable, Sendable {
      case typing, erasing, cutting
      /// Never joined with the one before.
      case other
    }

    /// More steps than this are forgotten, oldest first.
    private static let depth = 100

    /// The kind of the last edit, if nothing came after it.
    private(set) var last: Kind?
    private var snapshots: [Snapshot] = []

    /// Remembers what the text was before an edit of that kind.
    mutating func push(_ before: Snapshot, _ kind: Kind) {
      let continues = kind == last && (kind == .typing || kind == .erasing)
      last = kind
      guard !continues else { return }
      if snapshots.count == Self.depth { snapshots.removeFirst() }
      snapshots.append(before)
    }

    /// Ends the group: the next edit is undone by itself.
    mutating func close() {
      last = nil
    }

    mutating func pop() -> Snapshot? {
      last = nil
      return snapshots.popLast()
    }
  }
}
