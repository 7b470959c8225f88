import Glibc

exit(WorkerProgram(arguments: Array(CommandLine.arguments.dropFirst()), environment: .ofProcess()).run())
