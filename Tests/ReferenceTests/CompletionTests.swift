import Testing

@testable import Reference

/// What the scripts hold; that shells understand them is tried with the shells, in Tests/blackbox.
@Suite struct CompletionTests {
  @Test(arguments: CompletionShell.allCases)
  func aScriptHoldsEveryCommandOptionAndChoice(_ shell: CompletionShell) {
    let script = ProgramReference.sample.completion(for: shell)
    for node in ProgramReference.sample.nodes {
      for word in node.path { #expect(script.contains(word)) }
      for option in node.options {
        #expect(script.contains(shell == .fish ? "-l \(option.word.dropFirst(2)) " : option.word))
        if case .choice(let words) = option.value { #expect(script.contains(words.joined(separator: " "))) }
      }
    }
  }

  @Test(arguments: [
    (CompletionShell.zsh, #"'(--mode)--mode=[it'\''s \[how\]\: fast]:value:(FAST SLOW)'"#),
    (.zsh, "'*--tag=[a tag]:TAG: '"), (.zsh, "'(--once --twice)--once[once]'"),
    (.zsh, "'(--file)--file=[from a file]:FILE:_files'"), (.fish, #"-d 'it\'s [how]: fast'"#),
    (.fish, "-n '__sample_at add' -l file -r -F"), (.bash, "'add many') words='--mode --tag --once --twice --lang' ;;"),
  ])
  func optionsAreWrittenAsTheShellReadsThem(_ shell: CompletionShell, _ text: String) {
    #expect(ProgramReference.sample.completion(for: shell).contains(text))
  }
}
