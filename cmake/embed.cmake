# Turns a list of files into one C table: <SYMBOL>.h and <SYMBOL>.c. Each file is followed by a NUL, so text reads as a string.
file(STRINGS ${LIST} files)
string(TOUPPER ${SYMBOL} guard)
file(WRITE ${OUT}/${SYMBOL}.h.new
"#ifndef ${guard}_H\n#define ${guard}_H\n#include <stddef.h>\n#ifndef LC_EMBEDDED_T\n#define LC_EMBEDDED_T\n"
"/* A file that was compiled in: name below its root, bytes, size without the closing NUL. */\n"
"typedef struct lc_embedded {\n    const char *name;\n    const char *text;\n    size_t size;\n} lc_embedded;\n#endif\n"
"extern const lc_embedded ${SYMBOL}[];\nextern const size_t ${SYMBOL}_count;\n#endif\n")
set(arrays "")
set(table "")
set(n 0)
foreach(f IN LISTS files)
    if(f STREQUAL "")
        continue()
    endif()
    file(RELATIVE_PATH name ${ROOT} ${f})
    file(READ ${f} hex HEX)
    file(SIZE ${f} size)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
    string(APPEND arrays "static const unsigned char file_${n}[] = {${hex}0x00};\n")
    string(APPEND table "    {\"${name}\", (const char *)file_${n}, ${size}},\n")
    math(EXPR n "${n}+1")
endforeach()
file(WRITE ${OUT}/${SYMBOL}.c
"#include \"${SYMBOL}.h\"\n${arrays}const lc_embedded ${SYMBOL}[] = {\n${table}    {NULL, NULL, 0},\n};\nconst size_t ${SYMBOL}_count = ${n};\n")
file(RENAME ${OUT}/${SYMBOL}.h.new ${OUT}/${SYMBOL}.h)
