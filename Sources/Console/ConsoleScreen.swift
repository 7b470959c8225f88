import CLinux
import ConsoleCore
import Glibc
import TicketCore
import TicketLog

/// Opens the board on the terminal and stays until the operator quits; the exit code.
func runConsole(_ options: ConsoleOptions) -> Int32 {
  cl_use_one_heap()
  let diagnostics = Diagnostics(DescriptorSink(file: STDERR_FILENO), ascii: options.ascii)
  do {
    let lastWords = try stay(options)
    for word in lastWords { diagnostics.say(word.sentence) }
    return (lastWords.allSatisfy(\.isDone) ? ExitCode.done : .failed).rawValue
  } catch let error as TerminalError {
    diagnostics.say(error.sentence(in: options.language))
  } catch let error as TicketServiceError {
    diagnostics.say(error.sentence(in: options.language))
  } catch let error as APITokenError {
    diagnostics.say(error.sentence(in: options.language))
  } catch {
    diagnostics.say("\(error)")
  }
  return ExitCode.failed.rawValue
}

/// The terminal is the shell's again when it returns.
private func stay(_ options: ConsoleOptions) throws -> [LastWord] {
  var session = try ConsoleSession(options)
  return try session.run()
}
