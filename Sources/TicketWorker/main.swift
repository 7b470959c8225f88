import Glibc
import ProcessEvents

exit(WorkerProgram(arguments: ProcessArguments.words(), environment: .ofProcess()).run())
