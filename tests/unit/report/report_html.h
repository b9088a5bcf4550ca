/* A page read by a parser that is not ours. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include <expat.h>

#include "report_store.h"

typedef struct outline {
    int heading;         /* level of the last one */
    bool heading_jumped; /* h2 -> h4 */
    int tables, captions, columns, columns_unscoped;
    int scripts, handlers, images;
    int titles_of_svg;
    char lang[16];
    XML_Parser parser;
} outline;

static inline void outline_see(void *user, const char *name, const char **attributes)
{
    outline *o = user;
    o->tables += strcmp(name, "table") == 0;
    o->captions += strcmp(name, "caption") == 0;
    o->scripts += strcmp(name, "script") == 0;
    o->images += strcmp(name, "img") == 0;
    if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0') {
        o->heading_jumped |= name[1] - '0' > o->heading + 1;
        o->heading = name[1] - '0';
    }
    bool scoped = false;
    for (const char **a = attributes; *a != NULL; a += 2) {
        o->handlers += strncmp(a[0], "on", 2) == 0;
        scoped |= strcmp(a[0], "scope") == 0;
        if (strcmp(name, "html") == 0 && strcmp(a[0], "lang") == 0)
            snprintf(o->lang, sizeof o->lang, "%s", a[1]);
    }
    o->columns += strcmp(name, "th") == 0;
    o->columns_unscoped += strcmp(name, "th") == 0 && !scoped;
    o->titles_of_svg += strcmp(name, "desc") == 0;
}

/* What a well-formed page is made of; fails where it is not, or lacks what readers of screens need.
 */
static inline outline outline_read(const char *html)
{
    outline o = {0};
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &o);
    XML_SetStartElementHandler(parser, outline_see);
    if (XML_Parse(parser, html, (int)strlen(html), 1) != XML_STATUS_OK)
        fail_msg("line %d column %d: %s", (int)XML_GetCurrentLineNumber(parser),
                 (int)XML_GetCurrentColumnNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    assert_false(o.heading_jumped);
    assert_int_equal(o.tables, o.captions);
    assert_int_equal(o.columns_unscoped, 0);
    assert_int_equal(o.handlers + o.images, 0);
    return o;
}

#endif
