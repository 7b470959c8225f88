import Synchronization
import TicketCore

/// The rows of the last few short queries: those who ask again while nothing changes cost no reading. Any thread.
final class RecentRows: Sendable {
  private static let limit = 16
  /// So many bytes are kept in all.
  private static let sizeLimit = 1 << 20

  private struct Kept: Sendable {
    let query: BoardQuery
    let rows: BoardRows
  }

  /// The youngest first.
  private let kept = Mutex([Kept]())

  /// nil unless they are still those of the board with this tag.
  func rows(of query: BoardQuery, at tag: BoardTag) -> BoardRows? {
    kept.withLock { kept in kept.first { $0.query == query }?.rows }.flatMap { $0.tag == tag ? $0 : nil }
  }

  func keep(_ rows: BoardRows, of query: BoardQuery) {
    guard rows.bytes.count <= Self.sizeLimit else { return }
    kept.withLock { kept in
      kept.removeAll { $0.query == query }
      kept.insert(Kept(query: query, rows: rows), at: 0)
      var size = kept.reduce(0) { $0 + $1.rows.bytes.count }
      while kept.count > Self.limit || size > Self.sizeLimit { size -= kept.removeLast().rows.bytes.count }
    }
  }
}
