import TicketClient
import TicketCore

/// What an option takes.
enum ValueKind: Hashable, Sendable {
  /// Nothing: it is there or not.
  case flag
  /// Any text; the placeholder is what usage calls it.
  case text(String)
  case folder
  /// A path, or `-` for standard input.
  case file
  /// The path of a file; the placeholder is what usage calls it.
  case path(String)
  /// One of these words.
  case choice([String])
  /// A whole number from 0.
  case count
  /// Seconds as a decimal from 0 to `ValueKind.mostSeconds`.
  case seconds
  /// Where an API listens.
  case endpoint
  /// Where the server is to listen.
  case listener
  /// A distance from UTC.
  case offset

  static let mostSeconds = 3600

  /// What usage shows for the value; nil for a flag.
  var placeholder: String? {
    switch self {
    case .flag: nil
    case .text(let name), .path(let name): name
    case .folder: "DIR"
    case .file: "FILE"
    case .choice(let words): words.joined(separator: "|")
    case .count: "N"
    case .seconds: "SECONDS"
    case .endpoint: "URL"
    case .listener: "ADDRESS"
    case .offset: "+09:00"
    }
  }

  /// `FULL or INCREMENTAL`; `A, B or C`.
  private static func anyOf(_ words: [String]) -> String {
    let first = words.dropLast().joined(separator: ", ")
    return ([first] + words.suffix(1)).filter { !$0.isEmpty }.joined(separator: " or ")
  }

  /// What would be right, to follow the option's name: `takes a whole number from 0`.
  var expectation: Wording {
    switch self {
    case .flag: Wording("takes no value", "값을 받지 않습니다")
    case .text: Wording("takes a text", "글이 필요합니다")
    case .folder: Wording("takes a folder", "폴더가 필요합니다")
    case .file: Wording("takes a file, or - for standard input", "파일이 필요합니다 (표준 입력은 -)")
    case .path: Wording("takes the path of a file", "파일 경로가 필요합니다")
    case .choice(let words):
      Wording("takes \(Self.anyOf(words))", "\(words.joined(separator: ", ")) 중 하나여야 합니다")
    case .count: Wording("takes a whole number from 0", "0 이상의 정수여야 합니다")
    case .seconds:
      Wording(
        "takes seconds from 0 to \(Self.mostSeconds), such as 0.5", "0 이상 \(Self.mostSeconds) 이하의 초여야 합니다 (예: 0.5)")
    case .endpoint:
      Wording(APIEndpoint.expectation(in: .english), APIEndpoint.expectation(in: .korean))
    case .listener:
      Wording("takes HOST:PORT or unix:PATH, such as 127.0.0.1:8000", "HOST:PORT나 unix:PATH여야 합니다 (예: 127.0.0.1:8000)")
    case .offset: Wording("takes a distance from UTC such as +09:00 or -03:30", "+09:00, -03:30 같은 UTC 차이여야 합니다")
    }
  }
}
