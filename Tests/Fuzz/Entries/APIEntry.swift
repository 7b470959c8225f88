import TicketContract
import TicketJSON

@testable import TicketCore
@testable import TicketServer

/// Any requests one after the other: each is answered by the API's own statuses, in JSON, never as a failure of the
/// server, and what is accepted is what the contract's plain reading allows.
///
/// A request is a method's number, its target up to a NUL, headers up to a NUL, its body up to 0xFF.
enum APIEntry {
  private static let methods = ["POST", "GET", "HEAD", "OPTIONS", "DELETE"]

  static func run(_ input: [UInt8]) throws(Finding) {
    var choices = Choices(input)
    let clock = SettableClock()
    let service = InMemoryTicketService(clock: clock, generator: SeededGenerator(seed: 1))
    let api = TicketAPI(
      service: service, board: service, lock: InMemoryWorkerLock(clock: clock, pid: 7), clock: clock,
      rules: AccessRules(names: ServerNames(of: .standard), token: nil, allowedOrigins: ["http://page"]))
    while !choices.isEmpty {
      let head = head(&choices)
      let body = choices.take(upTo: 0xff)
      let before = service.currentBoard.count
      let response: Response
      switch api.admit(head) {
      case .answer(let answer, _): response = answer
      // It is answered as long as somebody listens.
      case .receive(.stream, _): continue
      case .receive(let call, let target):
        response = api.answer(call, Request(head: head, target: target, body: body))
        if call == .submit { try check(response, to: body, service, before) }
      }
      try check(api.rules.dressed(response, for: head), head)
    }
  }

  private static func head(_ choices: inout Choices) -> RequestHead {
    let method = Method(choices.pick(methods))
    let target = choices.text(upTo: 0)
    var headers: HeaderList = ["Host": "127.0.0.1:8000", "Content-Type": "application/json"]
    for line in choices.text(upTo: 0).split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      headers.add(parts.first ?? "", parts.count == 2 ? parts[1] : "")
    }
    return RequestHead(method: method, rawTarget: target, version: "HTTP/1.1", headers: headers)
  }

  private static func check(_ response: Response, _ head: RequestHead) throws(Finding) {
    try Finding.unless(response.status.rawValue < 500 || response.status == .notImplemented, "\(response.status)")
    for field in response.headers.fields {
      let isOneLine = (field.name + field.value).utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
      try Finding.unless(isOneLine, "a header that ends early: \(field)")
    }
    guard response.headers.single("Content-Type") == Response.jsonType else { return }
    let body = body(of: response)
    guard (try? JSONReader.value(body)) != nil else { throw Finding("an answer that is no JSON: \(body)") }
  }

  private static func body(of response: Response) -> [UInt8] {
    switch response.body {
    case .bytes(let bytes): return bytes
    case .stream(let stream):
      defer { stream.close() }
      var bytes: [UInt8] = []
      while case .bytes(let piece) = stream.next() { bytes += piece }
      return bytes
    }
  }

  /// A ticket is made exactly of what is one, and it says what was sent.
  private static func check(
    _ response: Response, to body: [UInt8], _ service: InMemoryTicketService, _ before: Int
  ) throws(Finding) {
    let board = service.currentBoard
    let sent = try? PlainJSON.value(body)
    let isGood = sent.map(PlainSubmission.isGood) ?? false
    let text = String(decoding: body, as: UTF8.self)
    try Finding.unlessSame(response.status == .ok, isGood, "\(text) was accepted")
    try Finding.unlessSame(board.count, before + (isGood ? 1 : 0), "tickets")
    guard isGood, let sent, let record = service.history(of: board.ticket(at: before)).first else { return }
    for key in ["request_type", "trace_id"] {
      let wanted = sent[key].flatMap { $0 == "" ? nil : $0 } ?? .null
      try Finding.unlessSame(record.json[key].map { JSONWriter.line($0) }, JSONWriter.line(wanted), key)
    }
    // What was written is a line that every reader takes.
    let plain = PlainBoard(requests: JSONWriter.line(record.json) + [0x0a], results: [])
    try Finding.unless(plain.rows.count == 1 && plain.problems[.requests]?.isEmpty == true, "a bad line: \(record.raw)")
  }
}
