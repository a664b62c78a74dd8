// Twins of the searches on roads: Dijkstra's algorithm as a careful C++ programmer would write it,
// with a radix heap, a 4-ary heap or buckets, heads and times of arcs side by side. Reads the file that
// `RoadBenchmarks` writes.
#include "twin.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>

namespace {

constexpr uint32_t unreachable = UINT32_MAX;

struct Arc {
  uint32_t head, milliseconds;
};

struct Roads {
  std::vector<uint32_t> first;
  std::vector<Arc> arcs;
  std::vector<uint32_t> origins, destinations;
};

Roads read_roads(const std::string &path) {
  const std::vector<char> bytes = read_bytes(path);
  const auto *word = reinterpret_cast<const uint32_t *>(bytes.data());
  const uint32_t nodes = word[0], arcs = word[1], origins = word[2], destinations = word[3];
  word += 4;
  Roads roads;
  roads.first.assign(word, word + nodes + 1);
  word += nodes + 1;
  roads.arcs.resize(arcs);
  for (uint32_t i = 0; i < arcs; ++i) roads.arcs[i] = {word[i], word[arcs + i]};
  word += 2 * size_t(arcs);
  roads.origins.assign(word, word + origins);
  roads.destinations.assign(word + origins, word + origins + destinations);
  return roads;
}

// R. K. Ahuja et al., Faster algorithms for the shortest path problem, J. ACM 37 (1990), in its
// simplest form: a bucket for each highest bit in which a key differs from the last one taken out.
class RadixHeap {
public:
  void clear() {
    for (auto &bucket : buckets) bucket.clear();
    last = 0;
    size = 0;
  }
  bool empty() const { return size == 0; }
  void push(uint32_t key, uint32_t value) {
    buckets[bucket_of(key)].push_back({key, value});
    ++size;
  }
  std::pair<uint32_t, uint32_t> pop() {
    if (buckets[0].empty()) {
      int i = 1;
      while (buckets[i].empty()) ++i;
      uint32_t least = UINT32_MAX;
      for (const auto &entry : buckets[i]) least = std::min(least, entry.first);
      last = least;
      for (const auto &entry : buckets[i]) buckets[bucket_of(entry.first)].push_back(entry);
      buckets[i].clear();
    }
    const auto entry = buckets[0].back();
    buckets[0].pop_back();
    --size;
    return entry;
  }

private:
  int bucket_of(uint32_t key) const { return key == last ? 0 : 32 - __builtin_clz(key ^ last); }
  std::vector<std::pair<uint32_t, uint32_t>> buckets[33];
  uint32_t last = 0;
  size_t size = 0;
};

// Keys of time and node in one word, four children a node.
class QuadHeap {
public:
  void clear() { heap.clear(); }
  bool empty() const { return heap.empty(); }
  void push(uint32_t key, uint32_t value) {
    const uint64_t word = uint64_t(key) << 32 | value;
    size_t place = heap.size();
    heap.push_back(word);
    while (place > 0 && word < heap[(place - 1) / 4]) {
      heap[place] = heap[(place - 1) / 4];
      place = (place - 1) / 4;
    }
    heap[place] = word;
  }
  std::pair<uint32_t, uint32_t> pop() {
    const uint64_t least = heap.front(), word = heap.back();
    heap.pop_back();
    if (!heap.empty()) {
      size_t place = 0;
      for (;;) {
        const size_t start = 4 * place + 1, end = std::min(start + 4, heap.size());
        if (start >= end) break;
        size_t child = start;
        for (size_t other = start + 1; other < end; ++other)
          if (heap[other] < heap[child]) child = other;
        if (heap[child] >= word) break;
        heap[place] = heap[child];
        place = child;
      }
      heap[place] = word;
    }
    return {uint32_t(least >> 32), uint32_t(least)};
  }

private:
  std::vector<uint64_t> heap;
};

// The same queue as ours: buckets of a power of two in width, entries in linked lists.
class BucketQueue {
public:
  void clear() {
    std::fill(buckets.begin(), buckets.end(), none);
    entries.clear();
    free = none;
    current = 0;
    size = 0;
  }
  bool empty() const { return size == 0; }
  void push(uint32_t key, uint32_t value) {
    uint32_t entry = free;
    if (entry != none) {
      free = entries[entry].next;
    } else {
      entry = uint32_t(entries.size());
      entries.push_back({});
    }
    uint32_t &bucket = buckets[(key >> shift) & (buckets.size() - 1)];
    entries[entry] = {key, value, bucket};
    bucket = entry;
    ++size;
  }
  std::pair<uint32_t, uint32_t> pop() {
    while (buckets[current & (buckets.size() - 1)] == none) ++current;
    uint32_t &bucket = buckets[current & (buckets.size() - 1)];
    const uint32_t index = bucket;
    const Entry entry = entries[index];
    bucket = entry.next;
    entries[index].next = free;
    free = index;
    --size;
    return {entry.key, entry.value};
  }

private:
  struct Entry {
    uint32_t key, value, next;
  };
  static constexpr uint32_t none = UINT32_MAX;
  // 1 s wide and 17 minutes round: wider than any arc of the network measured on.
  static constexpr uint32_t shift = 10;
  std::vector<uint32_t> buckets = std::vector<uint32_t>(1024, none);
  std::vector<Entry> entries;
  uint32_t free = none, current = 0;
  size_t size = 0;
};

template <class Heap> class Dijkstra {
public:
  explicit Dijkstra(const Roads &roads)
      : roads(roads), times(roads.first.size() - 1, unreachable) {}

  void run(uint32_t origin, uint32_t limit) {
    for (const uint32_t node : touched) times[node] = unreachable;
    touched.clear();
    heap.clear();
    times[origin] = 0;
    touched.push_back(origin);
    heap.push(0, origin);
    const uint32_t *first = roads.first.data();
    const Arc *arcs = roads.arcs.data();
    while (!heap.empty()) {
      const auto [time, node] = heap.pop();
      if (time != times[node]) continue;
      for (uint32_t i = first[node]; i < first[node + 1]; ++i) {
        const Arc arc = arcs[i];
        // A closed arc: the sum would wrap around.
        if (arc.milliseconds >= 1u << 30) continue;
        const uint32_t later = time + arc.milliseconds;
        const uint32_t known = times[arc.head];
        if (later >= known || later > limit) continue;
        if (known == unreachable) touched.push_back(arc.head);
        times[arc.head] = later;
        heap.push(later, arc.head);
      }
    }
  }

  // The nearest of the origins for every node, and which one it is.
  void nearest(std::vector<uint32_t> &sources) {
    std::fill(times.begin(), times.end(), unreachable);
    sources.assign(times.size(), unreachable);
    heap.clear();
    for (uint32_t i = 0; i < roads.origins.size(); ++i) {
      if (times[roads.origins[i]] == 0) continue;
      times[roads.origins[i]] = 0;
      sources[roads.origins[i]] = i;
      heap.push(0, roads.origins[i]);
    }
    while (!heap.empty()) {
      const auto [time, node] = heap.pop();
      if (time != times[node]) continue;
      for (uint32_t i = roads.first[node]; i < roads.first[node + 1]; ++i) {
        const Arc arc = roads.arcs[i];
        // A closed arc: the sum would wrap around.
        if (arc.milliseconds >= 1u << 30) continue;
        const uint32_t later = time + arc.milliseconds;
        if (later >= times[arc.head]) continue;
        times[arc.head] = later;
        sources[arc.head] = sources[node];
        heap.push(later, arc.head);
      }
    }
  }

  const Roads &roads;
  std::vector<uint32_t> times;

private:
  std::vector<uint32_t> touched;
  Heap heap;
};

Figures figures(const uint32_t *times, size_t count) {
  double reached = 0, sum = 0;
  for (size_t i = 0; i < count; ++i) {
    if (times[i] == unreachable) continue;
    ++reached;
    sum += times[i];
  }
  return {{"reached", reached}, {"sum", sum}};
}

template <class Heap> int run(const std::string &job, const Roads &roads, uint32_t limit, int count) {
  if (job == "nearest") {
    Dijkstra<Heap> search(roads);
    std::vector<uint32_t> sources;
    const auto seconds = measured(count, [&] { search.nearest(sources); });
    report(seconds, figures(search.times.data(), search.times.size()));
    return 0;
  }
  const bool to_all = job == "all";
  const size_t origins = to_all ? std::min<size_t>(16, roads.origins.size()) : roads.origins.size();
  const size_t columns = to_all ? roads.first.size() - 1 : roads.destinations.size();
  // A new matrix each time, as ours, made while the last one is still there: its pages count. Every
  // number in it is written below.
  std::unique_ptr<uint32_t[]> matrix;
  auto seconds = measured(count, [&] {
    Dijkstra<Heap> search(roads);
    std::unique_ptr<uint32_t[]> made(new uint32_t[origins * columns]);
    for (size_t row = 0; row < origins; ++row) {
      search.run(roads.origins[row], limit);
      uint32_t *out = made.get() + row * columns;
      if (to_all) {
        std::memcpy(out, search.times.data(), columns * sizeof(uint32_t));
      } else {
        for (size_t i = 0; i < columns; ++i) out[i] = search.times[roads.destinations[i]];
      }
    }
    matrix = std::move(made);
  });
  if (to_all)
    for (double &time : seconds) time /= double(origins);
  report(seconds, figures(matrix.get(), origins * columns));
  return 0;
}

} // namespace

int main(int argc, char **argv) {
  const char *words = "roads matrix|all|nearest FILE radix|quad|buckets LIMIT_MS REPETITIONS";
  if (argc != 6) return usage(words);
  const std::string job = argv[1], heap = argv[3];
  const Roads roads = read_roads(argv[2]);
  const auto limit = uint32_t(std::min(std::strtoul(argv[4], nullptr, 10), (1ul << 30) - 1));
  const int count = std::atoi(argv[5]);
  if (job != "matrix" && job != "all" && job != "nearest") return usage(words);
  if (heap == "radix") return run<RadixHeap>(job, roads, limit, count);
  if (heap == "buckets") return run<BucketQueue>(job, roads, limit, count);
  if (heap == "quad") return run<QuadHeap>(job, roads, limit, count);
  return usage(words);
}
