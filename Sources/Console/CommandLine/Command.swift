import TicketCore
import Worker

/// What the program was told to do.
enum Command: Hashable, Sendable {
  case console
  case write(WritingCommand)
  case read(ReadingCommand)
  case tail
  case worker(WorkerCommand)
  case info
  /// How the commands under these words are used; none means the program.
  case help([String])
  case version
  case docs
}

/// What appends to the logs, and answers in JSON.
enum WritingCommand: Hashable, Sendable {
  /// A TICKET_SUBMIT_V1 made of options; what is missing there is missing here too.
  case submit(JSONValue)
  /// Submissions from a file, or from standard input.
  case submitFile(InputPath)
  case consume(Ticket.ID, processor: String)
  case complete(CompleteCommand)
}

/// What looks at the logs once, and ends.
enum ReadingCommand: Hashable, Sendable {
  case board(BoardQuery, json: Bool)
  case show(Ticket.ID)
  case check(json: Bool)
}

/// Where input comes from.
enum InputPath: Hashable, Sendable {
  case standardInput
  case file(String)

  /// `-` is standard input.
  init(_ word: String) { self = word == "-" ? .standardInput : .file(word) }
}

/// How a ticket is to end.
struct CompleteCommand: Hashable, Sendable {
  let id: Ticket.ID
  let outcome: TicketStep.Outcome
  let message: String
  let processor: String
  let artifacts: [String]
}

/// How the mock worker is to run.
struct WorkerCommand: Hashable, Sendable {
  var mode = WorkerMode.follow
  /// How long the mock execution of one ticket takes.
  var delay = Duration.seconds(1)
  var takesOver = false
}
