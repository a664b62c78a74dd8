// Circles, their union and its area by GEOS's C interface.
//
//   circles buffer FOLDER SEGMENTS REPETITIONS   GEOS's own buffers around the centres, their area
//   circles union  FOLDER SEGMENTS REPETITIONS   polygons from the rings our circles have, their
//                                                union, its area
//   circles locate FOLDER SEGMENTS REPETITIONS   each point against the prepared union
#include "twin.hpp"

#include <geos_c.h>

namespace {

constexpr double radius = 3500;

void check(bool is_good, const char *what) {
  if (is_good) return;
  std::fprintf(stderr, "%s failed\n", what);
  std::exit(70);
}

double area(GEOSContextHandle_t geos, const GEOSGeometry *shape) {
  double value = 0;
  check(GEOSArea_r(geos, shape, &value) == 1, "GEOSArea_r");
  return value;
}

GEOSGeometry *collection(GEOSContextHandle_t geos, std::vector<GEOSGeometry *> &parts) {
  auto *all =
      GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, parts.data(), unsigned(parts.size()));
  check(all != nullptr, "GEOSGeom_createCollection_r");
  return all;
}

GEOSGeometry *polygons(GEOSContextHandle_t geos, const std::vector<Point> &rings, int segments) {
  std::vector<GEOSGeometry *> parts;
  const size_t length = size_t(segments) + 1;
  for (size_t start = 0; start < rings.size(); start += length) {
    auto *sequence =
        GEOSCoordSeq_copyFromBuffer_r(geos, &rings[start].x, unsigned(length), 0, 0);
    auto *shell = GEOSGeom_createLinearRing_r(geos, sequence);
    parts.push_back(GEOSGeom_createPolygon_r(geos, shell, nullptr, 0));
    check(parts.back() != nullptr, "GEOSGeom_createPolygon_r");
  }
  return collection(geos, parts);
}

} // namespace

int main(int argc, char **argv) {
  const std::string job = argc == 5 ? argv[1] : "";
  if (job != "buffer" && job != "union" && job != "locate")
    return usage("circles buffer|union|locate FOLDER SEGMENTS REPETITIONS");
  const std::string folder = argv[2];
  const int segments = std::atoi(argv[3]), count = std::atoi(argv[4]);
  GEOSContextHandle_t geos = GEOS_init_r();

  if (job == "buffer") {
    const std::vector<Point> centers = read_points(folder, "centers");
    double value = 0;
    const auto seconds = measured(count, [&] {
      std::vector<GEOSGeometry *> parts;
      for (const Point &center : centers) {
        auto *point = GEOSGeom_createPointFromXY_r(geos, center.x, center.y);
        parts.push_back(GEOSBuffer_r(geos, point, radius, segments / 4));
        check(parts.back() != nullptr, "GEOSBuffer_r");
        GEOSGeom_destroy_r(geos, point);
      }
      auto *all = collection(geos, parts);
      value = area(geos, all);
      GEOSGeom_destroy_r(geos, all);
    });
    report(seconds, {{"area", value}});
  } else if (job == "union") {
    const std::vector<Point> rings = read_points(folder, "rings-" + std::to_string(segments));
    double value = 0;
    const auto seconds = measured(count, [&] {
      auto *all = polygons(geos, rings, segments);
      auto *whole = GEOSUnaryUnion_r(geos, all);
      check(whole != nullptr, "GEOSUnaryUnion_r");
      value = area(geos, whole);
      GEOSGeom_destroy_r(geos, whole);
      GEOSGeom_destroy_r(geos, all);
    });
    report(seconds, {{"area", value}});
  } else {
    const std::vector<Point> points = read_points(folder, "points");
    const std::vector<char> bytes =
        read_bytes(folder + "/union-" + std::to_string(segments) + ".wkb");
    auto *reader = GEOSWKBReader_create_r(geos);
    auto *shape = GEOSWKBReader_read_r(
        geos, reader, reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size());
    check(shape != nullptr, "GEOSWKBReader_read_r");
    GEOSWKBReader_destroy_r(geos, reader);
    double covered = 0;
    const auto seconds = measured(count, [&] {
      std::vector<char> result(points.size());
      const auto *prepared = GEOSPrepare_r(geos, shape);
      for (size_t i = 0; i < points.size(); ++i) {
        auto *point = GEOSGeom_createPointFromXY_r(geos, points[i].x, points[i].y);
        result[i] = GEOSPreparedContains_r(geos, prepared, point);
        GEOSGeom_destroy_r(geos, point);
      }
      GEOSPreparedGeom_destroy_r(geos, prepared);
      covered = 0;
      for (const char is_inside : result) covered += is_inside;
    });
    report(seconds, {{"covered", covered}});
    GEOSGeom_destroy_r(geos, shape);
  }
  GEOS_finish_r(geos);
}
