import Glibc
import Synchronization
import Testing
import TicketContract
import TicketCore

@testable import TicketLog

/// spec: tickets.md, "What a writer does"
struct AppenderTests {
  private func appender(_ state: TemporaryState, _ calls: SystemCalls = .system) -> Appender {
    Appender(folder: state.folder, calls: calls)
  }

  @Test func recordsOfAnyLengthUpToOneMebibyteStandWholeWithTheirLineBreak() throws {
    let state = try TemporaryState()
    for length in [2, 300, 4_096, 1 << 20] {
      let record = Array(String(repeating: "x", count: length - 1).utf8) + [0x0a]
      let start = (try? state.bytes(of: .requests).count) ?? 0
      #expect(try appender(state).append(record, to: .requests).offset == start)
      #expect(try state.bytes(of: .requests).dropFirst(start) == record[...])
    }
    let tooLong = [UInt8](repeating: 0x0a, count: (1 << 20) + 1)
    #expect(try #require(throws: TicketServiceError.self) { try write(tooLong, state) }.code == .tooLarge)
  }

  @Test(arguments: ["a", "{\"request_id\": \"torn", "\u{0}\u{0}"])
  func behindATornTailTheRecordBeginsALineOfItsOwn(_ tail: String) throws {
    let state = try TemporaryState()
    try state.append(tail, to: .requests)
    try write(Array(Line.request("a").utf8), state)
    #expect(try state.text(of: .requests) == tail + "\n" + Line.request("a"))
    #expect(state.store().picture.tickets.count == 1)
    #expect(state.store().picture.requestProblems.count == 1)
  }

  @Test func aForeignWriterThatIsJustWritingGetsItsMoment() throws {
    let state = try TemporaryState()
    let foreign = Line.request("foreign")
    try state.append(String(foreign.prefix(40)), to: .requests)
    let isDone = Mutex(false)
    onThreads(2) { thread in
      if thread == 0 {
        usleep(10_000)
        try? state.append(String(foreign.dropFirst(40)), to: .requests)
      } else {
        try? write(Array(Line.request("a").utf8), state)
        isDone.withLock { $0 = true }
      }
    }
    #expect(isDone.withLock { $0 })
    #expect(try state.text(of: .requests) == foreign + Line.request("a"))
  }

  @Test func theRestOfAShortWriteFollows() throws {
    let state = try TemporaryState()
    let calls = SystemCalls(write: { Glibc.write($0, $1.baseAddress, min(7, $1.count)) }, sync: SystemCalls.system.sync)
    try write(Array(Line.request("a").utf8), state, calls)
    #expect(try state.text(of: .requests) == Line.request("a"))
  }

  @Test func interruptedWritesAreRepeated() throws {
    let state = try TemporaryState()
    let count = Mutex(0)
    let calls = SystemCalls(
      write: { number, bytes in
        let isFirst = count.withLock { count in
          count += 1
          return count == 1
        }
        if !isFirst { return Glibc.write(number, bytes.baseAddress, bytes.count) }
        errno = EINTR
        return -1
      }, sync: SystemCalls.system.sync)
    try write(Array(Line.request("a").utf8), state, calls)
    #expect(try state.text(of: .requests) == Line.request("a"))
  }

  @Test func aShortWriteThatAnotherWriterOvertookIsAFailure() throws {
    let state = try TemporaryState()
    let path = state.folder.path(of: .requests)
    let calls = SystemCalls(
      write: { number, bytes in
        let count = Glibc.write(number, bytes.baseAddress, min(9, bytes.count))
        if let other = try? Descriptor(opening: path, O_WRONLY | O_APPEND) { _ = Glibc.write(other.number, "x\n", 2) }
        return count
      }, sync: SystemCalls.system.sync)
    let error = try #require(throws: TicketServiceError.self) { try write(Array(Line.request("a").utf8), state, calls) }
    #expect(error.code == .unwritable)
    try write(Array(Line.request("b").utf8), state)
    #expect(state.store().picture.tickets.map(\.id.description) == ["b"])
  }

  @Test func aRecordGluedToAForeignFragmentIsWrittenAgainAndCountsOnce() throws {
    let state = try TemporaryState()
    try state.append(Line.request("a"), to: .requests)
    let path = state.folder.path(of: .results)
    let count = Mutex(0)
    // Just before our first write another program leaves a fragment.
    let calls = SystemCalls(
      write: { number, bytes in
        let isFirst = count.withLock { count in
          count += 1
          return count == 1
        }
        if isFirst, let other = try? Descriptor(opening: path, O_WRONLY | O_APPEND) {
          _ = Glibc.write(other.number, "{\"torn", 6)
        }
        return Glibc.write(number, bytes.baseAddress, bytes.count)
      }, sync: SystemCalls.system.sync)
    let id = try #require(Ticket.ID("a"))
    #expect(try state.service(calls: calls).consume(id).newStatus == .inProgress)
    let picture = state.store().picture
    #expect(picture.tickets.map(\.status) == [.inProgress])
    #expect(picture.resultProblems.map(\.reason) == [.salvaged, .illegalStep(from: .inProgress, to: .inProgress)])
  }

  @Test(arguments: [
    (ENOSPC, TicketServiceError.Code.diskFull), (EDQUOT, .diskFull), (EFBIG, .diskFull), (EIO, .unwritable),
    (EROFS, .unwritable),
  ])
  func aFailedWriteIsNotAcknowledgedAndTheNextOneSucceeds(_ number: CInt, _ code: TicketServiceError.Code) throws {
    let state = try TemporaryState()
    for shortBy in [0, 2, 50] {
      let isFirst = Mutex(true)
      // As a full disk does: first a part, then the error.
      let calls = SystemCalls(
        write: { log, bytes in
          let first = isFirst.withLock { first in
            defer { first = false }
            return first
          }
          if first, shortBy > 0 { return Glibc.write(log, bytes.baseAddress, bytes.count - shortBy) }
          errno = number
          return -1
        }, sync: SystemCalls.system.sync)
      let error = try #require(throws: TicketServiceError.self) {
        try state.service(calls: calls).submit(.reconcile("lost"))
      }
      #expect(error.code == code && error.errno == number)
      let receipt = try state.service().submit(.reconcile("kept"))
      #expect(try state.service().ticket(receipt.requestID).ticket.status == .open)
    }
  }

  @Test func nobodyIsToldThatNothingWasAppendedWhereOnlyTheLineBreakFoundNoRoom() throws {
    let state = try TemporaryState()
    let calls = SystemCalls(
      write: { log, bytes in
        if bytes.count > 1 { return Glibc.write(log, bytes.baseAddress, bytes.count - 1) }
        errno = ENOSPC
        return -1
      }, sync: SystemCalls.system.sync)
    let error = try #require(throws: TicketServiceError.self) {
      try state.service(calls: calls).submit(.reconcile("whole"))
    }
    #expect(error.code == .durabilityUnknown && error.errno == ENOSPC)
    _ = try state.service().submit(.reconcile("next"))
    #expect(state.store().picture.tickets.count == 2)
  }

  @Test func aFailedSyncIsNotAcknowledgedAndNotRepeated() throws {
    let state = try TemporaryState()
    let count = Mutex(0)
    let calls = SystemCalls(write: SystemCalls.system.write) { _ in
      count.withLock { $0 += 1 }
      errno = EIO
      return -1
    }
    let error = try #require(throws: TicketServiceError.self) {
      try state.service(calls: calls).submit(.reconcile("r"))
    }
    #expect(error.code == .durabilityUnknown && error.errno == EIO)
    #expect(count.withLock { $0 } == 1)
  }

  @Test func foldersWithoutTicketsAreUnwritable() throws {
    let state = try TemporaryState()
    rmdir(state.folder.ticketsPath)
    let error = try #require(throws: TicketServiceError.self) { try state.service().submit(.reconcile("r")) }
    #expect(error.code == .unwritable && error.errno == ENOENT)
  }
}

private func write(_ record: [UInt8], _ state: TemporaryState, _ calls: SystemCalls = .system) throws {
  try Appender(folder: state.folder, calls: calls).append(record, to: .requests).sync()
}
