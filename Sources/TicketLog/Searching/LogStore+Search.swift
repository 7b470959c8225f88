public import TicketCore

extension LogStore {
  /// Looks for words in the lines of the logs.
  public func search(_ search: RecordSearch, while wanted: () -> Bool, _ tell: ([RecordHit], Double) -> Void) -> Bool {
    var run = LogSearch(search, in: folder)
    return run.run(while: wanted, BoardLook(store: self), tell)
  }
}
