import Testing
import TicketContract
import TicketCore

@testable import TicketServer

/// spec: api.md, `GET /api/tickets/latest`
struct LatestTests {
  private func world(tickets: Int) throws -> APIWorld {
    let world = APIWorld()
    for number in 0..<tickets { _ = try world.service.submit(.acknowledge("m\(number)")) }
    return world
  }

  private func messages(_ response: Response) -> [String]? { messages(response.json) }

  private func messages(_ json: JSONValue?) -> [String]? {
    guard case .array(let rows)? = json?["rows"] else { return nil }
    return rows.compactMap { $0["payload"]?["message_id"]?.string }
  }

  @Test(arguments: [0, 1, 128, 129, 300]) func shortAndLongBoardsAreTheSameEnvelope(_ count: Int) throws {
    let response = try world(tickets: count).get("/api/tickets/latest")
    let json = response.json
    #expect(json?.keys == ["status", "schema", "asof", "row_count", "rows", "error"])
    #expect(json?["row_count"] == .integer(count))
    #expect(messages(json) == (0..<count).reversed().map { "m\($0)" })
    if case .stream = response.body { #expect(count > 128) } else { #expect(count <= 128) }
  }

  @Test func longRowsAreSentAFewAtATime() throws {
    let world = APIWorld()
    for number in 0..<20 { try world.complete("m\(number)", message: String(repeating: "x", count: 100_000)) }
    let response = world.get("/api/tickets/latest?limit=15")
    guard case .stream(let stream) = response.body else {
      Issue.record("all at once")
      return
    }
    var all: [UInt8] = []
    while case .bytes(let bytes) = stream.next() {
      #expect(bytes.count < 400_000)
      all += bytes
    }
    #expect(messages(Response(.ok, body: .bytes(all))) == (5..<20).reversed().map { "m\($0)" })
  }

  @Test func rowsAreKeptWhereTheyAreFewBytesTogether() throws {
    let recent = RecentRows()
    let tag = try world(tickets: 1).service.withBoard { BoardTag($0) }
    func keep(_ size: Int, _ limit: Int) {
      recent.keep(
        BoardRows(tag: tag, count: limit, bytes: Array(repeating: 0x20, count: size)), of: BoardQuery(limit: limit))
    }
    func kept() -> [Int] { (1...4).filter { recent.rows(of: BoardQuery(limit: $0), at: tag) != nil } }
    keep(1 << 19, 1)
    keep(1 << 19, 2)
    #expect(kept() == [1, 2])
    keep(1, 3)
    #expect(kept() == [2, 3])
    keep(1 << 20 + 1, 4)
    #expect(kept() == [2, 3])
  }

  @Test func aLimitedQueryIsInItsOrder() throws {
    let world = try world(tickets: 5)
    #expect(messages(world.get("/api/tickets/latest?limit=2")) == ["m4", "m3"])
    #expect(messages(world.get("/api/tickets/latest?limit=2&order=asc")) == ["m0", "m1"])
  }

  @Test func changedAtOrAfterIsSeenByTheLastRecord() throws {
    let world = try world(tickets: 2)
    world.clock.advance(seconds: 10)
    let id = try #require(world.service.board(BoardQuery(order: .oldestFirst)).first?.ticket.id)
    _ = try world.service.consume(id)
    #expect(messages(world.get("/api/tickets/latest?since=2026-01-03T05:20:10Z")) == ["m0"])
    #expect(messages(world.get("/api/tickets/latest?since=2026-01-03T14:20:10+09:00")) == ["m0"])
    #expect(messages(world.get("/api/tickets/latest?since=2026-01-03T05:20:11Z")) == [])
  }

  @Test func allThatIsWrongWithAQueryIsSaidAtOnce() {
    let response = APIWorld().get("/api/tickets/latest?status=open&type=x&limit=a&order=b&since=c")
    #expect(response.status == .badRequest)
    #expect(response.errorFields == ["status", "type", "limit", "order", "since"])
  }

  @Test func whoKnowsTheBoardIsToldSo() throws {
    let world = try world(tickets: 1)
    let tag = try #require(world.get("/api/tickets/latest").headers.single("ETag"))
    for known in [tag, "\"x\", \(tag)", String(tag.dropFirst(2)), "*"] {
      #expect(world.get("/api/tickets/latest", ["If-None-Match": known]).status == .notModified)
    }
    #expect(world.get("/api/tickets/latest", ["If-None-Match": "\"x\""]).status == .ok)
    _ = try world.service.submit(.acknowledge("new"))
    #expect(world.get("/api/tickets/latest", ["If-None-Match": tag]).status == .ok)
  }

  @Test func aBoardThatWasMadeAnewBreaksALongAnswerOff() throws {
    let world = try world(tickets: 300)
    let other = try self.world(tickets: 300)
    let board = ExchangedBoard(world.service)
    let stream = try BoardStream(BoardQuery(), of: board, asof: world.clock.now())
    if case .bytes = stream.next() {} else { Issue.record("no beginning") }
    board.exchange(for: other.service)
    #expect(stream.next() == .broken)
  }
}
