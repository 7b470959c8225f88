import TicketCore
import TicketJSON

/// A problem as a server tells it, and the line that it is about.
struct ToldProblem: Hashable {
  let problem: Problem
  let text: String

  /// Nothing, if it is none that we know.
  init?(_ json: JSONValue) {
    guard let file = json["file"]?.string.flatMap(LogFile.init(rawValue:)), let line = json["line"]?.integer,
      let offset = json["offset"]?.integer,
      let reason = json["reason"]?.string.flatMap({ Problem.Reason(sentence: $0) })
    else { return nil }
    problem = Problem(file: file, place: RecordPlace(offset: offset, line: line), reason: reason)
    text = json["text"]?.string ?? ""
  }

  /// The ticket that this result is of, where its request is not there.
  var awaited: Ticket.ID? {
    guard problem.reason == .orphan, let record = try? JSONReader.value(Array(text.utf8)) else { return nil }
    return record["request_id"]?.string.flatMap { Ticket.ID($0) }
  }
}
