import TicketCore

/// The same thing said in both languages.
struct Wording: Hashable, Sendable {
  let english: String
  let korean: String

  init(_ english: String, _ korean: String) {
    self.english = english
    self.korean = korean
  }

  func `in`(_ language: Language) -> String { language.pick(english, korean) }
}
