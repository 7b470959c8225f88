import Synchronization

/// Tells once of each time that the board of a store was made anew. Any thread.
public final class ReloadWatch: Sendable {
  private let store: LogStore
  private let seen: Mutex<Int>

  /// What happened so far is no news.
  public init(_ store: LogStore) {
    self.store = store
    seen = Mutex(store.status.reloads)
  }

  /// The last one, where there was any since the last look.
  public func look() -> LogStatus.Reload? {
    let status = store.status
    return seen.withLock { seen in
      defer { seen = status.reloads }
      return status.reloads > seen ? status.lastReload : nil
    }
  }
}
