import TicketContract
import TicketCore

/// Two logs as real ones are, damaged lines and all, and what a right reader must find in them.
struct NoisyLogs {
  /// What a reader finds.
  struct Truth: Hashable {
    var counts: [TicketStatus: Int] = [:]
    var requestProblems: [Problem.Reason] = []
    var resultProblems: [Problem.Reason] = []
  }

  private(set) var requests: [UInt8] = []
  private(set) var results: [UInt8] = []
  private(set) var truth = Truth()
  private var generator: SeededGenerator

  init(tickets: Int, seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    for status in TicketStatus.allCases { truth.counts[status] = 0 }
    for number in 0..<tickets { add("티켓-\(seed)-\(number)") }
  }

  func truth(of picture: BoardPicture) -> Truth {
    var truth = Truth(
      requestProblems: picture.requestProblems.map(\.reason), resultProblems: picture.resultProblems.map(\.reason))
    for status in TicketStatus.allCases { truth.counts[status] = picture.tickets.count { $0.status == status } }
    return truth
  }

  private mutating func add(_ id: String) {
    if oneIn(9) { addBadRequest() }
    // Glued to what a killed writer left.
    if oneIn(15) {
      requests += Array(Line.request("torn").utf8.prefix(Int.random(in: 1...30, using: &generator)))
      truth.requestProblems.append(.salvaged)
    }
    requests += Array(Line.request(id).utf8)
    if oneIn(12) {
      requests += Array(Line.request(id).utf8)
      truth.requestProblems.append(.duplicateRequest)
    }
    addLife(of: id)
  }

  private mutating func addBadRequest() {
    let bad: [(String, Problem.Reason?)] = [
      ("not json", .notJSON), ("[1]", .notAnObject), ("", nil), (" \r", nil), ("{\"a\": 1, \"a\": 2}", .duplicateKey),
      ("{\"schema\": \"V9\", \"request_id\": \"x\"}", .unknownSchema), ("{\"request_id\": null}", .missingRequestID),
    ]
    let (line, reason) = bad[Int.random(in: 0..<bad.count, using: &generator)]
    requests += Array((line + "\n").utf8)
    if let reason { truth.requestProblems.append(reason) }
  }

  private mutating func addLife(of id: String) {
    var status = TicketStatus.open
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      let next = [TicketStatus.inProgress, .inProgress, .done, .failed][Int.random(in: 0..<4, using: &generator)]
      results += Array(Line.result(id, next).utf8)
      if status.accepts(next) {
        status = next
      } else {
        truth.resultProblems.append(.illegalStep(from: status, to: next))
      }
    }
    if oneIn(10) {
      results += Array(Line.result("nobody's \(id)", .done).utf8)
      truth.resultProblems.append(.orphan)
    }
    truth.counts[status, default: 0] += 1
  }

  private mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &generator) == 0 }
}
