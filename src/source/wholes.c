#include "source/wholes.h"

#include <stdio.h>

#include "source/doubts.h"

void lc_wholes_add(lc_wholes *wholes, const char *whole, size_t part, double whole_people,
                   double part_people)
{
    wholes->whole = whole;
    wholes->of[part].rows++;
    wholes->of[part].smaller += whole_people < part_people;
    wholes->of[part].whole += whole_people;
    wholes->of[part].part += part_people;
}

static bool exceeds(const lc_wholes *wholes, size_t i)
{
    return wholes->of[i].rows >= LC_WHOLE_ROWS && 2 * wholes->of[i].smaller > wholes->of[i].rows &&
           wholes->of[i].whole < wholes->of[i].part;
}

lc_status lc_wholes_tell(const lc_wholes *wholes, lc_feed *feed, const char *const *labels,
                         size_t count)
{
    size_t worst = count;
    char rows[64];
    for (size_t i = 0; i < count; i++)
        if (exceeds(wholes, i) &&
            (worst == count || wholes->of[i].smaller > wholes->of[worst].smaller))
            worst = i;
    if (worst == count)
        return LC_OK;
    bool unit = wholes->of[worst].whole < LC_WHOLE_SHARE * wholes->of[worst].part;
    (void)snprintf(rows, sizeof rows, "%lld/%lld", (long long)wholes->of[worst].smaller,
                   (long long)wholes->of[worst].rows);
    lc_status status = lc_feed_forget(feed, "group_exceeds_total");
    return status == LC_OK
               ? lc_feed_note_file(feed, unit ? "whole_in_ten_thousands" : "whole_below_part",
                                   wholes->whole, rows, labels[worst])
               : status;
}
