public import ResponseModel

public typealias ReportLanguage = Language

/// What templates see. `Any` is what Mustache renders; it stays within one call.
extension ReportDocument {
  func context(css: String) -> [String: Any] {
    var number = 0
    let sections = sections.map { section -> [String: Any] in
      if section.isNumbered { number += 1 }
      let heading =
        section.isNumbered
        ? ReportNumerals.heading(number, section.title, language) : section.title
      return [
        "id": section.id, "heading": heading, "title": section.title,
        "starts_page": section.startsPage,
        "blocks": section.blocks.map { $0.context },
      ]
    }
    return [
      "kind": kind, "lang": language == .zh ? "zh-CN" : "en", "language": language.rawValue,
      "title": title, "subtitle": subtitle, "mark": mark, "generator": generator,
      "created": created, "date": date, "css": css,
      "cover": cover.map { ["label": $0.label, "text": $0.text.html] as [String: Any] },
      "warning": warning.map { [["text": $0.html] as [String: Any]] } ?? [],
      "contents_title": language == .zh ? "目　录" : "Contents",
      "sections": sections,
      // By name too, for templates that pick and order them.
      "section_named": Dictionary(
        sections.compactMap { section in (section["id"] as? String).map { ($0, section as Any) } },
        uniquingKeysWith: { first, _ in first }),
    ]
  }
}

extension ReportBlock {
  fileprivate var context: [String: Any] {
    func texts(_ texts: [ReportText]) -> [[String: Any]] { texts.map { ["text": $0.html] } }
    switch self {
    case .paragraph(let text): return ["paragraph": ["text": text.html]]
    case .heading(let text): return ["level2": ["text": text]]
    case .subheading(let text): return ["level3": ["text": text]]
    case .note(let text): return ["note": ["text": text.html]]
    case .list(let items, let isFine):
      return ["list": ["items": texts(items), "class": isFine ? "fine" : ""] as [String: Any]]
    case .missing(let title, let needs):
      return ["missing": ["title": title, "items": texts(needs)] as [String: Any]]
    case .tiles(let tiles):
      let items = tiles.map { ["figure": $0.figure.html, "label": $0.label] as [String: Any] }
      return ["tiles": ["items": items]]
    case .figure(let svg, let caption, let ownPage):
      return [
        "figure": ["svg": svg, "caption": caption, "class": ownPage ? "page" : "inline"]
          as [String: Any]
      ]
    case .table(let table): return ["table": table.context]
    case .html(let text): return ["html": ["text": text]]
    }
  }
}

extension ReportTable {
  fileprivate var context: [String: Any] {
    let shares = widthShares
    let classes = cellClasses(shares)
    return [
      "caption": caption,
      "class": [isSetSmall ? "small" : "", isKept ? "kept" : ""].filter { !$0.isEmpty }
        .joined(separator: " "),
      "columns": columns.indices.map { index in
        [
          "title": columns[index].title, "head": headHTML(index, share: shares[index]),
          "class": columns[index].kind.rawValue,
          "width": NumberText.fixed(shares[index] * 100, decimals: 2),
        ] as [String: Any]
      },
      "rows": rows.enumerated().map { index, row in
        [
          "class": hasTotal && index == rows.count - 1 ? "sum" : "",
          "cells": zip(row, classes).map { cell, name in
            ["text": cell.html, "class": name] as [String: Any]
          },
        ] as [String: Any]
      },
    ]
  }
}

/// Numbers of headings as GB/T 9704-2012 has them: 一、（一）1.
enum ReportNumerals {
  private static let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// 1 to 99.
  static func chinese(_ number: Int) -> String {
    guard (1...99).contains(number) else { return String(number) }
    let (tens, units) = number.quotientAndRemainder(dividingBy: 10)
    let head = tens == 0 ? "" : tens == 1 ? "十" : digits[tens] + "十"
    return head + (units == 0 ? "" : digits[units])
  }

  static func heading(_ number: Int, _ title: String, _ language: Language) -> String {
    language == .zh ? "\(chinese(number))、\(title)" : "\(number). \(title)"
  }

  static func subheading(_ number: Int, _ title: String, _ language: Language) -> String {
    language == .zh ? "（\(chinese(number))）\(title)" : "(\(number)) \(title)"
  }
}
