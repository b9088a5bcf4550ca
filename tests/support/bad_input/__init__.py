"""Bad inputs: a table of what is broken, the exit code, and what the program must say. Each module of this folder is a section of the table and
of docs/bad-input.md; its docstring is the heading."""
import importlib
import pkgutil
import sys
from dataclasses import dataclass, field
from typing import Callable

GOOD, USAGE, INPUT = 0, 1, 2


@dataclass
class Case:
    """`say` is in the message (exit code not 0) or in the words of the finding."""
    name: str
    change: Callable
    code: int
    say: str
    finding: dict = field(default_factory=dict)
    section: str = ""


CASES = []


def _add(case):
    case.section = sys.modules[case.section].__doc__.strip()
    CASES.append(case)


def fatal(name, change, say, code=INPUT):
    """The run ends with this exit code and says so."""
    _add(Case(name, change, code, say, section=sys._getframe(1).f_globals["__name__"]))


def told(name, change, finding, say):
    """The run goes on; there is such a row in findings.csv and its message says so."""
    _add(Case(name, change, GOOD, say, finding, section=sys._getframe(1).f_globals["__name__"]))


for _module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
    importlib.import_module("bad_input." + _module)
