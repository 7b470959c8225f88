/// A bounded dictionary: what has not been asked for in a while is forgotten.
struct RecentlyUsed<Key: Hashable, Value> {
  private let half: Int
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]

  /// Holds at most `limit` values, and never forgets the last half of them.
  init(limit: Int) { half = max(1, limit / 2) }

  subscript(key: Key) -> Value? {
    mutating get {
      if let value = young[key] { return value }
      guard let value = old[key] else { return nil }
      self[key] = value
      return value
    }
    set {
      if young[key] == nil, young.count >= half {
        old = young
        young = [:]
      }
      young[key] = newValue
    }
  }
}
