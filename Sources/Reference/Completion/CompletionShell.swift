/// A shell that can complete a program's words.
public enum CompletionShell: String, CaseIterable, Sendable {
  case bash, zsh, fish
}

extension ProgramReference {
  /// The script that teaches `shell` to complete this program's words; needs nothing but the shell.
  public func completion(for shell: CompletionShell) -> String {
    switch shell {
    case .bash: BashCompletion(program: self).script
    case .zsh: ZshCompletion(program: self).script
    case .fish: FishCompletion(program: self).script
    }
  }

  /// The program's name within names of functions.
  var identifier: String { name.map { $0 == "-" ? "_" : String($0) }.joined() }
}

extension String {
  /// As one word of a POSIX shell.
  var singleQuoted: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}
