#!/usr/bin/env python3
"""The law of direction: includes point down src/floors.txt, neighbours never meet, a foreign header stays in its room."""
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
# What C17, POSIX and Linux give everybody.
LIBC = {
    "assert.h", "ctype.h", "errno.h", "fcntl.h", "float.h", "inttypes.h", "limits.h", "math.h", "setjmp.h", "signal.h", "stdarg.h",
    "stdatomic.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h", "strings.h", "sys/stat.h", "sys/types.h",
    "time.h", "unistd.h", "dirent.h", "libgen.h", "locale.h", "sys/ioctl.h", "sys/wait.h", "ftw.h", "fts.h", "sys/statvfs.h", "sys/file.h", "sys/mman.h",
    "iconv.h", "pthread.h",
}
CXX = {"algorithm", "cstdint", "cstring", "exception", "memory", "new", "string", "utility", "vector", "cstdlib", "cstdio", "limits",
       "stdexcept", "system_error", "unordered_map", "array", "cmath"}


def read_floors(path):
    rooms = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            room, floor, foreign = line.split(None, 2)
            rooms[room] = (int(floor), None if foreign.strip() == "-" else re.compile(f"(?:{foreign.strip()})$"))
    return rooms


def judge_ours(room, target, rooms):
    """Why `room` may not include a header of room `target`, or None."""
    if target not in rooms:
        return f"there is no room {target}"
    if room == target:
        return None
    if rooms[room][0] == 5:
        return "floor 5 uses the public header only"
    if rooms[target][0] > rooms[room][0]:
        return f"{target} is on a higher floor"
    if rooms[target][0] == rooms[room][0]:
        return f"{target} is a neighbour on the same floor"
    return None


def judge_foreign(room, header, rooms, is_cxx):
    if header in LIBC or (is_cxx and header in CXX) or header.startswith("lifecircle/"):
        return None
    if rooms[room][1] and rooms[room][1].match(header):
        return None
    return f"<{header}> is foreign to this room"


def check(source):
    rooms = read_floors(source / "src/floors.txt")
    wrong = []
    files = [f for f in sorted((source / "src").rglob("*")) if f.suffix in (".c", ".h", ".cc")]
    for file in files:
        room = file.relative_to(source / "src").parts[0]
        for kind, header in INCLUDE.findall(file.read_text(encoding="utf-8")):
            if kind == '"' and "/" in header:
                why = judge_ours(room, header.split("/")[0], rooms)
            elif kind == '"':
                why = None if header.startswith("lc_") else "name our headers with their room"
            else:
                why = judge_foreign(room, header, rooms, file.suffix == ".cc")
            if why:
                wrong.append(f"{file.relative_to(source)}: {header}: {why}")
    return files, wrong


if __name__ == "__main__":
    checked, faults = check(Path(sys.argv[1]))
    print("\n".join(faults) or f"{len(checked)} files keep to their floors")
    sys.exit(1 if faults else 0)
