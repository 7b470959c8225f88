/// A result in the numbers of its board: on its way to its ticket, or waiting for the request.
struct WaitingResult: Sendable {
  let status: TicketStatus
  let processor: UInt32
  let processedAt: Int64
  let zone: PackedZone
  let place: RecordPlace

  init(status: TicketStatus, processor: UInt32, processedAt: Int64, zone: PackedZone, place: RecordPlace) {
    self.status = status
    self.processor = processor
    self.processedAt = processedAt
    self.zone = zone
    self.place = place
  }

  init(_ result: RecordBatch.Result, place: RecordPlace, processor: UInt32) {
    status = result.status
    self.processor = processor
    processedAt = result.processedAt
    zone = result.zone
    self.place = place
  }
}
