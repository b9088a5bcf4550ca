# One OBJECT library per room. Rooms see src/ (for "room/file.h"), include/ and their generated sources.
add_library(lc_flags INTERFACE)
target_compile_features(lc_flags INTERFACE c_std_17)
target_include_directories(lc_flags INTERFACE ${PROJECT_SOURCE_DIR}/include)
# Rooms are found by "room/file.h" alone: <gio/gio.h> is GLib's, which librsvg includes, not that of our room gio.
target_compile_options(lc_flags INTERFACE "SHELL:-iquote ${PROJECT_SOURCE_DIR}/src")
target_compile_definitions(lc_flags INTERFACE _GNU_SOURCE LC_BUILDING)
target_compile_options(lc_flags INTERFACE -fvisibility=hidden -fno-math-errno -ffp-contract=off)
if(LC_STRICT)
    target_compile_options(lc_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wformat=2 -Wvla -Wundef
        -Wpointer-arith -Wwrite-strings -Wcast-qual -Wswitch-enum -Werror
        $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wno-sign-conversion>)
endif()
if(LC_SANITIZE)
    target_compile_options(lc_flags INTERFACE -fsanitize=${LC_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(lc_flags INTERFACE -fsanitize=${LC_SANITIZE})
endif()
if(LC_COVERAGE)
    # atomic: several threads count, and a process that is killed in between must not leave nonsense
    target_compile_options(lc_flags INTERFACE --coverage -fprofile-update=atomic)
    target_link_options(lc_flags INTERFACE --coverage)
endif()

# lc_room(NAME SOURCES a.c b.c [LIBS PkgConfig::X ...])
function(lc_room name)
    cmake_parse_arguments(R "" "" "SOURCES;LIBS" ${ARGN})
    add_library(lc_${name} OBJECT ${R_SOURCES})
    set_target_properties(lc_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON C_EXTENSIONS ON)
    target_link_libraries(lc_${name} PUBLIC lc_flags ${R_LIBS})
    set_property(GLOBAL APPEND PROPERTY LC_ROOMS lc_${name})
endfunction()

# lc_embed(TARGET SYMBOL ROOT dir FILES ...): the files become byte arrays that TARGET is compiled with,
# declared in "<SYMBOL>.h" as <SYMBOL>[] and <SYMBOL>_count, named by their path below ROOT.
function(lc_embed target symbol)
    cmake_parse_arguments(E "" "ROOT" "FILES" ${ARGN})
    set(dir ${CMAKE_CURRENT_BINARY_DIR}/generated)
    set(list ${dir}/${symbol}.list)
    string(REPLACE ";" "\n" lines "${E_FILES}")
    file(GENERATE OUTPUT ${list} CONTENT "${lines}\n")
    add_custom_command(
        OUTPUT ${dir}/${symbol}.c ${dir}/${symbol}.h
        COMMAND ${CMAKE_COMMAND} -DSYMBOL=${symbol} -DROOT=${E_ROOT} -DLIST=${list} -DOUT=${dir}
                -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
        DEPENDS ${E_FILES} ${list} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
        COMMENT "Embedding ${symbol}" VERBATIM)
    target_sources(${target} PRIVATE ${dir}/${symbol}.c)
    target_include_directories(${target} PRIVATE ${dir})
endfunction()
