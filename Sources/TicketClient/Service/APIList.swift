/// A list that a server sends element by element, and that may be too long to be held as one JSON text.
struct APIList: Hashable, Sendable {
  let path: String
  /// Under which the list stands in the answer.
  let key: String
  /// What people call it.
  let name: String

  static let board = APIList(path: "/api/tickets/latest", key: "rows", name: "board")
  static let problems = APIList(path: "/api/tickets/problems", key: "items", name: "list of problems")
}
