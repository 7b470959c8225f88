import Glibc

/// What the system calls an error number.
func systemText(_ number: CInt) -> String { String(cString: strerror(number)) }
