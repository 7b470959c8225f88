import Glibc

/// How many connections there are descriptors for. At its end libmicrohttpd would ask for one more again and again.
struct ConnectionRoom: Hashable, Sendable {
  /// With fewer descriptors nothing is served.
  static let fewestDescriptors = own + 2 * eachConnection
  /// For all that is no connection: logs, guard, lock, signals.
  private static let own = 32
  /// Its socket, and a file that its answer is looked up in.
  private static let eachConnection = 2

  let connections: Int
  /// Of them, for one address.
  let eachAddress: Int
  /// Of them, for streams that never end: who forgets to close them leaves room for others.
  var streams: Int { (connections + 1) / 2 }

  /// As many of `most` as `descriptors` let in; nil for too few.
  init?(most: Int, descriptors: Int) {
    guard descriptors >= Self.fewestDescriptors else { return nil }
    connections = min(most, (descriptors - Self.own) / Self.eachConnection)
    eachAddress = min(400, connections)
  }

  /// Lets this process have as many descriptors as `most` connections of `listener` need, if the system allows.
  static func ofThisProcess(most: Int, for listener: Listener) throws(ServerError) -> ConnectionRoom {
    var files = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
    let needed = rlim_t(own + most * eachConnection)
    if files.rlim_cur < needed {
      files.rlim_cur = min(files.rlim_max, needed)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
      // What counts is what was granted.
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
    }
    guard let room = ConnectionRoom(most: most, descriptors: Int(clamping: files.rlim_cur)) else {
      throw ServerError(.tooFewDescriptors, context: listener.description)
    }
    return room
  }
}
