import ConsoleCore
import Testing

@Test func printScreens() {
  for (language, columns, rows) in [(TicketCore.Language.korean, 120, 40), (.english, 80, 24), (.korean, 60, 20)] {
    let world = ScreenWorld(language, columns: columns, rows: rows)
    world.fill()
    print(world.frame.text)
    world.press(.down, .enter)
    print(world.frame.text)
    world.press(.escape, "?")
    print(world.frame.text)
    world.press(.escape, ":")
    print(world.frame.text)
    world.press(.escape, "2", "D")
    print(world.frame.text)
    world.press(.escape, "n")
    print(world.frame.text)
    #expect(world.frame.size.columns == columns)
  }
}
import TicketCore
