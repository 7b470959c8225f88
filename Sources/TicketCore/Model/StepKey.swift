/// Names one attempt at a step, however often it is sent (the `Idempotency-Key` of HTTP): sent again it is the same step,
/// and its record is told from all others, even those of who bears the same name.
public struct StepKey: Hashable, Sendable, CustomStringConvertible {
  /// The longest, in characters.
  public static let limit = 255

  /// As the caller wrote it.
  public let description: String

  /// Any visible ASCII, as long as it is not longer than `limit`; nothing, if it is otherwise or empty.
  public init?(_ text: String) {
    guard (1...Self.limit).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      return nil
    }
    description = text
  }

  private init(_ id: Ticket.ID) { description = id.description }

  /// One that nobody else has.
  public static func random() -> StepKey {
    var generator = SystemRandomNumberGenerator()
    return StepKey(.random(using: &generator))
  }

  /// The id of the record that `step` of `ticket` makes with this key, the same in every process. Another's step, and one
  /// that says something else, is another step, though its key is the same.
  public func resultID(of ticket: Ticket.ID, _ step: TicketStep) -> Ticket.ID {
    let words = [description, step.status.rawValue, ticket.description, step.processor, step.message] + step.artifacts
    // A word may hold any character: only its length tells where it ends.
    var generator = HashedWords(text: words.map { "\($0.utf8.count):\($0)" }.joined())
    return .random(using: &generator)
  }
}

/// Numbers that follow from a text.
private struct HashedWords: RandomNumberGenerator {
  let text: String
  var seed: UInt64 = 0x5354_4550_4b45_5931

  mutating func next() -> UInt64 {
    seed &+= 1
    return text.withBytes { ByteHash.hash($0, seed: seed) }
  }
}
