/// Opens the board on the terminal and stays until the operator quits; the exit code.
func runConsole(_ options: ConsoleOptions) -> Int32 {
  Diagnostics(DescriptorSink(file: 2), ascii: options.ascii).say("this build has no screen")
  return ExitCode.failed.rawValue
}
