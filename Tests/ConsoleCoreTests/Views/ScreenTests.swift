import ConsoleCore
import TicketCore
import Testing

@Suite struct ScreenTests {
  private static let sizes = [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)]

  private func expect(_ scene: Scene, _ language: Language, _ size: Size, asciiOnly: Bool = false) {
    let world = ScreenWorld(language, columns: size.columns, rows: size.rows, asciiOnly: asciiOnly)
    scene.play(world)
    let suffix = asciiOnly ? "-ascii" : ""
    expectGolden(
      world.frame, named: "\(scene.name)-\(language.rawValue)-\(size.columns)x\(size.rows)\(suffix)")
  }

  @Test(arguments: Scene.all, Language.allCases)
  func `a screen is as reviewed`(_ scene: Scene, _ language: Language) {
    for size in Self.sizes { expect(scene, language, size) }
  }

  @Test(arguments: [Scene.board, Scene.layers[0]])
  func `ASCII alone draws the same screen`(_ scene: Scene) {
    expect(scene, .english, Size(columns: 120, rows: 40), asciiOnly: true)
  }

  @Test(arguments: Language.allCases)
  func `the smallest screen shows all that is needed`(_ language: Language) {
    for scene in [Scene.board] + Scene.layers + Scene.filters { expect(scene, language, Size(columns: 40, rows: 10)) }
  }

  @Test(
    arguments: Language.allCases, [Size(columns: 39, rows: 24), Size(columns: 80, rows: 9), Size(columns: 7, rows: 3)])
  func `a screen that is too small says so`(_ language: Language, _ size: Size) {
    expect(Scene("too-small") { $0.fill() }, language, size)
  }

  @Test(arguments: Scene.all, Language.allCases)
  func `no symbol is drawn that some terminals take for wide`(_ scene: Scene, _ language: Language) {
    let world = ScreenWorld(language)
    scene.play(world)
    for scalar in world.frame.text.unicodeScalars where !scalar.isASCII {
      #expect((0xAC00...0xD7A3).contains(scalar.value) || (0x2500...0x257F).contains(scalar.value), "\(scalar)")
    }
  }

  @Test func `one second of an idle console changes only what time changes`() {
    let world = ScreenWorld()
    world.fill()
    let before = world.frame
    world.wait(seconds: 1)
    let after = world.frame
    let changed = (0..<before.size.rows).filter { before.row($0) != after.row($0) }
    #expect(changed.contains(0))
    for row in changed {
      #expect(before.rowText(row).filter { !$0.isNumber } == after.rowText(row).filter { !$0.isNumber })
    }
  }
}
