/// What a daemon serves. Any thread; answers may block.
protocol Site: AnyObject, Sendable {
  /// Who may call at all.
  var rules: AccessRules { get }
  /// Judges a request before its body is received.
  func admit(_ head: RequestHead) -> Admission
  /// Answers a call that was admitted.
  func answer(_ call: Call, _ request: Request) -> Response
  /// Hears of each answer; `call` is nil where no call was found.
  func note(_ call: Call?, _ status: Status, in duration: Duration)
  /// Lets the answers that have no end come to theirs.
  func endStreams()
}
