import CGDAL
import FoundationEssentials
import Glibc
import ResponseModel
import Synchronization

/// How GDAL gets at the archives: by functions that it calls with the name of a file, or with what
/// opening it gave.
extension UnpackedArchive {
  private static let known = Mutex<[String: UnpackedArchive]>([:])

  /// Makes the archive known to GDAL until `forget`.
  ///
  /// - Returns: the path to open; `nil` where GDAL takes no file systems from outside.
  func publish(as name: String, _ gdal: AmbitGDAL) -> String? {
    guard Self.isInstalled else { return nil }
    Self.known.withLock { $0[name] = self }
    return "\(Self.folder)\(name)"
  }

  static func forget(_ path: String) {
    known.withLock { $0[FileName.last(of: path)] = nil }
  }

  private static func find(_ name: UnsafePointer<CChar>?) -> UnpackedArchive? {
    // GDAL leaves out the folder that it knows the plugin by.
    name.flatMap { name in known.withLock { $0[FileName.last(of: String(cString: name))] } }
  }

  private static func handle(_ pointer: UnsafeMutableRawPointer?) -> Handle? {
    pointer.map { Unmanaged<Handle>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Tells GDAL of the folder, once.
  private static let isInstalled: Bool = {
    guard let gdal = ambit_gdal()?.pointee,
      let plugin = gdal.VSIAllocFilesystemPluginCallbacksStruct()
    else { return false }
    // GDAL copies it.
    defer { gdal.VSIFreeFilesystemPluginCallbacksStruct(plugin) }
    plugin.pointee.stat = { _, name, status, _ in
      guard let archive = find(name), let status else { return -1 }
      ambit_gdal_describe_file(status, archive.count)
      return 0
    }
    plugin.pointee.open = { _, name, _ in
      guard let archive = find(name), let gdal = ambit_gdal()?.pointee else { return nil }
      return Unmanaged.passRetained(Handle(archive, gdal)).toOpaque()
    }
    plugin.pointee.tell = { file in vsi_l_offset(handle(file)?.offset ?? 0) }
    plugin.pointee.seek = { file, offset, origin in
      guard let handle = handle(file) else { return -1 }
      let offset = Int(truncatingIfNeeded: offset)
      switch origin {
      case SEEK_SET: handle.seek(to: offset)
      case SEEK_CUR: handle.seek(by: offset)
      default: handle.seekToEnd()
      }
      return 0
    }
    plugin.pointee.read = { file, buffer, size, count in
      guard let handle = handle(file), size > 0, count > 0 else { return 0 }
      return handle.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
        / size
    }
    plugin.pointee.eof = { file in handle(file)?.isAtEnd == true ? 1 : 0 }
    plugin.pointee.close = { file in
      if let file { Unmanaged<Handle>.fromOpaque(file).release() }
      return 0
    }
    // It keeps the pointer, which is therefore that of a constant.
    let prefix = UnsafeRawPointer(folder.utf8Start).assumingMemoryBound(to: CChar.self)
    return gdal.VSIInstallPluginHandler(prefix, plugin) == 0
  }()
}
