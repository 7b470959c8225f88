/// Text that was typed and is not known to have been written.
enum HeldText: Hashable {
  /// It was sent, and may be.
  case unknown
  case form
  /// Of a step that ends a ticket.
  case message
}
