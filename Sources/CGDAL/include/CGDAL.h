#ifndef AMBIT_CGDAL_H
#define AMBIT_CGDAL_H

// GDAL pulls in some 130 shared libraries. It is loaded at its first use, so that commands that read
// no foreign file start without it, and so that its absence is a message and not a loader error.

#include <gdal/cpl_conv.h>
#include <gdal/cpl_error.h>
#include <gdal/cpl_string.h>
#include <gdal/cpl_vsi.h>
#include <gdal/gdal.h>
#include <gdal/ogr_api.h>
#include <gdal/ogr_srs_api.h>
#include <stddef.h>

#define AMBIT_GDAL_FUNCTIONS(X) \
  X(CPLErrorReset) \
  X(CPLGetLastErrorMsg) \
  X(CPLGetLastErrorType) \
  X(CPLQuietErrorHandler) \
  X(CPLSetConfigOption) \
  X(CPLSetErrorHandler) \
  X(GDALAllRegister) \
  X(GDALClose) \
  X(GDALCreate) \
  X(GDALDatasetCreateLayer) \
  X(GDALDatasetGetLayer) \
  X(GDALDatasetGetLayerByName) \
  X(GDALDatasetGetLayerCount) \
  X(GDALFlushCache) \
  X(GDALGetDatasetDriver) \
  X(GDALGetDriverByName) \
  X(GDALGetDriverShortName) \
  X(GDALGetGeoTransform) \
  X(GDALGetProjectionRef) \
  X(GDALGetRasterBand) \
  X(GDALGetRasterCount) \
  X(GDALGetRasterNoDataValue) \
  X(GDALGetRasterOffset) \
  X(GDALGetRasterScale) \
  X(GDALGetRasterXSize) \
  X(GDALGetRasterYSize) \
  X(GDALOpenEx) \
  X(GDALRasterIO) \
  X(GDALVersionInfo) \
  X(OGR_FD_GetFieldCount) \
  X(OGR_FD_GetFieldDefn) \
  X(OGR_F_Create) \
  X(OGR_F_Destroy) \
  X(OGR_F_GetFID) \
  X(OGR_F_GetFieldAsDouble) \
  X(OGR_F_GetFieldAsString) \
  X(OGR_F_GetGeometryRef) \
  X(OGR_F_IsFieldSetAndNotNull) \
  X(OGR_F_SetFieldDouble) \
  X(OGR_F_SetFieldInteger64) \
  X(OGR_F_SetFieldNull) \
  X(OGR_F_SetFieldString) \
  X(OGR_F_SetGeometryDirectly) \
  X(OGR_Fld_Create) \
  X(OGR_Fld_Destroy) \
  X(OGR_Fld_GetNameRef) \
  X(OGR_Fld_GetType) \
  X(OGR_Fld_SetPrecision) \
  X(OGR_Fld_SetWidth) \
  X(OGR_G_CreateFromWkb) \
  X(OGR_G_ExportToWkb) \
  X(OGR_G_WkbSize) \
  X(OGR_L_CreateFeature) \
  X(OGR_L_CreateField) \
  X(OGR_L_GetFeatureCount) \
  X(OGR_L_GetGeomType) \
  X(OGR_L_GetLayerDefn) \
  X(OGR_L_GetName) \
  X(OGR_L_GetNextFeature) \
  X(OGR_L_GetSpatialRef) \
  X(OGR_L_ResetReading) \
  X(OSRDestroySpatialReference) \
  X(OSRExportToWktEx) \
  X(OSRGetAuthorityCode) \
  X(OSRGetAuthorityName) \
  X(OSRImportFromEPSG) \
  X(OSRNewSpatialReference) \
  X(OSRSetAxisMappingStrategy) \
  X(VSIAllocFilesystemPluginCallbacksStruct) \
  X(VSIFCloseL) \
  X(VSIFOpenL) \
  X(VSIFReadL) \
  X(VSIFileFromMemBuffer) \
  X(VSIFree) \
  X(VSIFreeFilesystemPluginCallbacksStruct) \
  X(VSIInstallPluginHandler) \
  X(VSIUnlink)

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

/// Makes `message` GDAL's last complaint on this thread. For a file system that GDAL reads through
/// functions of ours; Swift cannot call `CPLError` itself, which takes any number of arguments.
void ambit_gdal_complain(const char *_Nonnull message);

/// Makes `status` that of a plain file of `size` bytes. Swift does not know GDAL's type for it.
void ambit_gdal_describe_file(VSIStatBufL *_Nonnull status, long size);

#endif
