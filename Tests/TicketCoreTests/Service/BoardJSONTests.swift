import Testing
import TicketContract
import TicketCore

/// spec: tickets.md, "The board"
struct BoardJSONTests {
  @Test func rowsAreWrappedAsCallersExpect() throws {
    let clock = SettableClock()
    let service = InMemoryTicketService(clock: clock)
    let id = try service.submit(.acknowledge("push_1")).requestID
    let board = JSONValue.board(rows: try service.board(BoardQuery()), asof: clock.now().at(.korea))
    #expect(
      JSONWriter.text(board) == """
        {"status": "ready", "schema": "TICKETS_BOARD_V1", "asof": "2026-01-03T14:20:00.000000+09:00", "row_count": 1, \
        "rows": [{"request_id": "\(id)", "requested_at": "2026-01-03T14:20:00.000000+09:00", \
        "request_type": "ACKNOWLEDGE", "payload": {"message_id": "push_1"}, "trace_id": null, \
        "current_status": "OPEN", "last_message": "", "last_processed_at": null}], "error": null}
        """)
  }
}
