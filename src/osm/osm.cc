// The shim over libosmium. Every exception ends here and becomes a status with words.
#include "osm/osm.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <errno.h>
#include <new>
#include <string>
#include <system_error>
#include <vector>

#include <osmium/io/bzip2_compression.hpp>
#include <osmium/io/gzip_compression.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/reader.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/osm.hpp>
#include <osmium/version.hpp>

#include "osm/format.h"

extern "C" {
#include "base/message.h"
}

namespace
{

constexpr unsigned PASSES = 3;

struct Reading {
    lc_ctx *ctx;
    const char *path;
    osmium::io::File file;
    uint64_t size;
    lc_osm_count *count;
};

// The nodes that streets need, by ascending id.
struct Nodes {
    std::vector<osmium::object_id_type> ids;
    std::vector<osmium::Location> places;

    size_t find(osmium::object_id_type id) const
    {
        auto at = std::lower_bound(ids.begin(), ids.end(), id);
        return at != ids.end() && *at == id ? size_t(at - ids.begin()) : ids.size();
    }
};

bool is_wanted(const osmium::Way &way)
{
    return way.tags().has_key("highway") || way.tags().has_tag("route", "ferry");
}

// Feeds every undeleted object of one kind to fn, in file order.
template <typename Object, typename Fn> lc_status each(Reading &reading, unsigned pass, Fn &&fn)
{
    const auto bits = osmium::osm_entity_bits::from_item_type(Object::itemtype);
    osmium::io::Reader reader{reading.file, bits};
    if (reader.header().has_multiple_object_versions())
        return lc_fail(reading.ctx, LC_INPUT,
                       "%s: this file holds the editing history of OpenStreetMap; use an extract "
                       "of the present state instead.",
                       reading.path);
    while (osmium::memory::Buffer buffer = reader.read()) {
        for (const auto &object : buffer.template select<Object>()) {
            lc_status status = object.visible() ? fn(object) : LC_OK;
            if (status != LC_OK)
                return status;
        }
        uint64_t offset = std::min<uint64_t>(reader.offset(), reading.size);
        lc_status status =
            lc_tick(reading.ctx, pass * reading.size + offset, PASSES * reading.size);
        if (status != LC_OK)
            return status;
    }
    reader.close();
    return LC_OK;
}

lc_status collect_ids(Reading &reading, Nodes &nodes)
{
    lc_status status = each<osmium::Way>(reading, 0, [&](const osmium::Way &way) {
        reading.count->ways++;
        if (is_wanted(way))
            for (const auto &ref : way.nodes())
                nodes.ids.push_back(ref.ref());
        return LC_OK;
    });
    std::sort(nodes.ids.begin(), nodes.ids.end());
    nodes.ids.erase(std::unique(nodes.ids.begin(), nodes.ids.end()), nodes.ids.end());
    nodes.ids.shrink_to_fit();
    return status;
}

lc_status collect_places(Reading &reading, Nodes &nodes)
{
    nodes.places.resize(nodes.ids.size()); // undefined until seen
    return each<osmium::Node>(reading, 1, [&](const osmium::Node &node) {
        reading.count->nodes++;
        size_t at = nodes.find(node.id());
        if (at < nodes.places.size())
            nodes.places[at] = node.location();
        return LC_OK;
    });
}

// What a way is handed out in; kept between ways for its memory.
struct Parcel {
    std::vector<lc_osm_tag> tags;
    std::vector<int64_t> ids;
    std::vector<double> lonlat;
    lc_osm_way way;

    void fill(const osmium::Way &from, const Nodes &nodes)
    {
        tags.clear();
        ids.clear();
        lonlat.clear();
        for (const auto &tag : from.tags())
            tags.push_back({tag.key(), tag.value()});
        for (const auto &ref : from.nodes()) {
            size_t at = nodes.find(ref.ref());
            if (at == nodes.ids.size() || !nodes.places[at].valid())
                continue;
            ids.push_back(ref.ref());
            lonlat.push_back(nodes.places[at].lon_without_check());
            lonlat.push_back(nodes.places[at].lat_without_check());
        }
        way = {from.id(),
               tags.data(),
               tags.size(),
               ids.data(),
               lonlat.data(),
               ids.size(),
               from.nodes().size() - ids.size()};
    }
};

lc_status hand_out(Reading &reading, const Nodes &nodes, lc_osm_way_fn *fn, void *user)
{
    Parcel parcel;
    return each<osmium::Way>(reading, 2, [&](const osmium::Way &way) {
        if (!is_wanted(way))
            return LC_OK;
        parcel.fill(way, nodes);
        reading.count->highway_ways++;
        reading.count->missing_node_refs += parcel.way.missing_nodes;
        return fn(user, &parcel.way);
    });
}

// libosmium would ask curl for "http:..." and take "-" for standard input: a path is a file and
// nothing else.
std::string plain_path(const char *path)
{
    return path[0] == '/' ? path : std::string("./") + path;
}

lc_status check_file(lc_ctx *ctx, const char *path, const char *format, uint64_t *size)
{
    struct stat info;
    if (format == nullptr)
        return lc_fail(ctx, LC_INPUT,
                       "%s: the name of an OSM file ends in .osm, .osm.pbf, .osm.gz or .osm.bz2.",
                       path);
    if (stat(path, &info) != 0)
        return errno == ENOENT || errno == ENOTDIR
                   ? lc_fail(ctx, LC_INPUT, "%s: there is no such file; check the path.", path)
                   : lc_fail(ctx, LC_IO, "%s: reading failed (%s).", path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return lc_fail(ctx, LC_INPUT, "%s: this is no file; name the OSM file itself.", path);
    if (info.st_size == 0)
        return lc_fail(ctx, LC_INPUT, "%s: the file is empty; fetch it again.", path);
    *size = uint64_t(info.st_size);
    return LC_OK;
}

lc_status read_passes(lc_ctx *ctx, const char *path, lc_osm_way_fn *fn, void *user,
                      lc_osm_count *count)
{
    uint64_t size = 0;
    const char *format = lc_osm_format(path);
    lc_status status = check_file(ctx, path, format, &size);
    if (status != LC_OK)
        return status;
    Reading reading{ctx, path, osmium::io::File{plain_path(path), format}, size, count};
    Nodes nodes;
    status = collect_ids(reading, nodes);
    if (status == LC_OK)
        status = collect_places(reading, nodes);
    if (status == LC_OK)
        status = hand_out(reading, nodes, fn, user);
    return status;
}

lc_status fail_damaged(lc_ctx *ctx, const char *path, const char *reason)
{
    return lc_fail(ctx, LC_INPUT,
                   "%s: OSM data cannot be read (%s): the file is damaged or cut short; fetch it "
                   "again.",
                   path, reason);
}

} // namespace

extern "C" lc_status lc_osm_read(lc_ctx *ctx, const char *path, lc_osm_way_fn *fn, void *user,
                                 lc_osm_count *count)
{
    *count = {};
    try {
        return read_passes(ctx, path, fn, user, count);
    } catch (const std::bad_alloc &) {
        return lc_fail_memory(ctx);
    } catch (const std::system_error &error) {
        return lc_fail(ctx, LC_IO, "%s: reading failed (%s).", path, error.what());
    } catch (const std::exception &error) {
        return fail_damaged(ctx, path, error.what());
    } catch (...) {
        return fail_damaged(ctx, path, "?");
    }
}

extern "C" const char *lc_osm_version(void)
{
    return LIBOSMIUM_VERSION_STRING;
}
