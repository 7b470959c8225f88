import Glibc
import ProcessEvents

exit(WorkerProgram(arguments: .ofProcess(), environment: .ofProcess()).run())
