public import TicketCore

/// What does not change while the console runs.
public struct ConsoleSettings: Hashable, Sendable {
  /// What the screens speak.
  public let language: Language
  /// The offset of the clock and of times that are written.
  public let offset: UTCOffset
  /// What boxes are drawn with.
  public let borders: Borders
  /// Whether everything is drawn in ASCII (`--ascii`).
  public let asciiOnly: Bool
  /// The state folder, as the head names it.
  public let folder: String
  /// Whether the tickets are a server's, on which workers of other machines may be at work.
  public let isOverAPI: Bool
  /// Whether this is the demo, which the head says.
  public let isDemo: Bool
  /// This process: tells its worker's lock from another's. nil: any lock is another's.
  public let pid: Int?

  /// Settings for Korean time and a terminal that draws lines, unless said otherwise.
  public init(
    language: Language, offset: UTCOffset = .korea, borders: Borders = .lines, asciiOnly: Bool = false, folder: String,
    isOverAPI: Bool = false, isDemo: Bool = false, pid: Int? = nil
  ) {
    self.language = language
    self.offset = offset
    self.borders = borders
    self.asciiOnly = asciiOnly
    self.folder = folder
    self.isOverAPI = isOverAPI
    self.isDemo = isDemo
    self.pid = pid
  }

  var words: Words { Words(language) }
}
