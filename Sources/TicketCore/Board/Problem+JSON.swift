extension TicketsBoard {
  /// What `check` and the API say of both logs, its `items` still empty (spec: cli.md, `check --json`).
  public var problemSummary: JSONValue {
    [
      "tickets": .integer(count),
      "status": .object(TicketStatus.allCases.map { JSONValue.Member($0.rawValue, .integer(count($0))) }),
      "problems": [
        "requests": .integer(problemCount(.requests)), "results": .integer(problemCount(.results)),
      ],
      "items": [],
    ]
  }
}

extension Problem {
  /// One of the `items`; `text` is the line, invalid UTF-8 replaced.
  public func json(text: String) -> JSONValue {
    [
      "file": .string(file.rawValue), "line": .integer(place.line), "offset": .integer(place.offset),
      "reason": .string(reason.sentence(in: .english)), "text": .string(text),
    ]
  }
}
