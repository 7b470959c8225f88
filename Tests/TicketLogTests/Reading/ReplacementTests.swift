import Glibc
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// spec: tickets.md, "What a reader does": the file that is another under the reader
struct ReplacementTests {
  enum Change: CaseIterable {
    case removed, movedAway, truncated, emptied, replaced, replacedBySameSize, rewrittenToSameSize

    var reason: LogStatus.Reload.Reason {
      switch self {
      case .removed, .movedAway: .removed
      case .truncated, .emptied: .truncated
      case .replaced, .replacedBySameSize: .replaced
      case .rewrittenToSameSize: .rewritten
      }
    }

    func apply(to state: TemporaryState, _ file: LogFile, other: String) throws {
      let path = state.folder.path(of: file)
      switch self {
      case .removed: unlink(path)
      case .movedAway: rename(path, path + ".1")
      case .truncated: truncate(path, 70)
      case .emptied: truncate(path, 0)
      case .replaced, .replacedBySameSize:
        // The old inode stays in use, so that its number is not given again.
        rename(path, path + ".1")
        try state.append(self == .replaced ? other + other : other, to: file)
      case .rewrittenToSameSize: try state.rewrite(other, to: file)
      }
    }
  }

  @Test(arguments: Change.allCases, LogFile.allCases)
  func isNoticedAndTheBoardIsMadeAnew(_ change: Change, _ file: LogFile) throws {
    let state = try TemporaryState()
    try state.append(Line.request("a") + Line.request("b"), to: .requests)
    try state.append(Line.result("a", .inProgress), to: .results)
    let store = state.store()
    #expect(store.picture.tickets.count == 2)
    let other = file == .requests ? Line.request("c") + Line.request("d") : Line.result("b", .inProgress)
    try change.apply(to: state, file, other: other)
    #expect(store.picture == state.store().picture)
    #expect(store.status.reloads == 1)
    #expect(store.status.lastReload == LogStatus.Reload(file: file, reason: change.reason))
    try state.append("\n" + Line.request("e"), to: .requests)
    #expect(store.picture == state.store().picture)
    #expect(store.status.reloads == 1)
  }

  @Test func whatIsOnlyAddedToIsNotReadAgain() throws {
    let state = try TemporaryState()
    let store = state.store()
    for number in 0..<50 {
      try state.append(Line.request("\(number)"), to: .requests)
      #expect(store.picture.tickets.count == number + 1)
    }
    #expect(store.status.reloads == 0)
  }

  @Test(arguments: [
    ("symlink", FileStatus.Obstacle.symlink), ("directory", .directory), ("fifo", .notAFile), ("socket", .notAFile),
  ])
  func whatIsNoFileIsNamedAndTriedAgain(_ kind: String, _ obstacle: FileStatus.Obstacle) throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    let path = state.folder.path(of: .requests)
    let store = state.store()
    #expect(store.picture.tickets.count == 1)
    rename(path, path + ".1")
    switch kind {
    case "symlink": symlink(path + ".1", path)
    case "directory": mkdir(path, 0o755)
    case "fifo": mkfifo(path, 0o644)
    default: mknod(path, S_IFSOCK | 0o644, 0)
    }
    #expect(store.picture.tickets.isEmpty)
    #expect(store.status.requests.state == .unreadable(obstacle, errno: nil))
    let service = LogTicketService(store: store, guard: StateGuard(folder: state.folder))
    #expect(try #require(throws: TicketServiceError.self) { try service.board(BoardQuery()) }.code == .unreadable)
    #expect(
      try #require(throws: TicketServiceError.self) { try service.submit(.reconcile("r")) }.code == .unwritable)
    remove(path)
    rename(path + ".1", path)
    #expect(store.picture.tickets.count == 1)
    #expect(store.status.requests.state == .live)
  }

  @Test func missingLogsAreAsGoodAsEmptyOnes() throws {
    let state = try TemporaryState()
    let store = state.store()
    #expect(store.status.isLoading)
    #expect(store.picture.tickets.isEmpty)
    #expect(store.status.requests.state == .missing && store.status.results.state == .missing)
    #expect(!store.status.isLoading && store.status.progress == 1)
  }
}
