#ifndef AMBIT_COSMIUM_H
#define AMBIT_COSMIUM_H

// libosmium is C++ and speaks in exceptions; this is what of it Ambit needs, in C. Nothing is decided
// here but what cannot be a road: tags go to the caller as they are.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What to read; add them up.
enum {
  AMBIT_OSM_POSITIONS = 1,   ///< every node's position
  AMBIT_OSM_NODE_TAGS = 2,   ///< tags of nodes with `barrier` or `highway`
  AMBIT_OSM_WAYS = 4,        ///< ways with `highway`, and ferries
  AMBIT_OSM_RESTRICTIONS = 8 ///< relations whose `type` begins with `restriction`
};

/// Tags as libosmium keeps them: key, 0, value, 0, and so on, `byte_count` bytes in all.
typedef struct AmbitOSMTags {
  const char *_Nullable bytes;
  size_t byte_count;
} AmbitOSMTags;

/// A position in units of 10⁻⁷ degree.
typedef struct AmbitOSMNode {
  int64_t id;
  int32_t latitude;
  int32_t longitude;
} AmbitOSMNode;

typedef struct AmbitOSMTaggedNode {
  int64_t id;
  AmbitOSMTags tags;
} AmbitOSMTaggedNode;

typedef struct AmbitOSMWay {
  int64_t id;
  AmbitOSMTags tags;
  /// Index of its first reference in the block, and their number.
  size_t first_reference;
  size_t reference_count;
} AmbitOSMWay;

typedef struct AmbitOSMMember {
  /// `n`, `w` or `r`.
  char type;
  int64_t id;
  const char *_Nonnull role;
} AmbitOSMMember;

typedef struct AmbitOSMRelation {
  int64_t id;
  AmbitOSMTags tags;
  size_t first_member;
  size_t member_count;
} AmbitOSMRelation;

/// A piece of the file; valid until the next one is read.
typedef struct AmbitOSMBlock {
  const AmbitOSMNode *_Nullable nodes;
  size_t node_count;
  const AmbitOSMTaggedNode *_Nullable tagged_nodes;
  size_t tagged_node_count;
  const AmbitOSMWay *_Nullable ways;
  size_t way_count;
  const int64_t *_Nullable references;
  const AmbitOSMRelation *_Nullable relations;
  size_t relation_count;
  const AmbitOSMMember *_Nullable members;
  /// Ways of any kind that the block holds, roads or not.
  size_t seen_way_count;
} AmbitOSMBlock;

typedef struct AmbitOSMReader AmbitOSMReader;

/// Opens a file; its ending says its form. Threads of libosmium's own decode it.
/// - Returns: never NULL but where memory is out; `ambit_osm_next` says what went wrong.
AmbitOSMReader *_Nullable ambit_osm_open(const char *_Nonnull path, int what);

/// Reads the next block: 1 where there is one, 0 at the end, −1 on an error, which
/// `ambit_osm_error` tells.
int ambit_osm_next(AmbitOSMReader *_Nonnull reader, AmbitOSMBlock *_Nonnull block);

/// What went wrong, in libosmium's words; empty where nothing did.
const char *_Nonnull ambit_osm_error(const AmbitOSMReader *_Nonnull reader);

/// When the data was taken, as the file's header says; empty where it does not.
const char *_Nonnull ambit_osm_timestamp(const AmbitOSMReader *_Nonnull reader);

/// Bytes of the file that were read so far.
size_t ambit_osm_offset(const AmbitOSMReader *_Nonnull reader);

void ambit_osm_close(AmbitOSMReader *_Nonnull reader);

/// libosmium's version.
const char *_Nonnull ambit_osm_version(void);

#ifdef __cplusplus
}
#endif

#endif
