#include "COsmium.h"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

// libosmium keeps up to 20 compressed and 20 decoded blocks waiting, more than the roads themselves take;
// two are enough for one reader. Its queues are set by environment variables only, which it reads through
// a function that this macro leaves to us: other than with setenv, no other thread notices.
#define OSMIUM_TEST_RUNNER
namespace osmium::detail {
inline const char *getenv_wrapper(const char *name) noexcept {
  const char *value = std::getenv(name);
  if (value) return value;
  for (const char *queue : {"OSMIUM_MAX_INPUT_QUEUE_SIZE", "OSMIUM_MAX_OSMDATA_QUEUE_SIZE",
                            "OSMIUM_MAX_WORK_QUEUE_SIZE"}) {
    if (std::strcmp(name, queue) == 0) return "2";
  }
  return nullptr;
}
} // namespace osmium::detail

#include <osmium/io/any_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/osm.hpp>
#include <osmium/version.hpp>

struct AmbitOSMReader {
  int what = 0;
  std::unique_ptr<osmium::io::Reader> reader;
  osmium::memory::Buffer buffer;
  std::string error;
  std::string timestamp;
  std::vector<AmbitOSMNode> nodes;
  std::vector<AmbitOSMTaggedNode> tagged_nodes;
  std::vector<AmbitOSMWay> ways;
  std::vector<int64_t> references;
  std::vector<AmbitOSMRelation> relations;
  std::vector<AmbitOSMMember> members;
  size_t seen_ways = 0;

  void clear() {
    nodes.clear();
    tagged_nodes.clear();
    ways.clear();
    references.clear();
    relations.clear();
    members.clear();
    seen_ways = 0;
  }

  static AmbitOSMTags tags_of(const osmium::OSMObject &object) {
    const auto &tags = object.tags();
    if (tags.empty()) return {nullptr, 0};
    // The strings follow the list's own head.
    return {reinterpret_cast<const char *>(tags.data()) + sizeof(osmium::TagList),
            tags.byte_size() - sizeof(osmium::TagList)};
  }

  void take(const osmium::Node &node) {
    if ((what & AMBIT_OSM_POSITIONS) && node.location().valid()) {
      nodes.push_back({node.id(), node.location().y(), node.location().x()});
    }
    if ((what & AMBIT_OSM_NODE_TAGS) && !node.tags().empty() &&
        (node.tags().has_key("barrier") || node.tags().has_key("highway"))) {
      tagged_nodes.push_back({node.id(), tags_of(node)});
    }
  }

  void take(const osmium::Way &way) {
    ++seen_ways;
    if (!way.tags().has_key("highway") && !way.tags().has_tag("route", "ferry")) return;
    const size_t first = references.size();
    for (const auto &reference : way.nodes()) references.push_back(reference.ref());
    ways.push_back({way.id(), tags_of(way), first, references.size() - first});
  }

  void take(const osmium::Relation &relation) {
    const char *type = relation.tags().get_value_by_key("type", "");
    // "restriction:hgv" and the like are about other vehicles.
    static const char *const ours[] = {"restriction", "restriction:emergency",
                                       "restriction:motorcar", "restriction:motor_vehicle",
                                       "restriction:vehicle"};
    bool is_ours = false;
    for (const char *name : ours) is_ours = is_ours || std::strcmp(type, name) == 0;
    if (!is_ours) return;
    const size_t first = members.size();
    for (const auto &member : relation.members()) {
      members.push_back(
          {osmium::item_type_to_char(member.type()), member.ref(), member.role()});
    }
    relations.push_back({relation.id(), tags_of(relation), first, members.size() - first});
  }

  void take(osmium::memory::Buffer &&next) {
    clear();
    buffer = std::move(next);
    for (const auto &item : buffer) {
      switch (item.type()) {
      case osmium::item_type::node: take(static_cast<const osmium::Node &>(item)); break;
      case osmium::item_type::way: take(static_cast<const osmium::Way &>(item)); break;
      case osmium::item_type::relation:
        take(static_cast<const osmium::Relation &>(item));
        break;
      default: break;
      }
    }
  }
};

namespace {

// Runs what may throw; false, with the reason kept, where it did.
template <typename Body> bool guarded(AmbitOSMReader *reader, Body body) {
  try {
    body();
    return true;
  } catch (const std::exception &exception) {
    reader->error = exception.what();
    if (reader->error.empty()) reader->error = "unknown error";
  } catch (...) {
    reader->error = "unknown error";
  }
  return false;
}

// Large pieces go back to the system as they are freed: by default glibc keeps more and more of them,
// and an import's peak is then what all its stages ever held. Who sets the variable has the last word.
void return_freed_memory() {
#ifdef __GLIBC__
  if (!std::getenv("MALLOC_MMAP_THRESHOLD_")) mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

} // namespace

AmbitOSMReader *ambit_osm_open(const char *path, int what) {
  AmbitOSMReader *reader = nullptr;
  try {
    reader = new AmbitOSMReader;
  } catch (...) {
    return nullptr;
  }
  reader->what = what;
  return_freed_memory();
  guarded(reader, [&] {
    auto kinds = osmium::osm_entity_bits::nothing;
    if (what & (AMBIT_OSM_POSITIONS | AMBIT_OSM_NODE_TAGS)) kinds |= osmium::osm_entity_bits::node;
    if (what & AMBIT_OSM_WAYS) kinds |= osmium::osm_entity_bits::way;
    if (what & AMBIT_OSM_RESTRICTIONS) kinds |= osmium::osm_entity_bits::relation;
    reader->reader = std::make_unique<osmium::io::Reader>(
        osmium::io::File{path}, kinds, osmium::io::read_meta::no);
    const auto header = reader->reader->header();
    reader->timestamp = header.get("osmosis_replication_timestamp");
    if (reader->timestamp.empty()) reader->timestamp = header.get("timestamp");
  });
  return reader;
}

int ambit_osm_next(AmbitOSMReader *reader, AmbitOSMBlock *block) {
  *block = AmbitOSMBlock{};
  if (!reader->error.empty() || !reader->reader) return -1;
  bool is_end = false;
  const bool is_read = guarded(reader, [&] {
    auto next = reader->reader->read();
    if (next) {
      reader->take(std::move(next));
    } else {
      is_end = true;
      reader->reader->close();
    }
  });
  if (!is_read) return -1;
  if (is_end) return 0;
  block->nodes = reader->nodes.data();
  block->node_count = reader->nodes.size();
  block->tagged_nodes = reader->tagged_nodes.data();
  block->tagged_node_count = reader->tagged_nodes.size();
  block->ways = reader->ways.data();
  block->way_count = reader->ways.size();
  block->references = reader->references.data();
  block->relations = reader->relations.data();
  block->relation_count = reader->relations.size();
  block->members = reader->members.data();
  block->seen_way_count = reader->seen_ways;
  return 1;
}

const char *ambit_osm_error(const AmbitOSMReader *reader) { return reader->error.c_str(); }

const char *ambit_osm_timestamp(const AmbitOSMReader *reader) {
  return reader->timestamp.c_str();
}

size_t ambit_osm_offset(const AmbitOSMReader *reader) {
  try {
    return reader->reader ? reader->reader->offset() : 0;
  } catch (...) {
    return 0;
  }
}

void ambit_osm_close(AmbitOSMReader *reader) {
  // A reader that is closed early may still have an error to tell; nobody is left to hear it.
  guarded(reader, [&] { reader->reader.reset(); });
  delete reader;
}

const char *ambit_osm_version(void) { return LIBOSMIUM_VERSION_STRING; }
