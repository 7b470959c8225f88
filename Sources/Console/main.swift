import Glibc
import ProcessEvents

exit(Program(arguments: ProcessArguments.words(), environment: .ofProcess()).run())
