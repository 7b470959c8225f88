import ConsoleCore
import TicketCore
import TicketLog

extension FeedStatus {
  /// Since when an unfinished last line is worth a word, in seconds (spec: tickets.md, "What a reader does").
  private static let patience = 2

  /// What the reading of the logs comes to for the operator.
  init(_ status: LogStatus, of folder: StateFolder, now: Timestamp, language: Language) {
    guard folder.hasTickets else {
      self = .stale(
        language.pick(
          "\(folder.ticketsPath) is gone; nothing can be filed until it is back.",
          "\(folder.ticketsPath) 폴더가 없습니다. 다시 생길 때까지 기록할 수 없습니다."))
      return
    }
    for file in LogFile.allCases {
      guard case .unreadable(let obstacle, let errno) = status[file].state else { continue }
      self = .stale(SystemReason.put(into: obstacle.sentence(about: file.rawValue, in: language), errno))
      return
    }
    if status.isLoading {
      self = status.reloads == 0 ? .loading(status.progress) : .reloading(status.progress)
    } else if let file = LogFile.allCases.first(where: { status[$0].isUnfinished(at: now, for: Self.patience) }) {
      self = .unfinished(file)
    } else {
      self = .live
    }
  }
}

extension FileStatus {
  fileprivate func isUnfinished(at now: Timestamp, for seconds: Int) -> Bool {
    unfinishedSince.map { $0.seconds(until: now) >= seconds } ?? false
  }
}
