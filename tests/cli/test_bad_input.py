"""Bad inputs (tests/support/bad_input). A run that fails says once what is wrong, where, and
what to do, in the language asked for; leaves the outputs of the last good run as they were, byte by byte, and nothing beside them; and once
the input is mended, gives what it gave before. A row that is wrong is a finding; the run goes on."""
import os
import re
import shutil
import subprocess

import pytest
import small_study
from bad_input import CASES, GOOD
from lc_run import CLI, rows


def run(folder, language, *more):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_ALL", "LANG"))}
    done = subprocess.run([CLI, "run", "study.yaml", "--quiet", "--lang", language, *more], cwd=folder, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=120, env=environment)
    done.words = done.stderr.decode("utf-8", "replace").replace(f"{folder}/", "").replace(str(folder), "")
    return done


def outputs(folder):
    """What a run leaves but for its store, byte by byte; hidden files, too."""
    out = folder / "out"
    return {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file() and not p.name.startswith("lifecircle.sqlite")}


def assert_chinese(words):
    """No English sentence in a Chinese message: what is quoted (names, values, a library's own words in brackets) aside."""
    assert re.search("[\u4e00-\u9fff]", words), words
    plain = words
    for pattern in (r"“[^”]*”", r"（[^（）]*）", r"\([^()]*\)", r"\{[^{}]*\}", r"[\w./-]+\.\w+", r"[a-z_0-9]+(, [a-z_0-9]+)+"):
        plain = re.sub(pattern, " ", plain)
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}", plain), words


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good")
    small_study.write(folder)
    done = run(folder, "en")
    assert done.returncode == 0, done.words
    assert done.words == ""
    return folder


def broken(case, good, tmp_path):
    folder = tmp_path / "study"
    shutil.copytree(good, folder)
    case.change(folder)
    return folder


FATAL = [case for case in CASES if case.code != GOOD]
TOLD = [case for case in CASES if case.code == GOOD]


def named(cases):
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


def test_every_case_has_a_name_of_its_own():
    assert len({case.name for case in CASES}) == len(CASES)


@named(FATAL)
def test_fatal(case, good, tmp_path):
    folder = broken(case, good, tmp_path)
    done = run(folder, "en", "--overwrite")
    assert done.returncode == case.code, done.words
    assert done.words.startswith("lifecircle: ") and done.words.count("\n") == 1
    assert done.words.count(case.say) == 1, done.words
    assert done.stdout == b""
    chinese = run(folder, "zh", "--overwrite")
    assert chinese.returncode == case.code
    assert_chinese(chinese.words)
    assert outputs(folder) == outputs(good)


@named(FATAL[::6])
def test_mended(case, good, tmp_path):
    """After a failed run the mended study gives what it gave before."""
    folder = broken(case, good, tmp_path)
    run(folder, "en", "--overwrite")
    for path in good.iterdir():
        if path.is_file():
            there = folder / path.name
            if there.is_dir():
                there.rmdir()
            else:
                there.unlink(missing_ok=True)
            shutil.copy(path, there)
    done = run(folder, "en", "--overwrite")
    assert done.returncode == 0, done.words
    assert outputs(folder) == outputs(good)


@named(TOLD)
def test_told(case, good, tmp_path):
    folder = broken(case, good, tmp_path)
    done = run(folder, "en", "--overwrite")
    assert done.returncode == 0, done.words
    found = [row for row in rows(folder / "out/findings.csv") if all(row[k] == v for k, v in case.finding.items())]
    assert found, (folder / "out/findings.csv").read_text(encoding="utf-8")
    assert case.say in found[0]["message"]
    # The words follow the reader's language, not that of the run that read the files.
    assert run(folder, "zh", "--overwrite").returncode == 0
    chinese = [row for row in rows(folder / "out/findings.csv") if all(row[k] == v for k, v in case.finding.items())]
    assert len(chinese) == len(found)
    assert_chinese(chinese[0]["message"])
