import Reference
import TicketCore
import TicketServer
import Worker

extension Command {
  /// What the sorted words ask for.
  init(_ words: ParsedWords) throws(UsageError) {
    if words.has(.help) {
      self = .help(words.spec.name == .help ? try Self.topic(words) : words.spec.words)
    } else if words.has(.version) {
      self = .version
    } else {
      self = try Self.command(words)
    }
  }

  private static func command(_ words: ParsedWords) throws(UsageError) -> Command {
    switch words.spec.name {
    case .console: .console
    case .submitReconcile: .write(.submit(submission(.reconcile, words)))
    case .submitReports: .write(.submit(submission(.reports, words)))
    case .submitAcknowledge: .write(.submit(submission(.acknowledge, words)))
    case .submitJSON: .write(.submitFile(try words.required(.json) { $0.isEmpty ? nil : InputPath($0) }))
    case .consume: .write(.consume(try ticketID(words), processor: try processor(words)))
    case .complete: .write(.complete(try completion(words)))
    case .board: .read(.board(try query(words), json: words.has(.json)))
    case .show: .read(.show(try ticketID(words)))
    case .tail: .tail
    case .worker: .worker(try worker(words))
    case .serve: .serve(try serving(words))
    case .check: .read(.check(json: words.has(.json)))
    case .info: .info
    case .demo: .demo
    case .help: .help(try topic(words))
    case .docs: .docs(.commands)
    case .manual: .docs(.manual)
    case .bashCompletion: .docs(.completion(.bash))
    case .zshCompletion: .docs(.completion(.zsh))
    case .fishCompletion: .docs(.completion(.fish))
    }
  }

  /// The submission as a program would send it, so that there is one place that judges it.
  private static func submission(_ type: RequestType, _ words: ParsedWords) -> JSONValue {
    func member(_ key: String, _ option: OptionName) -> [JSONValue.Member] {
      words.text(option).map { [JSONValue.Member(key, .string($0))] } ?? []
    }
    let scope = TicketPayload.ReportsScope.phaseCLatest.rawValue
    let payload =
      switch type {
      case .reconcile: member("mode", .mode) + member("reason", .reason)
      case .reports:
        member("mode", .mode) + [JSONValue.Member("scope", .string(scope))] + member("reason", .reason)
      case .acknowledge: member("message_id", .messageID)
      }
    let head = [
      JSONValue.Member("schema", .string(TicketSubmission.schema)),
      JSONValue.Member("request_type", .string(type.rawValue)),
      JSONValue.Member("payload", .object(payload)),
    ]
    return .object(head + member("trace_id", .traceID))
  }

  private static func ticketID(_ words: ParsedWords) throws(UsageError) -> Ticket.ID {
    guard let id = words.operands.first.flatMap({ Ticket.ID($0) }) else { throw words.error(.missingID) }
    return id
  }

  private static func processor(_ words: ParsedWords) throws(UsageError) -> String {
    try words.value(.processor) { $0.isEmpty ? nil : $0 } ?? TicketStep.manualProcessor
  }

  private static func completion(_ words: ParsedWords) throws(UsageError) -> CompleteCommand {
    CompleteCommand(
      id: try ticketID(words), outcome: try words.required(.status) { TicketStep.Outcome(rawValue: $0) },
      message: words.text(.message) ?? "", processor: try processor(words), artifacts: words.texts(.artifact))
  }

  private static func query(_ words: ParsedWords) throws(UsageError) -> BoardQuery {
    BoardQuery(
      statuses: Set(try words.values(.status) { TicketStatus(name: $0) }),
      types: Set(try words.values(.type) { RequestType(name: $0)?.rawValue }),
      limit: try words.value(.limit) { WordReading.count($0) })
  }

  private static func worker(_ words: ParsedWords) throws(UsageError) -> WorkerCommand {
    let plain = WorkerCommand()
    return WorkerCommand(
      mode: words.has(.once) ? .once : words.has(.drain) ? .drain : .follow,
      delay: try words.value(.delay) { WordReading.seconds($0) } ?? plain.delay, takesOver: words.has(.takeOver))
  }

  private static func serving(_ words: ParsedWords) throws(UsageError) -> ServeCommand {
    ServeCommand(
      listener: try words.value(.listen) { Listener($0) } ?? .standard,
      tokenPath: try words.value(.tokenFile) { $0.isEmpty ? nil : $0 }, allowedOrigins: words.texts(.allowOrigin))
  }

  private static func topic(_ words: ParsedWords) throws(UsageError) -> [String] {
    var path: [String] = []
    for word in words.operands {
      guard !CommandTable.specs(under: path + [word]).isEmpty else {
        throw words.error(.unknownWord(word, known: CommandTable.nextWords(behind: path)))
      }
      path.append(word)
    }
    return path
  }
}
