/// A program's page of section 1: its table of words, and what was written by hand around it.
public struct ManualPage: Hashable, Sendable {
  let program: ProgramReference
  let version: String
  /// What the program is, to follow its name; begins in lower case and has no full stop.
  let purpose: String
  /// What stands behind the synopsis.
  let description: [ManualSection.Block]
  /// What stands behind the options.
  let sections: [ManualSection]

  /// `purpose` is as NAME shows it; `sections` follow the options.
  public init(
    program: ProgramReference, version: String, purpose: String, description: [ManualSection.Block],
    sections: [ManualSection]
  ) {
    self.program = program
    self.version = version
    self.purpose = purpose
    self.description = description
    self.sections = sections
  }

  /// The page in roff's man macros, ASCII only; lines end with `\n`. Without a date, so that a version is always the
  /// same page.
  public var roff: String {
    """
    .TH \(Roff.argument(program.name.uppercased())) 1 "" \(Roff.argument("\(program.name) \(version)")) "User Commands"
    .ad l
    .nh
    .SH NAME
    \(Roff.text(program.name)) \\- \(Roff.text(purpose))
    .SH SYNOPSIS
    \(program.commands.map { "\(synopsis($0.usage))\n" }.joined(separator: ".br\n"))\
    \(ManualSection("DESCRIPTION", description).roff)\
    \(hasCommands ? ".SH COMMANDS\n" + program.commands.map(entry).joined() : "")\
    .SH OPTIONS
    \(options.map { ManualSection.Block.entry($0.usage, Self.sentence($0.summary)).roff }.joined())\
    \(sections.map(\.roff).joined())
    """
  }

  private static func sentence(_ summary: String) -> String {
    summary.prefix(1).uppercased() + summary.dropFirst() + "."
  }

  private var hasCommands: Bool { program.commands.count > 1 }

  /// A program of one command shows all of its options in one list.
  private var options: [OptionReference] {
    (hasCommands ? [] : program.commands.flatMap(\.options)) + program.commonOptions
  }

  /// Whoever reads it sees where one usage ends and the next begins by the bold name.
  private func synopsis(_ usage: String) -> String {
    Roff.bold(program.name) + Roff.text(String(usage.dropFirst(program.name.count)))
  }

  private func entry(_ command: CommandReference) -> String {
    let paragraphs = [Self.sentence(command.summary)] + command.details.split(separator: "\n").map(String.init)
    let options = command.options.map { ManualSection.Block.entry($0.usage, Self.sentence($0.summary)).roff }.joined()
    return ".TP\n" + Roff.bold(([program.name] + command.words).joined(separator: " ")) + "\n"
      + paragraphs.map { Roff.text($0) + "\n" }.joined(separator: ".IP\n")
      + (options.isEmpty ? "" : ".RS\n\(options).RE\n")
  }
}
