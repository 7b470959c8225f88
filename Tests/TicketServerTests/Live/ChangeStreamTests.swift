import Testing
import TicketContract
import TicketCore

@testable import TicketServer

/// spec: api.md, `GET /api/tickets/stream`
struct ChangeStreamTests {
  fileprivate struct Event: Equatable {
    let name: String
    let id: String
    /// The last of those that are told at a time bears one.
    let mark: String?
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
      let mark = fields[""]?.split(separator: " ").last.map(String.init)
      return Event(
        name: name, id: try #require(fields["id"]), mark: mark, status: data.json?["current_status"]?.string)
    }
  }

  @Test func itBeginsWithItsPlaceAndTellsEachChange() throws {
    let world = APIWorld()
    _ = try world.service.submit(.reconcile("before"))
    #expect(world.api.streams.enter())
    let stream = ChangeStream(of: world.service, hub: world.api.streams, after: nil)
    let place = world.place
    #expect(stream.next() == .bytes(Array("retry: 1000\n: hello\nid: \(place)\n: mark \(place.mark)\n\n".utf8)))
    let id = try world.service.submit(.reconcile("new")).requestID
    _ = try world.service.consume(id)
    let told = try events(stream.next())
    #expect(told.map(\.status) == ["IN_PROGRESS", "IN_PROGRESS"])
    #expect(told.last?.id == world.place.description && told.last?.mark == world.place.mark)
    stream.close()
    #expect(world.api.streams.count == 0)
  }

  @Test func fromEveryPlaceExactlyTheRestIsTold() throws {
    let world = APIWorld()
    for number in 0..<3 {
      let id = try world.service.submit(.reconcile("r\(number)")).requestID
      _ = try world.service.consume(id)
    }
    func told(after place: String) throws -> [Event] {
      let place = try #require(EventID(place))
      let stream = ChangeStream(of: world.service, hub: world.api.streams, after: place)
      _ = stream.next()
      world.api.streams.notify()
      return try events(stream.next())
    }
    let all = try told(after: "0-0")
    #expect(all.count == 6)
    for (index, event) in all.dropLast().enumerated() {
      for place in [event.id, event.mark].compactMap({ $0 }) {
        #expect(try told(after: place).map(\.id).last == all.last?.id)
        #expect(try told(after: place).count == all.count - index - 1)
      }
    }
  }

  @Test func aLongPastIsToldInPartsAndWhole() throws {
    let world = APIWorld()
    let count = ChangeStream.reach + 10
    for number in 0..<count {
      _ = try world.service.consume(try world.service.submit(.reconcile("r\(number)")).requestID)
    }
    let stream = ChangeStream(of: world.service, hub: world.api.streams, after: EventID("0-0"))
    _ = stream.next()
    var told: [Event] = []
    while told.count < 2 * count { told += try events(stream.next()) }
    #expect(told.count == 2 * count)
    #expect(Set(told.map(\.id)).count == 2 * count)
    #expect(told.last?.id == world.place.description && told.last?.mark == world.place.mark)
  }

  @Test func longRowsAreToldAFewAtATime() throws {
    let world = APIWorld()
    for number in 0..<8 { try world.complete("r\(number)", message: String(repeating: "x", count: 100_000)) }
    let stream = ChangeStream(of: world.service, hub: world.api.streams, after: EventID("0-0"))
    _ = stream.next()
    var told: [Event] = []
    while told.count < 24 {
      let piece = stream.next()
      if case .bytes(let bytes) = piece { #expect(bytes.count < 400_000) }
      let events = try events(piece)
      // Whoever comes back behind a piece knows where.
      #expect(!events.isEmpty && events.last?.mark != nil)
      told += events
    }
    #expect(Set(told.map(\.id)).count == 24 && told.last?.mark == world.place.mark)
  }

  @Test func otherLogsAreToldAsAReload() throws {
    let (world, other) = (APIWorld(), APIWorld())
    _ = try world.service.submit(.reconcile("r"))
    let board = ExchangedBoard(world.service)
    let stream = ChangeStream(of: board, hub: world.api.streams, after: nil)
    _ = stream.next()
    board.exchange(for: other.service)
    #expect(try events(stream.next()) == [Event(name: "reload", id: "0-0", mark: "0-0", status: nil)])
  }

  /// The place of one server means nothing to another, though there are as many bytes.
  @Test func aPlaceInOtherLogsIsAnsweredByAReload() throws {
    let (world, other) = (APIWorld(), APIWorld())
    for service in [world.service, other.service] { _ = try service.submit(.reconcile("r")) }
    #expect(world.service.currentBoard.cursor == other.service.currentBoard.cursor)
    let stream = ChangeStream(of: other.service, hub: other.api.streams, after: world.place)
    #expect(try events(stream.next()) == [other.reload])
    _ = try other.service.submit(.reconcile("new"))
    #expect(try events(stream.next()).map(\.status) == ["OPEN"])
  }

  /// At once, and before anybody could resume at the board's place: what the client holds is of something else.
  @Test(
    arguments: [
      ["Last-Event-ID": "999999-0"], ["Last-Event-Mark": "999999-0-00c0ffee00c0ffee"],
      ["Last-Event-ID": "5-0", "Last-Event-Mark": "5-0-00c0ffee00c0ffee"], ["Last-Event-Mark": "0-0-00c0ffee00c0ffee"],
    ] as [HeaderList])
  func whatIsNoPlaceOfTheseLogsIsAnsweredByAReload(_ headers: HeaderList) throws {
    let world = APIWorld()
    _ = try world.service.submit(.reconcile("r"))
    let response = world.get("/api/tickets/stream", headers)
    guard response.status == .ok, case .stream(let stream) = response.body else {
      Issue.record("\(response.status)")
      return
    }
    defer { stream.close() }
    #expect(try events(stream.next()) == [world.reload])
  }

  @Test(arguments: ["x", "5", "5-", "-1-2", "a-b", "5-0-7"], ["Last-Event-ID", "Last-Event-Mark"])
  func whatIsNoPlaceAtAllIsRefused(_ place: String, _ name: String) {
    var headers: HeaderList = [:]
    headers.add(name, place)
    let response = APIWorld().get("/api/tickets/stream", headers)
    #expect(response.status == .badRequest && response.errorFields == [name])
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
    ("0-0", true), ("12-345", true), ("12-345-00c0ffee00c0ffee", true), ("-1-2", false), ("1", false), ("1-", false),
    ("a-b", false), ("1-2-3", false), ("01-2", false), ("1-2-00C0FFEE00C0FFEE", false), ("1-2-+0c0ffee00c0ffee", false),
    ("1-2-00c0ffee00c0ffee-", false),
  ])
  func placesAreTwoOffsetsAndADigest(_ text: String, _ isPlace: Bool) {
    #expect((EventID(text)?.mark == text) == isPlace)
  }
}

extension APIWorld {
  /// The place where the board stands.
  fileprivate var place: EventID {
    let board = service.currentBoard
    return EventID(board.cursor, of: service, board.generation)
  }

  fileprivate var reload: ChangeStreamTests.Event {
    ChangeStreamTests.Event(name: "reload", id: place.description, mark: place.mark, status: nil)
  }
}
