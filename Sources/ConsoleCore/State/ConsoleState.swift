public import TicketCore
import Worker

/// Everything the console knows that the logs do not: changed only by `update`, shown by `view`, and a value, so that
/// screens are tested without a terminal.
public struct ConsoleState {
  /// What does not change while the console runs.
  public let settings: ConsoleSettings
  /// The screen's extent, as the last `resize` said.
  public internal(set) var size: Size
  /// The time of the last `tick`; clock and ages are drawn by it.
  public internal(set) var now: Timestamp
  /// Newest last; `@` shows them.
  public internal(set) var messages = MessageLog()

  var board = BoardState()
  /// What lies over the board; the last one has the keys.
  var layers: [Layer] = []
  /// Forms that were left with Esc, to be taken up again.
  var drafts: [RequestType: TicketForm] = [:]
  /// Messages that were typed for a step that ends a ticket, until it is taken.
  var unsentMessages: [Ticket.ID: TextField] = [:]
  /// The filters that were used, the last one last.
  var filterHistory: [String] = []
  /// What was typed as a filter and does not narrow the board yet.
  var typedFilter: String?
  /// How many searches through the records were begun; the last one has this number.
  var searches = 0
  /// The last search was neither ended nor has it come to its end.
  var isSearching = false
  var feed = FeedStatus.loading(0)
  var worker = WorkerPhase.off
  /// Where the console serves the HTTP API; nil while it does not.
  var serving: String?
  var lock: LockHolder?
  /// Why the last write failed, or may have failed; nil since one succeeded.
  var writeFailure: TicketServiceError?
  /// What was sent and is not answered yet, in this order.
  var underWay: [SentWrite] = []
  /// What was sent, its answer lost, and is not on the board so far.
  var lost: [SentWrite] = []
  var stuckTickets = StuckTickets()
  /// The rows that the message line takes.
  var messageRows = 1
  /// The Korean input method is on.
  var isHangul = false
  var isQuitting = false
  /// When what is being taken in happened; counted from any start, by a clock that never steps.
  var moment = Duration.zero
  /// When the last key sent a form; nil where it did something else.
  var sentAt: Duration?
  /// Keys that are not for what is on the screen; nil while there are none.
  var strayKeys: StrayKeys?
  /// What became of what was under way when the end began.
  var toldAtLast: [LastWord] = []

  /// A console whose board is still to be read.
  public init(settings: ConsoleSettings, size: Size, now: Timestamp) {
    self.settings = settings
    self.size = size
    self.now = now
  }

  /// The ticket that the selection belongs to.
  public var selected: Ticket.ID? { board.selected }

  /// The lock by which the tickets in progress are judged.
  var workersLock: WorkersLock { settings.isOverAPI ? .elsewhere : .here(lock) }

  var words: Words { settings.words }
  var layout: BoardLayout { BoardLayout(size: size, messageRows: messageRows, filterRows: filterRows) }

  /// A line for the filter while there is one, and another for what there is to say of it while it is typed.
  private var filterRows: Int {
    if case .filter = layers.last { return 2 }
    return board.filter == nil ? 0 : 1
  }
}
