/// A line that is not what it should be (spec: tickets.md, "What a reader does"); its text stays in the file.
public struct Problem: Error, Hashable, Sendable {
  /// What is wrong with a line.
  public enum Reason: Hashable, Sendable {
    /// Not JSON by RFC 8259 in every byte.
    case notJSON
    case invalidUTF8
    case nulByte
    case notAnObject
    case duplicateKey
    /// Over 1 MiB.
    case lineTooLong
    /// Nested deeper than 64.
    case tooDeep
    case unknownSchema
    case missingRequestID
    case unknownStatus
    /// A torn record stands before a whole one on this line; the whole one was taken.
    case salvaged
    /// The ticket was made by an earlier line.
    case duplicateRequest
    /// The state machine has no such step.
    case illegalStep(from: TicketStatus, to: TicketStatus)
    /// A result whose request is nowhere.
    case orphan
  }

  /// The log it stands in.
  public let file: LogFile
  /// Where its line begins.
  public let place: RecordPlace
  /// What is wrong with it.
  public let reason: Reason

  /// A problem with one line.
  public init(file: LogFile, place: RecordPlace, reason: Reason) {
    self.file = file
    self.place = place
    self.reason = reason
  }

  /// The same where `lines` more stand before it.
  func behind(_ lines: Int) -> Problem {
    Problem(file: file, place: RecordPlace(offset: place.offset, line: place.line + lines), reason: reason)
  }
}

extension Problem.Reason {
  /// Every reason there is.
  static let all: [Self] =
    [
      .notJSON, .invalidUTF8, .nulByte, .notAnObject, .duplicateKey, .lineTooLong, .tooDeep, .unknownSchema,
      .missingRequestID, .unknownStatus, .salvaged, .duplicateRequest, .orphan,
    ]
    + TicketStatus.allCases.flatMap { from in TicketStatus.allCases.map { .illegalStep(from: from, to: $0) } }

  /// The reason that another program tells by its English sentence; nil for none of ours.
  public init?(sentence: String) {
    guard let reason = Self.all.first(where: { $0.sentence(in: .english) == sentence }) else { return nil }
    self = reason
  }

  /// What is wrong, as a sentence without its full stop.
  public func sentence(in language: Language) -> String {
    switch self {
    case .notJSON: language.pick("not valid JSON", "올바른 JSON이 아님")
    case .invalidUTF8: language.pick("not valid UTF-8", "올바른 UTF-8이 아님")
    case .nulByte: language.pick("contains NUL bytes", "NUL 바이트가 있음")
    case .notAnObject: language.pick("not a JSON object", "JSON 객체가 아님")
    case .duplicateKey: language.pick("a key stands twice in one object", "한 객체에 같은 키가 두 번 있음")
    case .lineTooLong: language.pick("line is over 1 MiB", "줄이 1 MiB를 넘음")
    case .tooDeep: language.pick("nested deeper than 64 levels", "64단계보다 깊게 중첩됨")
    case .unknownSchema: language.pick("unknown schema", "알 수 없는 schema")
    case .missingRequestID: language.pick("request_id is missing", "request_id가 없음")
    case .unknownStatus:
      language.pick("status is not IN_PROGRESS, DONE or FAILED", "status가 IN_PROGRESS, DONE, FAILED가 아님")
    case .salvaged:
      language.pick(
        "a torn record stands before a whole one, which was taken", "잘린 기록 뒤에 온전한 기록이 있어 그것을 사용함")
    case .duplicateRequest:
      language.pick("request_id was used by an earlier line", "앞선 줄이 이미 쓴 request_id")
    case .illegalStep(let from, let to):
      language.pick(
        "\(from.rawValue) -> \(to.rawValue) is not a legal step", "\(from.rawValue) -> \(to.rawValue) 전이는 허용되지 않음")
    case .orphan: language.pick("result of an unknown ticket", "요청이 없는 티켓의 결과")
    }
  }
}
