// The distance test in C++: a uniform grid over the centres, cells as wide as the radius.
//
//   distance nearest FOLDER REPETITIONS   the nearest centre within the radius, as ours
//   distance covered FOLDER REPETITIONS   only whether there is one, stopping at the first
#include "twin.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace {

constexpr double radius = 3500;

struct Grid {
  double min_x, min_y, inverse;
  int columns, rows;
  std::vector<int32_t> starts, ids;
  std::vector<double> xs, ys;

  Grid(const std::vector<Point> &centers, double cell) : inverse(1 / cell) {
    double max_x = centers[0].x, max_y = centers[0].y;
    min_x = max_x;
    min_y = max_y;
    for (const Point &p : centers) {
      min_x = std::min(min_x, p.x);
      max_x = std::max(max_x, p.x);
      min_y = std::min(min_y, p.y);
      max_y = std::max(max_y, p.y);
    }
    columns = int((max_x - min_x) * inverse) + 1;
    rows = int((max_y - min_y) * inverse) + 1;
    starts.assign(size_t(columns) * rows + 1, 0);
    const auto cell_of = [&](const Point &p) {
      return size_t((p.y - min_y) * inverse) * columns + size_t((p.x - min_x) * inverse);
    };
    for (const Point &p : centers) ++starts[cell_of(p) + 1];
    for (size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    std::vector<int32_t> next(starts.begin(), starts.end() - 1);
    ids.resize(centers.size());
    xs.resize(centers.size());
    ys.resize(centers.size());
    for (size_t i = 0; i < centers.size(); ++i) {
      const int32_t entry = next[cell_of(centers[i])]++;
      ids[entry] = int32_t(i);
      xs[entry] = centers[i].x;
      ys[entry] = centers[i].y;
    }
  }

  // Calls `visit` with the range of entries of each of the three lines of cells around a point,
  // until it returns true.
  template <class Visit> void around(const Point &p, Visit visit) const {
    const double column = std::floor((p.x - min_x) * inverse);
    const double row = std::floor((p.y - min_y) * inverse);
    if (column < -1 || row < -1 || column > columns || row > rows) return;
    const int first = std::max(int(column) - 1, 0);
    const int last = std::min(int(column) + 1, columns - 1);
    const int bottom = std::max(int(row) - 1, 0);
    const int top = std::min(int(row) + 1, rows - 1);
    for (int line = bottom; line <= top; ++line) {
      const size_t base = size_t(line) * columns;
      if (visit(starts[base + first], starts[base + last + 1])) return;
    }
  }

  int32_t nearest(const Point &p, double limit) const {
    double best = std::nextafter(limit, INFINITY);
    int32_t found = -1;
    around(p, [&](int32_t from, int32_t to) {
      for (int32_t entry = from; entry < to; ++entry) {
        const double dx = xs[entry] - p.x, dy = ys[entry] - p.y;
        const double square = dx * dx + dy * dy;
        if (square < best || (square == best && ids[entry] < found)) {
          best = square;
          found = ids[entry];
        }
      }
      return false;
    });
    return found;
  }

  bool covers(const Point &p, double limit) const {
    bool covered = false;
    around(p, [&](int32_t from, int32_t to) {
      for (int32_t entry = from; entry < to; ++entry) {
        const double dx = xs[entry] - p.x, dy = ys[entry] - p.y;
        if (dx * dx + dy * dy <= limit) return covered = true;
      }
      return false;
    });
    return covered;
  }
};

} // namespace

int main(int argc, char **argv) {
  const std::string job = argc == 4 ? argv[1] : "";
  if (job != "nearest" && job != "covered")
    return usage("distance nearest|covered FOLDER REPETITIONS");
  const std::vector<Point> centers = read_points(argv[2], "centers");
  const std::vector<Point> points = read_points(argv[2], "points");
  const int count = std::atoi(argv[3]);
  const double limit = radius * radius;
  if (job == "nearest") {
    std::vector<int32_t> result;
    const auto seconds = measured(count, [&] {
      const Grid grid(centers, radius);
      result = std::vector<int32_t>(points.size());
      for (size_t i = 0; i < points.size(); ++i) result[i] = grid.nearest(points[i], limit);
    });
    double covered = 0, sum = 0;
    for (const int32_t id : result)
      if (id >= 0) covered += 1, sum += id;
    report(seconds, {{"covered", covered}, {"sum", sum}});
  } else {
    std::vector<uint8_t> result;
    const auto seconds = measured(count, [&] {
      const Grid grid(centers, radius);
      result = std::vector<uint8_t>(points.size());
      for (size_t i = 0; i < points.size(); ++i) result[i] = grid.covers(points[i], limit);
    });
    double covered = 0;
    for (const uint8_t is_covered : result) covered += is_covered;
    report(seconds, {{"covered", covered}});
  }
}
