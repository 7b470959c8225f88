import Testing
import TicketContract
import TicketCore

@testable import TicketServer

/// spec: api.md, `GET /api/tickets/stream`
struct ChangeStreamTests {
  private struct Event: Equatable {
    let name: String
    let id: String
    let status: String?
  }

  private func events(_ piece: BodyPiece) throws -> [Event] {
    guard case .bytes(let bytes) = piece else { return [] }
    return try String(decoding: bytes, as: UTF8.self).split(separator: "\n\n").map(String.init).compactMap { block in
      var fields: [String: String] = [:]
      for line in block.split(separator: "\n") {
        let sides = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        fields[String(sides[0])] = sides[1].drop { $0 == " " }.description
      }
      guard let name = fields["event"] else { return nil }
      let data = Response(.ok, body: .bytes(Array(try #require(fields["data"]).utf8)))
      return Event(name: name, id: try #require(fields["id"]), status: data.json?["current_status"]?.string)
    }
  }

  @Test func itBeginsWithItsPlaceAndTellsEachChange() throws {
    let world = APIWorld()
    _ = try world.service.submit(.reconcile("before"))
    #expect(world.api.streams.enter())
    let stream = ChangeStream(of: world.service, hub: world.api.streams, after: nil)
    let place = EventID(world.service.currentBoard.cursor)
    #expect(stream.next() == .bytes(Array("retry: 1000\nid: \(place)\n: hello\n\n".utf8)))
    let id = try world.service.submit(.reconcile("new")).requestID
    _ = try world.service.consume(id)
    let told = try events(stream.next())
    #expect(told.map(\.status) == ["IN_PROGRESS", "IN_PROGRESS"])
    #expect(told.last?.id == EventID(world.service.currentBoard.cursor).description)
    stream.close()
    #expect(world.api.streams.count == 0)
  }

  @Test func fromEveryPlaceExactlyTheRestIsTold() throws {
    let world = APIWorld()
    for number in 0..<3 {
      let id = try world.service.submit(.reconcile("r\(number)")).requestID
      _ = try world.service.consume(id)
    }
    func told(after place: EventID) throws -> [Event] {
      let stream = ChangeStream(of: world.service, hub: world.api.streams, after: place)
      _ = stream.next()
      world.api.streams.notify()
      return try events(stream.next())
    }
    let all = try told(after: EventID(BoardCursor()))
    #expect(all.count == 6)
    for (index, event) in all.dropLast().enumerated() {
      #expect(try told(after: try #require(EventID(event.id))).map(\.id).last == all.last?.id)
      #expect(try told(after: try #require(EventID(event.id))).count == all.count - index - 1)
    }
  }

  @Test func aLongPastIsToldInPartsAndWhole() throws {
    let world = APIWorld()
    let count = ChangeStream.reach + 10
    for number in 0..<count {
      _ = try world.service.consume(try world.service.submit(.reconcile("r\(number)")).requestID)
    }
    let stream = ChangeStream(of: world.service, hub: world.api.streams, after: EventID(BoardCursor()))
    _ = stream.next()
    var told: [Event] = []
    while told.count < 2 * count { told += try events(stream.next()) }
    #expect(told.count == 2 * count)
    #expect(Set(told.map(\.id)).count == 2 * count)
    #expect(told.last?.id == EventID(world.service.currentBoard.cursor).description)
  }

  @Test func otherLogsAreToldAsAReload() throws {
    let (world, other) = (APIWorld(), APIWorld())
    _ = try world.service.submit(.reconcile("r"))
    let board = ExchangedBoard(world.service)
    let stream = ChangeStream(of: board, hub: world.api.streams, after: nil)
    _ = stream.next()
    board.exchange(for: other.service)
    #expect(try events(stream.next()) == [Event(name: "reload", id: "0-0", status: nil)])
    // A place behind the end is one of other logs too.
    let late = ChangeStream(of: other.service, hub: world.api.streams, after: EventID(BoardCursor(requests: 9)))
    _ = late.next()
    #expect(try events(late.next()).map(\.name) == ["reload"])
  }

  @Test func theEndOfTheServerEndsIt() {
    let world = APIWorld()
    let stream = ChangeStream(of: world.service, hub: world.api.streams, after: nil)
    _ = stream.next()
    onThreads(2) { thread in
      if thread == 0 { world.api.streams.end() } else { #expect(stream.next() == .end) }
    }
  }

  @Test(arguments: [
    ("0-0", true), ("12-345", true), ("-1-2", false), ("1", false), ("1-", false), ("a-b", false), ("1-2-3", false),
  ])
  func placesAreTwoOffsets(_ text: String, _ isPlace: Bool) {
    #expect((EventID(text)?.description == text) == isPlace)
    let response = APIWorld().get("/api/tickets/stream", ["Last-Event-ID": text])
    #expect((response.status == .ok) == isPlace)
    if case .stream(let stream) = response.body { stream.close() }
  }
}
