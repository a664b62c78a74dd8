// What the C++ twins share: reading the files that `Benchmarks prepare` wrote, CPU time, one line of
// JSON. Free of cleverness: a twin is what a careful C++ programmer would write in an afternoon.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <time.h>

struct Point {
  double x, y;
};

inline std::vector<char> read_bytes(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    std::exit(66);
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline std::vector<Point> read_points(const std::string &folder, const std::string &name) {
  const std::vector<char> bytes = read_bytes(folder + "/" + name + ".f64");
  const auto *points = reinterpret_cast<const Point *>(bytes.data());
  return {points, points + bytes.size() / sizeof(Point)};
}

inline double processor_seconds() {
  timespec time;
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) != 0) std::exit(70);
  return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

// Runs a job once to warm up and then `count` times; returns the CPU seconds of all but the first.
template <class Job> std::vector<double> measured(int count, Job job) {
  job();
  std::vector<double> seconds;
  for (int run = 0; run < count; ++run) {
    const double start = processor_seconds();
    job();
    seconds.push_back(processor_seconds() - start);
  }
  return seconds;
}

using Figures = std::vector<std::pair<const char *, double>>;

inline void report(const std::vector<double> &seconds, const Figures &figures) {
  std::printf("{\"seconds\": [");
  for (size_t i = 0; i < seconds.size(); ++i) std::printf("%s%.9f", i ? ", " : "", seconds[i]);
  std::printf("], \"figures\": {");
  for (size_t i = 0; i < figures.size(); ++i)
    std::printf("%s\"%s\": %.17g", i ? ", " : "", figures[i].first, figures[i].second);
  std::printf("}}\n");
}

inline int usage(const char *words) {
  std::fprintf(stderr, "usage: %s\n", words);
  return 64;
}
