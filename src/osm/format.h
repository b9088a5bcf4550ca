/* The format of an OSM file by its name, for this room alone. */
#ifndef LC_OSM_FORMAT_H
#define LC_OSM_FORMAT_H

#ifdef __cplusplus
extern "C" {
#endif

/* libosmium's word for the format that the name's ending promises, NULL for none of ours. Static.
 */
const char *lc_osm_format(const char *path);

#ifdef __cplusplus
}
#endif
#endif
