/// What a test says of things that many tickets share: each is looked at once.
struct SharedAnswers: Sendable {
  private enum Answer: UInt8 { case unknown, no, yes }

  private var answers: [Answer] = []

  /// The answer to the thing of that number; `ask` gives it when it is not known yet.
  @inline(__always)
  mutating func answer(_ number: UInt32, _ ask: () -> Bool) -> Bool {
    let number = Int(number)
    if number < answers.count, answers[number] != .unknown { return answers[number] == .yes }
    let missing = number + 1 - answers.count
    if missing > 0 { answers.append(contentsOf: repeatElement(.unknown, count: missing)) }
    let isSo = ask()
    answers[number] = isSo ? .yes : .no
    return isSo
  }
}
