/// Which keys do what on one kind of screen. Footer, help, palette and README are made from these tables.
public struct KeyTable: Sendable {
  /// A command with its keys; the first one is the one that is shown.
  public struct Binding: Sendable {
    /// What they do.
    public let command: ConsoleCommand
    /// All that do it; never none.
    public let keys: [Key]
    /// Whether the footer has it, in the table's order.
    public let inFooter: Bool

    init(_ command: ConsoleCommand, _ keys: Key..., inFooter: Bool = false) {
      self.command = command
      self.keys = keys
      self.inFooter = inFooter
    }
  }

  /// In the order in which the footer names them.
  public let bindings: [Binding]
  private let commands: [Key: ConsoleCommand]

  init(_ bindings: [Binding]) {
    self.bindings = bindings
    commands = Dictionary(
      bindings.flatMap { binding in binding.keys.map { ($0, binding.command) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// What a key does here; nil if nothing.
  public func command(for key: Key) -> ConsoleCommand? { commands[key] }

  /// The keys that do it here; none if it has no key.
  public func keys(of command: ConsoleCommand) -> [Key] { bindings.first { $0.command == command }?.keys ?? [] }
}

extension KeyTable {
  /// The board: the widest table, which help and README list.
  public static let board = KeyTable([
    Binding(.newTicket, "n", inFooter: true),
    Binding(.newReconcile, .function(2)),
    Binding(.newReports, .function(3)),
    Binding(.newAcknowledge, .function(4)),
    Binding(.open, .enter, inFooter: true),
    Binding(.filter, "/", .function(8), inFooter: true),
    Binding(.consume, "c"),
    Binding(.completeDone, "D"),
    Binding(.completeFailed, "X"),
    Binding(.copyID, "y"),
    Binding(.copyRecord, "Y"),
    Binding(.toggleWorker, "w", .function(5), inFooter: true),
    Binding(.follow, "f", .function(6), inFooter: true),
    Binding(.pause, "p", .function(7), inFooter: true),
    Binding(.problems, "!", .function(9), inFooter: true),
    Binding(.messages, "@", inFooter: true),
    Binding(.palette, ":", inFooter: true),
    Binding(.help, "?", .function(1), inFooter: true),
    Binding(.quit, "q", inFooter: true),
    Binding(.quitAnywhere, .control("c")),
    Binding(.suspend, .control("z")),
    Binding(.repaint, .control("l")),
    Binding(.back, .escape),
    Binding(.up, .up, "k"),
    Binding(.down, .down, "j"),
    Binding(.previousColumn, .left, "h", .backTab),
    Binding(.nextColumn, .right, "l", .tab),
    Binding(.columnOpen, "1"),
    Binding(.columnInProgress, "2"),
    Binding(.columnDone, "3"),
    Binding(.columnFailed, "4"),
    Binding(.first, "g", .home),
    Binding(.last, "G", .end),
    Binding(.pageUp, .pageUp, .control("u")),
    Binding(.pageDown, .pageDown, .control("d")),
    Binding(.nextTrouble, "."),
  ])

  /// Problems and messages.
  public static let list = KeyTable(moving + console + leaving)

  /// An opened ticket: a list of what can be done to it.
  public static let detail = KeyTable(
    [
      Binding(.open, .enter, inFooter: true),
      Binding(.consume, "c"),
      Binding(.completeDone, "D"),
      Binding(.completeFailed, "X"),
      Binding(.copyID, "y"),
      Binding(.copyRecord, "Y"),
    ] + moving + console + leaving)

  private static let moving = [
    Binding(.up, .up, "k"),
    Binding(.down, .down, "j"),
    Binding(.first, "g", .home),
    Binding(.last, "G", .end),
    Binding(.pageDown, .pageDown, .control("d"), " ", inFooter: true),
    Binding(.pageUp, .pageUp, .control("u"), "b", inFooter: true),
  ]

  /// What works wherever letters are no text.
  private static let console = [
    Binding(.toggleWorker, "w", .function(5)),
    Binding(.problems, "!", .function(9)),
    Binding(.messages, "@"),
    Binding(.palette, ":"),
    Binding(.help, "?", .function(1), inFooter: true),
  ]

  private static let leaving = [
    Binding(.back, .escape, "q", .left, "h", inFooter: true)
  ]

  /// What `n` opens: the type is the next key, or is chosen from the list.
  public static let newTicket = KeyTable(
    [
      Binding(.newReconcile, "r", .function(2), inFooter: true),
      Binding(.newReports, "p", .function(3), inFooter: true),
      Binding(.newAcknowledge, "a", .function(4), inFooter: true),
    ] + console + [
      Binding(.open, .enter, inFooter: true),
      Binding(.back, .escape, "q", "n", inFooter: true),
      Binding(.up, .up, "k"),
      Binding(.down, .down, "j"),
    ])

  /// The line in which a filter is typed.
  public static let filter = KeyTable([
    Binding(.up, .up, inFooter: true),
    Binding(.down, .down),
    Binding(.pageUp, .pageUp),
    Binding(.pageDown, .pageDown),
    Binding(.open, .enter, inFooter: true),
    Binding(.back, .escape, inFooter: true),
  ])

  /// Where text is typed: only what is no text.
  public static let typing = KeyTable([
    Binding(.open, .enter, inFooter: true),
    Binding(.back, .escape, inFooter: true),
    Binding(.up, .up, .backTab),
    Binding(.down, .down, .tab),
    Binding(.pageUp, .pageUp),
    Binding(.pageDown, .pageDown),
  ])
}

extension Key: ExpressibleByUnicodeScalarLiteral {
  /// `"q"` is the key q.
  public init(unicodeScalarLiteral scalar: Unicode.Scalar) { self = .character(Character(scalar)) }
}
