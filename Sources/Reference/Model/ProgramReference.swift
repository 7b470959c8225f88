/// All that can be typed at one program: what its man page and its completions are made from.
public struct ProgramReference: Hashable, Sendable {
  let name: String
  /// In the order in which people are shown them; the bare program has no words.
  let commands: [CommandReference]
  /// Options that every command takes.
  let commonOptions: [OptionReference]

  /// `name` is what calls it.
  public init(name: String, commands: [CommandReference], commonOptions: [OptionReference] = []) {
    self.name = name
    self.commands = commands
    self.commonOptions = commonOptions
  }
}
