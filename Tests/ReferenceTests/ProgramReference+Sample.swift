import Reference

extension ProgramReference {
  /// A program with everything that a program may have.
  static let sample = ProgramReference(
    name: "sample",
    commands: [
      CommandReference(words: [], options: [], usage: "sample", summary: "nothing"),
      CommandReference(
        words: ["add"], options: [OptionReference("--file", .file("FILE"), "from a file")], usage: "sample add",
        summary: "add one"),
      CommandReference(
        words: ["add", "many"],
        options: [
          OptionReference("--mode", .choice(["FAST", "SLOW"]), "it's [how]: fast"),
          OptionReference("--tag", .text("TAG"), repeats: true, "a tag"),
          OptionReference("--once", .none, "once"), OptionReference("--twice", .none, "twice"),
        ], alternatives: ["--once", "--twice"], usage: "sample add many --mode FAST|SLOW", summary: "add many"),
      CommandReference(words: ["help"], operand: .command, options: [], usage: "sample help", summary: "help"),
    ],
    commonOptions: [OptionReference("--lang", .text("LANG"), "the language")])
}
