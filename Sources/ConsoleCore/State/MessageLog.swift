import TicketCore

/// The last 200 messages, and the one on display.
public struct MessageLog: Hashable, Sendable {
  static let limit = 200
  /// A message stays at least this many seconds, whatever is typed.
  private static let leastSeconds = 3

  /// Oldest first.
  public private(set) var all: [Message] = []
  /// How many there were before those: the number of the oldest one.
  private(set) var forgotten = 0
  /// What the message line shows.
  public private(set) var shown: Message?
  /// Messages that others drove off the message line before they could be read, and that were not looked up since.
  public private(set) var missed = 0

  /// Adds a message. One that ends what the shown one is about takes its place: that is not true any more.
  mutating func add(_ message: Message, show: Bool = true, settling topic: Message.Topic? = nil) {
    if all.count == Self.limit {
      all.removeFirst()
      forgotten += 1
    }
    all.append(message)
    let settles = topic != nil && shown?.topic == topic
    guard show || settles else { return }
    if !settles, let shown, shown.kind != .info, !shown.wasThere(seconds: Self.leastSeconds, at: message.at) {
      missed = min(missed + 1, Self.limit)
    }
    shown = message
  }

  /// The number of the newest message; messages keep theirs.
  var newest: Int { forgotten + all.count - 1 }

  /// A message has more to say by now.
  mutating func amend(_ number: Int, _ text: String) {
    guard all.indices.contains(number - forgotten) else { return }
    let old = all[number - forgotten]
    let new = Message(at: old.at, kind: old.kind, text: text, topic: old.topic)
    all[number - forgotten] = new
    if shown == old { shown = new }
  }

  /// A key was pressed: what was read may go.
  mutating func acknowledge(at now: Timestamp) {
    if let shown, shown.wasThere(seconds: Self.leastSeconds, at: now) { self.shown = nil }
  }

  mutating func dismiss() { shown = nil }

  /// The operator looks at all of them.
  mutating func markRead() {
    missed = 0
    shown = nil
  }
}

extension Message {
  fileprivate func wasThere(seconds: Int, at now: Timestamp) -> Bool { at.seconds(until: now) >= seconds }
}
