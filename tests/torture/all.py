"""all.py MINUTES BUILD...: the torture of all calls for so long, in as many processes as there are cores, which share the builds.
Says how far it came; fails when a case is not well."""
import os
import sys
import tempfile
import threading
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "support")]
minutes, builds = float(sys.argv[1]), [Path(b).resolve() for b in sys.argv[2:]]
os.environ.setdefault("LC_BUILD", str(builds[0]))

import test_torture  # noqa: E402  (it asks the environment where the program is)


def work(part, parts, outcome):
    build = builds[part % len(builds)]
    with tempfile.TemporaryDirectory() as folder:
        test_torture.studies(Path(folder))
        outcome[part] = test_torture.torture(folder, "--all", "--seconds", 60 * minutes, "--part", part, "--parts", parts,
                                             program=build / "bin" / "torture")


def main():
    parts = max(os.cpu_count() or 1, len(builds))
    outcome = [None] * parts
    threads = [threading.Thread(target=work, args=(i, parts, outcome)) for i in range(parts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for code, said in outcome:
        print(said)
    return any(code != 0 for code, _ in outcome)


sys.exit(main())
