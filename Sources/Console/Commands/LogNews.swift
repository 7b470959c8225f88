import ConsoleCore
import TicketCore
import TicketLog

/// What `tickets tail` has to say of the logs themselves, from look to look.
struct LogNews {
  private var reloads: Int
  /// Why the logs cannot be followed; nil while they can.
  private var trouble: String?

  init(_ status: LogStatus) { reloads = status.reloads }

  /// The sentence that is worth saying, if any.
  mutating func look(
    _ status: LogStatus, of folder: StateFolder, now: Timestamp, in language: Language
  ) -> String? {
    let before = self
    reloads = status.reloads
    trouble = FeedStatus(status, of: folder, now: now, language: language).trouble
    if trouble != before.trouble { return trouble ?? Self.readAgain(in: language) }
    return reloads != before.reloads && trouble == nil ? Self.reloaded(status, in: language) : nil
  }

  private static func reloaded(_ status: LogStatus, in language: Language) -> String {
    let file = status.lastReload?.file.rawValue ?? "?"
    return language.pick(
      "\(file) was replaced or cut, and read again from its beginning; going on with what is new.",
      "\(file): 바뀌거나 잘려 처음부터 다시 읽었습니다. 새 변경부터 이어서 출력합니다.")
  }

  private static func readAgain(in language: Language) -> String {
    language.pick("The logs can be read again; going on with what is new.", "로그를 다시 읽을 수 있습니다. 새 변경부터 이어서 출력합니다.")
  }
}

extension FeedStatus {
  fileprivate var trouble: String? {
    if case .stale(let reason) = self { reason } else { nil }
  }
}
