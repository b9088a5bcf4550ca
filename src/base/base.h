/* Floor 0: what every room leans on. Status and messages, memory, growable arrays, text. */
#ifndef LC_BASE_BASE_H
#define LC_BASE_BASE_H

#include <lifecircle/context.h>

#include "base/array.h"
#include "base/cell.h"
#include "base/csv.h"
#include "base/disk.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/place.h"
#include "base/print.h"
#include "base/text.h"

#endif
