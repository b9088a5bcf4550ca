#include "source/feed.h"
#include "source/source.h"
#include "source/write.h"

typedef struct context_reader {
    lc_store *store;
    lc_area *area;
    lc_stmt *insert;
    bool blocks; /* of the file that is read */
    lc_feed feed;
} context_reader;

static lc_status read_row(void *user)
{
    context_reader *reader = user;
    lc_feed *feed = &reader->feed;
    lc_wkb wkb = {NULL, 0};
    bool ok = false;
    const char *kind = lc_feed_text(feed, LC_F_KIND);
    if (kind == NULL)
        return lc_feed_reject(feed, "missing_value", "kind", NULL, NULL);
    lc_status status = lc_feed_geometry(feed, reader->area, &wkb, &ok);
    if (status == LC_OK && ok) {
        lc_stmt_bind_text(reader->insert, ":kind", kind);
        lc_stmt_bind_text(reader->insert, ":name", lc_feed_text(feed, LC_F_NAME));
        lc_stmt_bind_blob(reader->insert, ":wkb", wkb.bytes, wkb.size);
        lc_stmt_bind_int(reader->insert, ":input_id", feed->input_id);
        lc_stmt_bind_int(reader->insert, ":blocks", reader->blocks);
        status = lc_stmt_run(reader->insert);
        if (status == LC_OK)
            lc_feed_keep(feed);
    }
    lc_wkb_clear(&wkb);
    return status;
}

static lc_status read_file(context_reader *reader, const lc_study *study, const lc_source *source)
{
    lc_feed *feed = &reader->feed;
    reader->blocks = source->blocks;
    lc_status status =
        lc_feed_open(feed, reader->store, study, source, lc_area_geom(reader->area), true);
    if (status == LC_OK)
        status = lc_feed_require(feed, LC_F_KIND);
    if (status == LC_OK)
        status = lc_feed_rows(feed, read_row, reader);
    if (status == LC_OK)
        status = lc_feed_finish(feed, false);
    lc_feed_close(feed);
    return status;
}

lc_status lc_source_context(lc_store *store, const lc_study *study)
{
    context_reader reader = {.store = store};
    lc_status status = lc_store_run(store, "source/delete_context_feature");
    if (status == LC_OK)
        status = lc_area_open(store, study, &reader.area);
    if (status == LC_OK)
        status = lc_store_query(store, "source/insert_context_feature", &reader.insert);
    for (size_t i = 0; status == LC_OK && i < study->source_count; i++)
        if (study->sources[i].role == LC_ROLE_CONTEXT)
            status = lc_source_done(store, study, &study->sources[i],
                                    read_file(&reader, study, &study->sources[i]));
    lc_stmt_free(reader.insert);
    lc_area_close(reader.area);
    return status;
}
