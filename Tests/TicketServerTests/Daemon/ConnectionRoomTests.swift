import Testing

@testable import TicketServer

struct ConnectionRoomTests {
  /// 32 descriptors are the server's own; each connection has its socket and a file to look its answer up in.
  @Test(arguments: [
    (0, nil), (34, nil), (35, nil), (36, 2), (40, 4), (64, 16), (1_024, 496), (1_055, 511), (1_056, 512),
    (1_048_576, 512),
  ])
  func thereAreAsManyConnectionsAsDescriptorsFor(_ descriptors: Int, _ connections: Int?) {
    let room = ConnectionRoom(most: 512, descriptors: descriptors)
    #expect(room?.connections == connections)
    #expect(room.map { $0.eachAddress == min(400, $0.connections) } ?? true)
  }

  @Test func streamsTakeHalfOfThem() {
    #expect(ConnectionRoom(most: 512, descriptors: 2_000)?.streams == 256)
    #expect(ConnectionRoom(most: 512, descriptors: 36)?.streams == 1)
  }
}
