#ifndef AMBIT_CGDAL_H
#define AMBIT_CGDAL_H

// GDAL pulls in some 130 shared libraries. It is loaded at its first use, so that commands that read
// no foreign file start without it, and so that its absence is a message and not a loader error.

#include <gdal/cpl_conv.h>
#include <gdal/cpl_error.h>
#include <gdal/cpl_string.h>
#include <gdal/gdal.h>
#include <gdal/ogr_api.h>
#include <gdal/ogr_srs_api.h>
#include <stddef.h>

#define AMBIT_GDAL_FUNCTIONS(X) \
  X(CPLErrorReset) \
  X(CPLGetLastErrorMsg) \
  X(CPLQuietErrorHandler) \
  X(CPLSetErrorHandler) \
  X(GDALAllRegister) \
  X(GDALClose) \
  X(GDALDatasetGetLayer) \
  X(GDALDatasetGetLayerByName) \
  X(GDALDatasetGetLayerCount) \
  X(GDALOpenEx) \
  X(GDALVersionInfo) \
  X(OGR_FD_GetFieldCount) \
  X(OGR_FD_GetFieldDefn) \
  X(OGR_F_Destroy) \
  X(OGR_F_GetFID) \
  X(OGR_F_GetFieldAsString) \
  X(OGR_F_GetGeometryRef) \
  X(OGR_F_IsFieldSetAndNotNull) \
  X(OGR_Fld_GetNameRef) \
  X(OGR_G_ExportToWkb) \
  X(OGR_G_WkbSize) \
  X(OGR_L_GetLayerDefn) \
  X(OGR_L_GetName) \
  X(OGR_L_GetNextFeature) \
  X(OGR_L_GetSpatialRef) \
  X(OGR_L_ResetReading) \
  X(OSRGetAuthorityCode) \
  X(OSRGetAuthorityName)

/// The GDAL calls that Ambit uses, under their own names and types.
typedef struct AmbitGDAL {
#define AMBIT_GDAL_FIELD(name) __typeof__(&name) _Nonnull name;
  AMBIT_GDAL_FUNCTIONS(AMBIT_GDAL_FIELD)
#undef AMBIT_GDAL_FIELD
} AmbitGDAL;

/// Loads GDAL once and registers its drivers. Thread-safe. NULL where it cannot be loaded; the
/// reason is then in `ambit_gdal_load_error()`.
const AmbitGDAL *_Nullable ambit_gdal(void);

/// Why `ambit_gdal()` gave NULL; empty where it did not.
const char *_Nonnull ambit_gdal_load_error(void);

#endif
