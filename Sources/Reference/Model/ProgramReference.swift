/// All that can be typed at one program: what its man page and its completions are made from.
public struct ProgramReference: Hashable, Sendable {
  public let name: String
  /// In the order in which people are shown them; the bare program has no words.
  public let commands: [CommandReference]
  /// Options that every command takes.
  public let commonOptions: [OptionReference]

  public init(name: String, commands: [CommandReference], commonOptions: [OptionReference] = []) {
    self.name = name
    self.commands = commands
    self.commonOptions = commonOptions
  }
}
