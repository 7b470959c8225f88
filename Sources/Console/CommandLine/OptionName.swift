/// Every option of every command; the raw value is what stands behind the two dashes.
enum OptionName: String, CaseIterable, Sendable {
  case state, api
  case utcOffset = "utc-offset"
  case lang, ascii, help, version
  case mode, reason
  case messageID = "message-id"
  case traceID = "trace-id"
  case json, processor, status, message, artifact, type, limit
  case once, drain, follow, delay
  case takeOver = "take-over"
  case listen
  case tokenFile = "token-file"
  case allowOrigin = "allow-origin"

  /// As it is typed: `--utc-offset`.
  var word: String { "--" + rawValue }

  /// The field of the answer's `errors` that a wrong value belongs to.
  var field: String { rawValue.map { $0 == "-" ? "_" : String($0) }.joined() }
}
