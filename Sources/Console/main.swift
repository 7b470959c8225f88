import Glibc
import ProcessEvents

exit(Program(arguments: .ofProcess(), environment: .ofProcess()).run())
