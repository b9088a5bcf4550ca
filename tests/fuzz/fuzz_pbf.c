/* Any bytes as an OpenStreetMap file in PBF. libFuzzer's changes would end at the first length or
 * at zlib's checksum; so here they are made inside: a blob is unpacked, a field of a message in a
 * message is changed, and all lengths around it are put right. */
#include "fuzz.h"
#include "fuzz_ways.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_ways("case.osm.pbf", data, size);
    return 0;
}

#ifdef LC_FUZZER

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    INSIDE_MAX = 1 << 16,
    FIELDS_MAX = 256,
    DEEPEST = 5,
    RAW = 1,
    RAW_SIZE = 2,
    ZLIB = 3, /* fields of a Blob */
    BYTES = 2 /* a field with a length */
};

typedef struct field {
    uint32_t number, kind;
    const uint8_t *from, *body; /* `from`: its tag */
    size_t size;                /* of the body */
} field;

static const uint8_t *read_varint(const uint8_t *at, const uint8_t *end, uint64_t *out)
{
    *out = 0;
    for (int shift = 0; at < end && shift < 64; shift += 7) {
        *out |= (uint64_t)(*at & 0x7f) << shift;
        if ((*at++ & 0x80) == 0)
            return at;
    }
    return NULL;
}

static size_t write_varint(uint8_t *to, uint64_t value)
{
    size_t n = 0;
    do {
        to[n++] = (uint8_t)((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
        value >>= 7;
    } while (value > 0);
    return n;
}

/* The fields of a message; 0 where the bytes are none. */
static size_t read_fields(const uint8_t *at, size_t size, field *fields)
{
    const uint8_t *end = at + size;
    size_t count = 0;
    while (at != NULL && at < end && count < FIELDS_MAX) {
        field *f = &fields[count++];
        uint64_t tag, length = 0;
        f->from = at;
        at = read_varint(at, end, &tag);
        if (at == NULL)
            return 0;
        f->number = (uint32_t)(tag >> 3);
        f->kind = (uint32_t)(tag & 7);
        f->body = at;
        const uint8_t *next = at;
        if (f->kind == 0)
            next = read_varint(at, end, &length);
        else if (f->kind == BYTES && (next = read_varint(at, end, &length)) != NULL)
            f->body = next, next = length <= (uint64_t)(end - next) ? next + length : NULL;
        else if (f->kind == 1 || f->kind == 5)
            next =
                (size_t)(end - at) >= (f->kind == 1 ? 8 : 4) ? at + (f->kind == 1 ? 8 : 4) : NULL;
        else
            return 0;
        if (next == NULL)
            return 0;
        f->size = (size_t)(next - f->body);
        at = next;
    }
    return at == end ? count : 0;
}

static size_t put(uint8_t *to, size_t used, size_t room, const void *bytes, size_t size)
{
    if (used + size > room)
        return SIZE_MAX / 2; /* too much, and stays it */
    memcpy(to + used, bytes, size);
    return used + size;
}

/* A field with a length, whatever it was before. */
static size_t put_field(uint8_t *to, size_t used, size_t room, uint32_t number, const uint8_t *body,
                        size_t size)
{
    uint8_t head[20];
    size_t n = write_varint(head, (uint64_t)number << 3 | BYTES);
    n += write_varint(head + n, size);
    return put(to, put(to, used, room, head, n), room, body, size);
}

static size_t change_message(const uint8_t *data, size_t size, uint8_t *out, size_t room,
                             int depth);

static size_t change_bytes(const uint8_t *data, size_t size, uint8_t *out, size_t room)
{
    if (size > room)
        return SIZE_MAX / 2;
    memcpy(out, data, size);
    return LLVMFuzzerMutate(out, size, room);
}

/* The body of one field changed: as a message where it is one, more often than as bytes. */
static size_t change_field(const field *f, uint8_t *out, size_t room, int depth)
{
    field within[FIELDS_MAX];
    if (f->kind == BYTES && depth < DEEPEST && rand() % 4 != 0 &&
        read_fields(f->body, f->size, within) > 0)
        return change_message(f->body, f->size, out, room, depth + 1);
    return change_bytes(f->body, f->size, out, room);
}

static size_t change_message(const uint8_t *data, size_t size, uint8_t *out, size_t room, int depth)
{
    field fields[FIELDS_MAX];
    size_t count = read_fields(data, size, fields), used = 0;
    if (count == 0)
        return change_bytes(data, size, out, room);
    size_t chosen = (size_t)rand() % count;
    int how = rand() % 16; /* 0: leave the field out, 1: twice, else change it */
    for (size_t i = 0; i < count; i++) {
        const field *f = &fields[i];
        size_t whole = (size_t)(f->body - f->from) + f->size;
        if (i != chosen || how == 1)
            used = put(out, used, room, f->from, whole);
        if (i == chosen && how == 1)
            used = put(out, used, room, f->from, whole);
        if (i != chosen || how < 2 || used > room)
            continue;
        uint8_t *body = malloc(room);
        fuzz_check(body != NULL, "memory");
        size_t changed = change_field(f, body, room, depth);
        if (changed <= room && f->kind == BYTES)
            used = put_field(out, used, room, f->number, body, changed);
        else if (changed <= room)
            used = put(out, put(out, used, room, f->from, (size_t)(f->body - f->from)), room, body,
                       changed);
        else
            used = changed;
        free(body);
    }
    return used;
}

/* What a Blob holds, unpacked; 0 where it cannot be. */
static size_t unpack(const uint8_t *blob, size_t size, uint8_t *out)
{
    field fields[FIELDS_MAX];
    size_t count = read_fields(blob, size, fields);
    for (size_t i = 0; i < count; i++) {
        uLongf unpacked = INSIDE_MAX;
        if (fields[i].number == RAW && fields[i].size <= INSIDE_MAX) {
            memcpy(out, fields[i].body, fields[i].size);
            return fields[i].size;
        }
        if (fields[i].number == ZLIB &&
            uncompress(out, &unpacked, fields[i].body, fields[i].size) == Z_OK)
            return unpacked;
    }
    return 0;
}

/* BlobHeader and Blob with a changed inside: raw, or now and then packed. */
static size_t put_blob(const uint8_t *head, size_t head_size, const uint8_t *inside, size_t size,
                       uint8_t *out, size_t used, size_t room)
{
    uint8_t *blob = malloc(2 * INSIDE_MAX), header[512], four[4];
    field fields[FIELDS_MAX];
    fuzz_check(blob != NULL, "memory");
    size_t blob_size = 0, header_size = 0;
    if (rand() % 8 == 0) {
        uLongf packed = INSIDE_MAX;
        blob[0] = RAW_SIZE << 3;
        blob_size = 1 + write_varint(blob + 1, size);
        uint8_t *bytes = malloc(packed);
        if (bytes != NULL && compress(bytes, &packed, inside, size) == Z_OK)
            blob_size = put_field(blob, blob_size, 2 * INSIDE_MAX, ZLIB, bytes, packed);
        free(bytes);
    } else {
        blob_size = put_field(blob, 0, 2 * INSIDE_MAX, RAW, inside, size);
    }
    size_t count = read_fields(head, head_size, fields);
    for (size_t i = 0; i < count; i++)
        if (fields[i].number != 3) /* datasize */
            header_size = put(header, header_size, sizeof header - 12, fields[i].from,
                              (size_t)(fields[i].body - fields[i].from) + fields[i].size);
    if (header_size < sizeof header - 12) {
        header[header_size++] = 3 << 3;
        header_size += write_varint(header + header_size, blob_size);
        for (int i = 0; i < 4; i++)
            four[i] = (uint8_t)(header_size >> 8 * (3 - i));
        used = put(out, used, room, four, sizeof four);
        used = put(out, used, room, header, header_size);
        used = put(out, used, room, blob, blob_size);
    }
    free(blob);
    return used;
}

/* How long BlobHeader and Blob at `at` are, 0 where there are none. */
static size_t blob_at(const uint8_t *at, size_t left, size_t *head_size, size_t *blob_size)
{
    field fields[FIELDS_MAX];
    if (left < 4)
        return 0;
    *head_size = (size_t)at[0] << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
    *blob_size = 0;
    if (*head_size > left - 4)
        return 0;
    size_t count = read_fields(at + 4, *head_size, fields);
    for (size_t i = 0; i < count; i++) {
        uint64_t value = 0;
        if (fields[i].number == 3 && fields[i].kind == 0)
            (void)read_varint(fields[i].body, fields[i].body + fields[i].size, &value);
        *blob_size = value > 0 ? (size_t)value : *blob_size;
    }
    return *blob_size > 0 && *blob_size <= left - 4 - *head_size ? 4 + *head_size + *blob_size : 0;
}

static size_t change_blobs(const uint8_t *data, size_t size, uint8_t *out, size_t room)
{
    size_t blobs = 0, used = 0, head_size, blob_size, whole;
    for (size_t at = 0; (whole = blob_at(data + at, size - at, &head_size, &blob_size)) > 0;
         at += whole)
        blobs++;
    if (blobs == 0)
        return 0;
    uint8_t *inside = malloc(INSIDE_MAX), *changed = malloc(INSIDE_MAX);
    fuzz_check(inside != NULL && changed != NULL, "memory");
    size_t chosen = (size_t)rand() % blobs, at = 0;
    for (size_t i = 0; i < blobs; i++, at += whole) {
        whole = blob_at(data + at, size - at, &head_size, &blob_size);
        const uint8_t *head = data + at + 4, *blob = head + head_size;
        size_t inner = i == chosen ? unpack(blob, blob_size, inside) : 0;
        size_t now = inner > 0 ? change_message(inside, inner, changed, INSIDE_MAX, 0) : SIZE_MAX;
        if (now <= INSIDE_MAX)
            used = put_blob(head, head_size, changed, now, out, used, room);
        else
            used = put(out, used, room, data + at, whole);
    }
    free(inside);
    free(changed);
    return used <= room ? used : 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    srand(seed);
    if (rand() % 16 > 0) {
        uint8_t *out = malloc(max_size);
        fuzz_check(out != NULL, "memory");
        size_t made = change_blobs(data, size, out, max_size);
        if (made > 0)
            memcpy(data, out, made);
        free(out);
        if (made > 0)
            return made;
    }
    return LLVMFuzzerMutate(data, size, max_size);
}

#endif
