import TicketCore

extension TicketAPI {
  /// `GET /api/tickets/latest`: the board now. A short one is answered whole, a long one is streamed.
  func latest(_ request: Request) -> Response {
    do {
      let query = try BoardQuery(request.target)
      return try SteadyReading.of { () throws(TicketServiceError) in
        // Reads what is new, so that a caller finds what it wrote; no row is asked for.
        _ = try service.board(BoardQuery(limit: 0))
        return try board(query, unless: request.headers.all("If-None-Match"))
      }
    } catch let error as ValidationErrors {
      return Response(error.all)
    } catch let error as TicketServiceError {
      return Response(error)
    } catch {
      return Response(.internalServerError, failure: "The board could not be read.")
    }
  }

  private func board(_ query: BoardQuery, unless known: [String]) throws(TicketServiceError) -> Response {
    let tag = board.withBoard { BoardTag($0) }
    // The tag alone tells the rows of one query: it stands for the board, and the query stands in the address.
    let headers: HeaderList = ["Content-Type": Response.jsonType, "Cache-Control": "no-cache", "ETag": tag.text]
    if tag.isAmong(known) { return Response(.notModified, headers: headers) }
    let asof = clock.now().at(offset)
    if let rows = recentRows.rows(of: query, at: tag) {
      return Response(.ok, headers: headers, body: .bytes(rows.enveloped(asof: asof)))
    }
    let stream = try BoardStream(query, of: board, asof: asof)
    guard let rows = stream.shortRows else { return Response(.ok, headers: headers, body: .stream(stream)) }
    recentRows.keep(rows, of: query)
    return Response(.ok, headers: headers, body: .bytes(rows.enveloped(asof: asof)))
  }

  /// `GET /api/tickets/{id}`, or `/api/tickets/id/{id}`: the row, and the records that made it.
  func ticket(_ id: String) -> Response {
    do throws(TicketServiceError) {
      guard let id = Ticket.ID(id) else { throw TicketServiceError(.notFound, context: "\"\"") }
      let ticket = try service.ticket(id)
      let history = JSONValue.array(ticket.records.map(\.placed))
      guard case .object(let members) = ticket.row.json else { return Response(.ok, json: ticket.row.json) }
      return Response(.ok, json: .object(members + [JSONValue.Member("history", history)]))
    } catch {
      return Response(error)
    }
  }
}

extension StoredRecord {
  /// The record and where it stands.
  fileprivate var placed: JSONValue {
    [
      "file": .string(file.rawValue), "line": .integer(place.line), "offset": .integer(place.offset), "record": json,
    ]
  }
}
