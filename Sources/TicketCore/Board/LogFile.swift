/// One of the two logs (contracts: Ticket Request V1, 4; Ticket Result V1, 4).
public enum LogFile: String, CaseIterable, Sendable {
  case requests = "ticket_requests.jsonl"
  case results = "ticket_results.jsonl"
}
