import Foundation
import GRDB
import ResponseModel
import Testing

@testable import Store

@Suite(.serialized) struct SharingTests {
  @Test func `Two programs that write and one that reads lose nothing`() throws {
    let folder = try StoreFolder()
    let path = try folder.store(with: ServiceData())
    let times = 25
    let running = try [
      Stress.start("append", path, "a", "\(times)"), Stress.start("append", path, "b", "\(times)"),
      Stress.start("read", path, "\(times)"),
    ]
    for program in running {
      let ran = try program.end()
      #expect(ran.code == 0, "\(ran.errors)")
    }
    let store = try ServiceStore(readingFrom: path)
    #expect(Set(try store.load().stations.map(\.code)).count == 2 * times)
    #expect(try store.auditTrail().count == 2 * times)
    #expect(try StoreCheck(of: path).issues.isEmpty)
    #expect(try folder.names() == ["store.gpkg"])
  }

  @Test func `A writer that waits too long says who is in the way and changes nothing`() throws {
    let folder = try StoreFolder()
    let path = try folder.store(with: ServiceData())
    let other = try DatabaseQueue(path: path)
    try other.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      let store = try ServiceStore(writingTo: path, patience: 0.2)
      let error = #expect(throws: StoreError.self) {
        try store.apply([.stations([])], note: ServiceSketch.note())
      }
      #expect(error?.message.en.contains("another program is writing") == true)
      // Who only reads is let through.
      _ = try ServiceStore(readingFrom: path).load()
      try database.execute(sql: "ROLLBACK")
    }
  }

  @Test func `A backup is whole while others write`() throws {
    let folder = try StoreFolder()
    let path = try folder.store(with: ServiceData())
    let writer = try Stress.start("append", path, "a", "40")
    for index in 0..<5 {
      let copy = folder.path("copy-\(index).gpkg")
      try ServiceStore.backup(path, to: copy)
      #expect(try !StoreCheck(of: copy).isDamaged)
      let store = try ServiceStore(readingFrom: copy)
      #expect(try store.load().stations.count == store.auditTrail().count)
    }
    #expect(try writer.end().code == 0)
  }

  @Test func `A backup never takes the place of a file that is there, nor of the store`() throws {
    let folder = try StoreFolder()
    let path = try folder.store(with: ServiceSketch.full())
    let before = try bytes(of: path)
    try Data("mine".utf8).write(to: URL(filePath: folder.path("a.gpkg")))
    for (name, replacing) in [("a.gpkg", false), ("store.gpkg", true)] {
      let error = #expect(throws: StoreError.self) {
        try ServiceStore.backup(path, to: folder.path(name), replacing: replacing)
      }
      #expect(error?.code == .alreadyExists)
    }
    #expect(try bytes(of: path) == before)
    #expect(try bytes(of: folder.path("a.gpkg")) == Data("mine".utf8))
    try ServiceStore.backup(path, to: folder.path("a.gpkg"), replacing: true)
    #expect(try ServiceStore(readingFrom: folder.path("a.gpkg")).load() == ServiceSketch.full())
    #expect(throws: StoreError.self) {
      try ServiceStore.backup(path, to: folder.path("no/such/folder.gpkg"))
    }
    #expect(try folder.names() == ["a.gpkg", "store.gpkg"])
  }
}
