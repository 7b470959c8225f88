import TicketCore

/// The filter on the board: what it lets through, and the search for what memory does not hold.
struct BoardFilter {
  /// The search through the records that is under way.
  struct Running: Hashable {
    let number: Int
    let search: RecordSearch
    /// 0 to 1 done.
    var share = 0.0
    /// What changed behind the search's back has to be searched again.
    var changed: Set<Int> = []
  }

  private(set) var tickets: FilteredTickets
  private(set) var running: Running?
  /// The last search could not read all records; nothing is searched again before the board changes.
  private(set) var isBroken = false
  private var generation: UInt64
  private var revision: Int

  var filter: TicketFilter { tickets.filter }

  init(_ filter: TicketFilter, of board: TicketsBoard, now: Timestamp) {
    tickets = FilteredTickets(filter, of: board, now: now)
    (generation, revision) = (board.generation, board.revision)
  }

  /// Whether nothing has happened to the board since it was followed.
  func isCurrent(with board: TicketsBoard) -> Bool { board.generation == generation && board.revision == revision }

  mutating func change(to filter: TicketFilter, of board: TicketsBoard, now: Timestamp) {
    tickets.change(to: filter, of: board, now: now)
    (generation, revision) = (board.generation, board.revision)
    running = nil
    isBroken = false
  }

  /// Takes in what happened to the board since.
  mutating func follow(_ board: TicketsBoard, now: Timestamp) {
    if !isCurrent(with: board) { isBroken = false }
    (generation, revision) = (board.generation, board.revision)
    if let changed = tickets.follow(board, now: now) {
      running?.changed.formUnion(changed)
    } else {
      running = nil
    }
  }

  // MARK: The search

  /// The search that has to be begun now, if any; one that is under way goes on.
  func nextSearch(of board: TicketsBoard) -> RecordSearch? {
    running == nil && !isBroken ? tickets.wanted(of: board) : nil
  }

  mutating func begin(_ search: RecordSearch, number: Int) { running = Running(number: number, search: search) }

  mutating func note(_ hits: [RecordHit], share: Double, number: Int, on board: TicketsBoard) {
    guard let running, running.number == number else { return }
    tickets.note(hits, of: running.search.words, on: board)
    self.running?.share = share
  }

  /// - Parameter isWhole: whether all records could be read.
  mutating func noteEnd(number: Int, isWhole: Bool) {
    guard let running, running.number == number else { return }
    if isWhole { tickets.noteEnd(of: running.search, except: running.changed) }
    isBroken = !isWhole
    self.running = nil
  }
}
