import ConsoleCore
import Glibc
import ProcessEvents
import TicketCore
import TicketLog

/// One run of the program.
struct Program {
  let arguments: ProcessArguments
  let environment: Environment

  /// The exit code; everything was said and written by then.
  func run() -> Int32 {
    StandardFiles.secure()
    ProcessSetup.ignoreWriteSignals()
    switch Invocation.parse(arguments.words, garbled: arguments.garbled, environment) {
    case .success(let invocation):
      if invocation.command == .console, OutputTerminal.of(STDOUT_FILENO).isTerminal {
        return runConsole(invocation.options).rawValue
      }
      let context = context(invocation.options)
      return context.finish(context.run(invocation.command)).rawValue
    case .failure(let error):
      var options = ConsoleOptions()
      options.chosenLanguage = Invocation.language(of: arguments.words, environment)
      let context = context(options)
      return context.finish(context.explain(error)).rawValue
    }
  }

  private func context(_ options: ConsoleOptions) -> CommandContext {
    CommandContext(
      options: options, environment: environment, output: Output(DescriptorSink(file: STDOUT_FILENO)),
      diagnostics: Diagnostics(DescriptorSink(file: STDERR_FILENO), ascii: options.ascii),
      terminal: OutputTerminal.of(STDOUT_FILENO), clock: SystemClock())
  }
}

extension CommandContext {
  /// Says what is wrong with the words, and how it is right.
  func explain(_ error: UsageError) -> ExitCode {
    if let spec = error.spec, spec.name.answersInJSON {
      _ = give(Answer(error, in: language))
    } else {
      diagnostics.say(error.sentence(in: language))
    }
    let call = error.spec?.call ?? "tickets"
    diagnostics.put(
      TerminalText(language.pick("See: \(call) --help", "도움말: \(call) --help")))
    return .wrongWords
  }

  /// Empties the output; what could not be written makes any command a failure.
  func finish(_ code: ExitCode) -> ExitCode {
    output.flush()
    guard let failure = output.failure else { return code }
    // A reader that has enough, such as head, needs no sentence.
    if failure.errno != EPIPE {
      diagnostics.say(
        language.pick("Standard output cannot be written", "표준 출력에 쓸 수 없습니다") + SystemReason.text(failure.errno) + ".")
    }
    return .failed
  }
}
