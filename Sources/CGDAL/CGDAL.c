// For `struct stat64`.
#define _GNU_SOURCE

#include "CGDAL.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static AmbitGDAL functions;
static __typeof__(&CPLError) complain;
static int loaded;
static char reason[512];

static void load(void) {
  // The version of the headers this was compiled with: Debian 12 ships 32 (GDAL 3.6).
  void *library = dlopen("libgdal.so.32", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) library = dlopen("libgdal.so", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    snprintf(reason, sizeof reason, "%s", dlerror());
    return;
  }
#define AMBIT_GDAL_LOOKUP(name) \
  *(void **)(&functions.name) = dlsym(library, #name); \
  if (functions.name == NULL) { \
    snprintf(reason, sizeof reason, "libgdal has no function " #name); \
    return; \
  }
  AMBIT_GDAL_FUNCTIONS(AMBIT_GDAL_LOOKUP)
#undef AMBIT_GDAL_LOOKUP
  *(void **)(&complain) = dlsym(library, "CPLError");
  // GDAL's own words stay off the terminal: they come back through CPLGetLastErrorMsg.
  functions.CPLSetErrorHandler(functions.CPLQuietErrorHandler);
  // Workbooks are read cell by cell: which row holds the headers, and which columns hold codes with
  // leading zeros, is ours to find out.
  static const char *const drivers[] = {"XLSX", "XLS", "ODS"};
  for (size_t index = 0; index < sizeof drivers / sizeof *drivers; index++) {
    char key[32];
    snprintf(key, sizeof key, "OGR_%s_HEADERS", drivers[index]);
    functions.CPLSetConfigOption(key, "DISABLE");
    snprintf(key, sizeof key, "OGR_%s_FIELD_TYPES", drivers[index]);
    functions.CPLSetConfigOption(key, "STRING");
  }
  functions.GDALAllRegister();
  loaded = 1;
}

const AmbitGDAL *ambit_gdal(void) {
  pthread_once(&once, load);
  return loaded ? &functions : NULL;
}

const char *ambit_gdal_load_error(void) {
  return reason;
}

void ambit_gdal_complain(const char *message) {
  if (complain != NULL) complain(CE_Failure, CPLE_AppDefined, "%s", message);
}

void ambit_gdal_describe_file(VSIStatBufL *status, long size) {
  memset(status, 0, sizeof *status);
  status->st_mode = S_IFREG | S_IRUSR;
  status->st_size = size;
}
