import DataImport
import Testing

@Suite struct StandardFileTests {
}
