/// A result in the numbers of its board: on its way to its ticket, or waiting for the request.
struct WaitingResult: Sendable {
  let status: TicketStatus
  let processor: UInt32
  let processedAt: Int64
  let zone: PackedZone
  let place: RecordPlace

  init(_ result: RecordBatch.Result, place: RecordPlace, processor: UInt32) {
    status = result.status
    self.processor = processor
    processedAt = result.processedAt
    zone = result.zone
    self.place = place
  }
}
