// The shim over libosmium. Every exception ends here and becomes a status with words.
#include "osm/osm.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <errno.h>
#include <memory>
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
#include <osmium/thread/pool.hpp>
#include <osmium/version.hpp>

#include "osm/format.h"

extern "C" {
#include "base/message.h"
}

namespace
{

constexpr size_t NODE_BUDGET = 4'000'000;
constexpr size_t BUFFER_FIRST = 1 << 20;
constexpr unsigned WAYS_A_TICK = 4096;
// A file with more broken blocks than these is not read around them.
constexpr uint64_t BROKEN_MAX = 100;

constexpr lc_osm_count NOTHING = {0, 0, 0, 0, 0, 0, 0, 0, {360, 180, -360, -180}};

using Id = osmium::object_id_type;

struct Place {
    Id id;
    osmium::Location at;
};

// Where nodes are, by ascending id once settled.
class Places
{
  public:
    void add(Id id, osmium::Location at)
    {
        sorted_ = sorted_ && (items_.empty() || items_.back().id < id);
        items_.push_back({id, at});
    }
    // Of a node that comes twice the last place counts.
    void settle()
    {
        if (sorted_)
            return;
        std::stable_sort(items_.begin(), items_.end(), before);
        size_t kept = 0;
        for (size_t i = 0; i < items_.size(); i++)
            if (i + 1 == items_.size() || items_[i].id != items_[i + 1].id)
                items_[kept++] = items_[i];
        items_.resize(kept);
        sorted_ = true;
        last_ = 0;
    }
    // nullptr for a node that is not here. Neighbours on a way are often neighbours by id, too.
    const Place *find(Id id)
    {
        settle();
        if (last_ + 1 < items_.size() && items_[last_ + 1].id == id)
            return &items_[++last_];
        auto at =
            std::lower_bound(items_.begin(), items_.end(), Place{id, osmium::Location{}}, before);
        if (at == items_.end() || at->id != id)
            return nullptr;
        last_ = size_t(at - items_.begin());
        return &*at;
    }
    template <typename Keep> void prune(Keep &&keep)
    {
        items_.erase(std::remove_if(items_.begin(), items_.end(),
                                    [&](const Place &place) { return !keep(place.at); }),
                     items_.end());
        last_ = 0;
    }
    size_t size() const
    {
        return items_.size();
    }
    void clear()
    {
        *this = Places{};
    }

  private:
    static bool before(const Place &a, const Place &b)
    {
        return a.id < b.id;
    }
    std::vector<Place> items_;
    size_t last_ = 0;
    bool sorted_ = true;
};

// PBF files are a row of blocks: four bytes (big endian) with the size of a header, the header, a
// blob. https://wiki.openstreetmap.org/wiki/PBF_Format
class PbfBlocks
{
  public:
    explicit PbfBlocks(const std::string &path) : file_(std::fopen(path.c_str(), "rb"))
    {
    }
    ~PbfBlocks()
    {
        if (file_ != nullptr)
            std::fclose(file_);
    }
    PbfBlocks(const PbfBlocks &) = delete;
    PbfBlocks &operator=(const PbfBlocks &) = delete;

    // The bytes of the next block, its own header included; false at the end, or where the row of
    // blocks is broken so that nothing behind can be found (lost()).
    bool next(std::string &bytes, uint64_t &offset)
    {
        unsigned char size[4];
        offset = offset_;
        size_t got = file_ != nullptr ? std::fread(size, 1, sizeof size, file_) : 0;
        if (got == 0)
            return false;
        uint32_t header = uint32_t(size[0]) << 24 | uint32_t(size[1]) << 16 |
                          uint32_t(size[2]) << 8 | uint32_t(size[3]);
        bytes.assign(reinterpret_cast<char *>(size), got);
        lost_ = got < sizeof size || header > HEADER_MAX || !append(bytes, header);
        uint64_t blob = lost_ ? 0 : data_size(bytes.data() + sizeof size, header);
        lost_ = lost_ || blob == 0 || blob > BLOB_MAX || !append(bytes, size_t(blob));
        offset_ += bytes.size();
        return !lost_;
    }
    bool lost() const
    {
        return lost_;
    }

  private:
    // The most that the format allows.
    static constexpr uint32_t HEADER_MAX = 64 << 10;
    static constexpr uint64_t BLOB_MAX = 32 << 20;

    bool append(std::string &bytes, size_t size)
    {
        size_t at = bytes.size();
        bytes.resize(at + size);
        size_t got = std::fread(&bytes[at], 1, size, file_);
        bytes.resize(at + got);
        return got == size;
    }

    // A base-128 number at `at`; what lies beyond the end is 0.
    static uint64_t varint(const char *bytes, size_t size, size_t &at)
    {
        uint64_t value = 0;
        for (unsigned shift = 0; at < size && shift < 63; shift += 7) {
            auto byte = static_cast<unsigned char>(bytes[at++]);
            value |= uint64_t(byte & 0x7f) << shift;
            if (byte < 0x80)
                break;
        }
        return value;
    }

    // Field 3 (datasize) of a BlobHeader; 0 when it has none.
    static uint64_t data_size(const char *bytes, size_t size)
    {
        constexpr uint64_t DATASIZE = 3 << 3, TEXT = 2;
        for (size_t at = 0; at < size;) {
            uint64_t key = varint(bytes, size, at);
            uint64_t value = varint(bytes, size, at);
            if (key == DATASIZE)
                return value;
            if ((key & 7) == TEXT)
                at += size_t(value < size ? value : size);
        }
        return 0;
    }

    std::FILE *file_;
    uint64_t offset_ = 0;
    bool lost_ = false;
};

// A text of a .pbf may hold a NUL, which libosmium 2.19 writes along and then takes for the text's
// end: with an odd number of them it would read beyond the object.
void check_tags(const osmium::TagList &tags)
{
    const unsigned char *begin = tags.data() + sizeof tags, *end = tags.data() + tags.byte_size();
    if (begin != end && (end[-1] != 0 || std::count(begin, end, 0) % 2 != 0))
        throw osmium::io_error{"a tag is damaged"};
}

bool is_wanted(const osmium::Way &way)
{
    return way.tags().has_key("highway") || way.tags().has_tag("route", "ferry");
}

// libosmium would ask curl for "http:..." and take "-" for standard input: a path is a file and
// nothing else.
std::string plain_path(const char *path)
{
    return path[0] == '/' ? path : std::string("./") + path;
}

} // namespace

struct lc_osm_file {
    lc_ctx *ctx;
    const char *path; // borrowed until it is read
    std::string format;
    uint64_t size = 0;
    const lc_osm_options *options; // borrowed until it is read
    size_t budget;
    lc_osm_count count = NOTHING;
    osmium::thread::Pool pool;

    Places places;
    std::vector<Id> absent; // nodes that ways name and `places` lacks, as often as they are named
    osmium::memory::Buffer ways{BUFFER_FIRST, osmium::memory::Buffer::auto_grow::yes};
    osmium::memory::Buffer nodes{BUFFER_FIRST, osmium::memory::Buffer::auto_grow::yes};
    bool pruned = false;          // nodes outside the box were dropped
    bool way_seen = false;        // in this pass
    bool unordered = false;       // a node came after a way
    bool by_blocks = false;       // read a damaged .pbf block by block
    bool first_pass = true;       // broken blocks are counted once
    std::vector<lc_osm_tag> tags; // of what is handed out; kept for its memory
    std::vector<int64_t> ids;
    std::vector<double> lonlat;

    lc_osm_file(lc_ctx *c, const char *p, const lc_osm_options *o)
        : ctx(c), path(p), options(o), budget(o->node_budget > 0 ? o->node_budget : NODE_BUDGET),
          pool(lc_ctx_threads(c))
    {
    }

    bool in_box(osmium::Location at) const
    {
        const lc_osm_box *box = options->box;
        if (!at.valid())
            return false;
        return box == nullptr ||
               (at.lon_without_check() >= box->west && at.lon_without_check() <= box->east &&
                at.lat_without_check() >= box->south && at.lat_without_check() <= box->north);
    }

    void forget()
    {
        count = NOTHING;
        places.clear();
        absent.clear();
        ways.clear();
        nodes.clear();
        pruned = way_seen = unordered = false;
        first_pass = true;
    }

    // --- passes ---

    template <typename Fn> lc_status drain(osmium::io::Reader &reader, Fn &&fn)
    {
        if (reader.header().has_multiple_object_versions())
            return lc_fail(ctx, LC_INPUT,
                           "%s: this file holds the editing history of OpenStreetMap; use an "
                           "extract of the present state instead.",
                           path);
        while (osmium::memory::Buffer buffer = reader.read()) {
            for (const auto &object : buffer.select<osmium::OSMObject>())
                if (object.visible()) {
                    check_tags(object.tags());
                    fn(object);
                }
            lc_status status = lc_tick(ctx, std::min<uint64_t>(reader.offset(), size), size);
            if (status != LC_OK)
                return status;
        }
        reader.close();
        return LC_OK;
    }

    // What no version or user is asked for need not be decoded; in XML these say what is deleted.
    osmium::io::read_meta meta() const
    {
        return format == "pbf" ? osmium::io::read_meta::no : osmium::io::read_meta::yes;
    }

    template <typename Fn> lc_status scan(osmium::osm_entity_bits::type bits, Fn &&fn)
    {
        if (by_blocks)
            return scan_blocks(bits, fn);
        osmium::io::Reader reader{osmium::io::File{plain_path(path), format}, bits, meta(), pool};
        return drain(reader, fn);
    }

    // Each block as a file of its own behind the header's block. Cut short, without any block that
    // can be read, or with many that cannot, the file is damaged as a whole.
    template <typename Fn> lc_status scan_blocks(osmium::osm_entity_bits::type bits, Fn &&fn)
    {
        PbfBlocks blocks{plain_path(path)};
        std::string header, block;
        uint64_t at = 0, broken = 0, whole = 0;
        if (!blocks.next(header, at))
            throw osmium::io_error{"its blocks cannot be told apart"};
        while (blocks.next(block, at) && broken <= BROKEN_MAX) {
            lc_status ticked = lc_tick(ctx, std::min<uint64_t>(at, size), size);
            if (ticked != LC_OK)
                return ticked;
            try {
                std::string both = header + block;
                osmium::io::Reader reader{osmium::io::File{both.data(), both.size(), format}, bits,
                                          meta(), pool};
                lc_status status = drain(reader, fn);
                if (status != LC_OK)
                    return status;
                whole++;
            } catch (const std::bad_alloc &) {
                throw;
            } catch (const std::exception &) {
                if (first_pass && broken == 0)
                    count.first_broken_at = at;
                broken++;
            }
        }
        if (blocks.lost() || whole == 0 || broken > BROKEN_MAX)
            throw osmium::io_error{"its blocks cannot be told apart"};
        if (first_pass)
            count.broken_blocks = broken;
        return LC_OK;
    }

    // --- what is kept ---

    void grow_extent(osmium::Location at)
    {
        if (!at.valid())
            return;
        lc_osm_box &box = count.extent;
        box.west = std::min(box.west, at.lon_without_check());
        box.east = std::max(box.east, at.lon_without_check());
        box.south = std::min(box.south, at.lat_without_check());
        box.north = std::max(box.north, at.lat_without_check());
    }

    void take_node(const osmium::Node &node)
    {
        count.nodes++;
        unordered = unordered || way_seen;
        grow_extent(node.location());
        if (pruned && !in_box(node.location()))
            return;
        places.add(node.id(), node.location());
        if (!pruned && places.size() > budget && options->box != nullptr) {
            places.prune([this](osmium::Location at) { return in_box(at); });
            pruned = true;
        }
        for (size_t i = 0; i < options->node_key_count; i++)
            if (node.tags().has_key(options->node_keys[i]) && in_box(node.location())) {
                nodes.add_item(node);
                nodes.commit();
                break;
            }
    }

    // Notes which of its nodes are not known; is one of them within the box?
    bool touches(const osmium::Way &way)
    {
        bool touched = options->box == nullptr;
        size_t before = absent.size();
        for (const auto &ref : way.nodes()) {
            const Place *place = places.find(ref.ref());
            if (place == nullptr || !place->at.valid())
                absent.push_back(ref.ref());
            else
                touched = touched || in_box(place->at);
        }
        if (pruned && !touched)
            absent.resize(before);
        return touched;
    }

    void take_way(const osmium::Way &way)
    {
        way_seen = true;
        count.ways++;
        bool wanted = is_wanted(way);
        count.street_ways += wanted;
        if (!touches(way) || !wanted)
            return;
        count.highway_ways++;
        ways.add_item(way);
        ways.commit();
    }

    void settle_absent()
    {
        std::sort(absent.begin(), absent.end());
    }

    lc_status read_all()
    {
        const auto both = osmium::osm_entity_bits::node | osmium::osm_entity_bits::way;
        lc_status status = scan(both, [this](const osmium::OSMObject &object) {
            if (object.type() == osmium::item_type::node)
                take_node(static_cast<const osmium::Node &>(object));
            else
                take_way(static_cast<const osmium::Way &>(object));
        });
        first_pass = false;
        places.settle();
        return status;
    }

    // The file has ways before nodes: now that all nodes are known, once more.
    lc_status reread_ways()
    {
        absent.clear();
        ways.clear();
        count.ways = count.street_ways = count.highway_ways = 0;
        return scan(osmium::osm_entity_bits::way, [this](const osmium::OSMObject &object) {
            take_way(static_cast<const osmium::Way &>(object));
        });
    }

    // Nodes of kept ways outside the box, which were dropped.
    lc_status find_absent()
    {
        Places found;
        lc_status status =
            scan(osmium::osm_entity_bits::node, [&](const osmium::OSMObject &object) {
                const auto &node = static_cast<const osmium::Node &>(object);
                if (std::binary_search(absent.begin(), absent.end(), node.id()))
                    found.add(node.id(), node.location());
            });
        found.settle();
        absent.erase(std::remove_if(absent.begin(), absent.end(),
                                    [&](Id id) {
                                        const Place *place = found.find(id);
                                        if (place == nullptr || !place->at.valid())
                                            return false;
                                        places.add(id, place->at);
                                        return true;
                                    }),
                     absent.end());
        places.settle();
        return status;
    }

    lc_status read_passes()
    {
        lc_status status = read_all();
        if (status == LC_OK && unordered)
            status = reread_ways();
        settle_absent();
        if (status == LC_OK && pruned && !absent.empty())
            status = find_absent();
        count.all_missing_refs = absent.size();
        return status;
    }

    // A .pbf that breaks is read once more, block by block; what is wrong with it as a whole was
    // told by the first reading.
    lc_status read()
    {
        try {
            return read_passes();
        } catch (const std::bad_alloc &) {
            throw;
        } catch (const std::system_error &) {
            throw;
        } catch (const std::exception &error) {
            if (format != "pbf")
                throw;
            std::string reason = error.what();
            by_blocks = true;
            forget();
            try {
                return read_passes();
            } catch (const std::bad_alloc &) {
                throw;
            } catch (const std::exception &) {
                throw osmium::io_error{reason};
            }
        }
    }

    // --- handing out ---

    void fill_tags(const osmium::TagList &from)
    {
        tags.clear();
        for (const auto &tag : from)
            tags.push_back({tag.key(), tag.value()});
    }

    lc_osm_way fill_way(const osmium::Way &from)
    {
        fill_tags(from.tags());
        ids.clear();
        lonlat.clear();
        for (const auto &ref : from.nodes()) {
            const Place *place = places.find(ref.ref());
            if (place == nullptr || !place->at.valid())
                continue;
            ids.push_back(ref.ref());
            lonlat.push_back(place->at.lon_without_check());
            lonlat.push_back(place->at.lat_without_check());
        }
        return {from.id(),
                tags.data(),
                tags.size(),
                ids.data(),
                lonlat.data(),
                ids.size(),
                from.nodes().size() - ids.size()};
    }

    lc_status hand_out(lc_osm_way_fn *fn, void *user)
    {
        unsigned done = 0;
        count.missing_node_refs = 0;
        for (const auto &way : ways.select<osmium::Way>()) {
            lc_osm_way filled = fill_way(way);
            count.missing_node_refs += filled.missing_nodes;
            lc_status status = fn(user, &filled);
            if (status == LC_OK && ++done % WAYS_A_TICK == 0)
                status = lc_tick(ctx, done, count.highway_ways);
            if (status != LC_OK)
                return status;
        }
        return LC_OK;
    }

    lc_status hand_out_nodes(lc_osm_node_fn *fn, void *user)
    {
        for (const auto &node : nodes.select<osmium::Node>()) {
            fill_tags(node.tags());
            const lc_osm_node filled = {node.id(), node.location().lon_without_check(),
                                        node.location().lat_without_check(), tags.data(),
                                        tags.size()};
            lc_status status = fn(user, &filled);
            if (status != LC_OK)
                return status;
        }
        return LC_OK;
    }
};

namespace
{

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

lc_status fail_damaged(lc_ctx *ctx, const char *path, const char *reason)
{
    return lc_fail(ctx, LC_INPUT,
                   "%s: OSM data cannot be read (%s): the file is damaged or cut short; fetch it "
                   "again.",
                   path, reason);
}

// Runs fn and turns what it throws into a status.
template <typename Fn> lc_status guard(lc_ctx *ctx, const char *path, Fn &&fn)
{
    try {
        return fn();
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

} // namespace

extern "C" lc_status lc_osm_open(lc_ctx *ctx, const char *path, const lc_osm_options *options,
                                 lc_osm_file **out)
{
    uint64_t size = 0;
    *out = nullptr;
    const char *format = lc_osm_format(path);
    lc_status status = check_file(ctx, path, format, &size);
    if (status != LC_OK)
        return status;
    return guard(ctx, path, [&]() {
        auto file = std::make_unique<lc_osm_file>(ctx, path, options);
        file->format = format;
        file->size = size;
        lc_status read = file->read();
        if (read == LC_OK)
            *out = file.release();
        return read;
    });
}

extern "C" void lc_osm_close(lc_osm_file *file)
{
    delete file;
}

extern "C" const lc_osm_count *lc_osm_counts(const lc_osm_file *file)
{
    return &file->count;
}

extern "C" lc_status lc_osm_each_way(lc_osm_file *file, lc_osm_way_fn *fn, void *user)
{
    return guard(file->ctx, "OSM", [&]() { return file->hand_out(fn, user); });
}

extern "C" lc_status lc_osm_each_node(lc_osm_file *file, lc_osm_node_fn *fn, void *user)
{
    return guard(file->ctx, "OSM", [&]() { return file->hand_out_nodes(fn, user); });
}

extern "C" lc_status lc_osm_read(lc_ctx *ctx, const char *path, lc_osm_way_fn *fn, void *user,
                                 lc_osm_count *count)
{
    const lc_osm_options options = {nullptr, nullptr, 0, 0};
    lc_osm_file *file = nullptr;
    *count = {};
    lc_status status = lc_osm_open(ctx, path, &options, &file);
    if (status == LC_OK) {
        status = lc_osm_each_way(file, fn, user);
        *count = file->count;
    }
    lc_osm_close(file);
    return status;
}

extern "C" const char *lc_osm_version(void)
{
    return LIBOSMIUM_VERSION_STRING;
}
