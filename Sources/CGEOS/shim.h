// Only the reentrant (_r) calls of GEOS are visible: the others share one hidden global context.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
