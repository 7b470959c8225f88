public import TicketCore

/// What a form shows but does not know by itself.
public struct FormNotes: Hashable, Sendable {
  /// A ticket that asks for the same and is still OPEN.
  public struct Duplicate: Hashable, Sendable {
    /// Shown by its beginning.
    public let id: Ticket.ID
    /// How long it has waited, as the board says it: `3m`.
    public let age: String

    /// A ticket and the age to show with it.
    public init(id: Ticket.ID, age: String) {
      self.id = id
      self.age = age
    }
  }

  /// What the form speaks; the ticket is the same in both.
  public var language: Language
  /// Pointed out in this order; they do not keep the form from being sent.
  public var duplicates: [Duplicate]

  /// Without duplicates unless given.
  public init(language: Language, duplicates: [Duplicate] = []) {
    self.language = language
    self.duplicates = duplicates
  }
}
