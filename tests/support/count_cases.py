#!/usr/bin/env python3
"""Adds up the JUnit files that cmocka and pytest leave, lists what failed and why others were skipped, and closes with one plain line."""
import sys
import xml.etree.ElementTree as tree
from pathlib import Path


def main(folders):
    passed = failed = skipped = 0
    for file in sorted(f for folder in folders for f in Path(folder).glob("*.xml")):
        for case in tree.parse(file).getroot().iter("testcase"):
            name = f"{file.stem}: {case.get('name')}"
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                print(f"FAILED  {name}")
            elif case.find("skipped") is not None:
                skipped += 1
                print(f"skipped {name}: {case.find('skipped').get('message', '')}")
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
