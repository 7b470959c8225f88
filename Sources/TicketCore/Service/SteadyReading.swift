/// Reading a board and then its records, though a log may become another in between.
public enum SteadyReading {
  static let tries = 8

  /// What `body` gives, which looks at the board as it is now and then reads records of it. Where these turn out not to be
  /// that board's any more, it does so again, a few times; then it throws `changing`.
  public static func of<R>(_ body: () throws(TicketServiceError) -> R) throws(TicketServiceError) -> R {
    for _ in 1..<tries {
      do throws(TicketServiceError) {
        return try body()
      } catch {
        guard error.code == .changing else { throw error }
      }
    }
    return try body()
  }
}
