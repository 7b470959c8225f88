public import TicketCore

extension LogStore {
  /// Looks for words in the lines of the logs.
  public func search(_ search: RecordSearch, while wanted: () -> Bool, _ tell: ([RecordHit], Double) -> Void) -> Bool {
    guard let logs = logs(of: search.generation) else { return false }
    var run = LogSearch(search, of: logs)
    return run.run(while: wanted, BoardLook(store: self), tell)
  }
}
