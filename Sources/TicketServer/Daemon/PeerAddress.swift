import CMicroHTTPD
import Glibc

/// Addresses as text, without their ports.
enum PeerAddress {
  /// `127.0.0.1`, `::1`; `local` for who comes by a Unix socket.
  static func text(of address: UnsafePointer<sockaddr>?) -> String {
    guard let address else { return "local" }
    let size: Int
    switch CInt(address.pointee.sa_family) {
    case AF_INET: size = MemoryLayout<sockaddr_in>.size
    case AF_INET6: size = MemoryLayout<sockaddr_in6>.size
    default: return "local"
    }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { room in
      guard let start = room.baseAddress,
        getnameinfo(address, socklen_t(size), start, socklen_t(room.count), nil, 0, NI_NUMERICHOST) == 0
      else { return "?" }
      return String(cString: start)
    }
  }

  /// Those that this machine can be reached by, and its name.
  static func ofThisMachine() -> [String] {
    var names: [String] = []
    var list: UnsafeMutablePointer<ifaddrs>?
    if getifaddrs(&list) == 0 {
      var next = list
      while let entry = next {
        if let address = entry.pointee.ifa_addr, [AF_INET, AF_INET6].contains(CInt(address.pointee.sa_family)) {
          names.append(text(of: address))
        }
        next = entry.pointee.ifa_next
      }
      freeifaddrs(list)
    }
    var name = [CChar](repeating: 0, count: 256)
    if gethostname(&name, name.count - 1) == 0 {
      names.append(String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    return names
  }
}
