"""The numbers of a plan document, in its own order: what docs/plans/<code>.md has to list.

A number is one of these, wherever it stands (title, heading, table, sentence):

* digits, with a decimal part and with the sign or multiple that is written on to them: 40㎡, 3.5%, 1.47万, 5万;
* a date, as far as it is written in one: 2022年12月30日, 2019年9月, 2025年;
* several of them joined into one figure: 1-3, 2018-2020, 20%—50%, 1+8, 1+N;
* Chinese numerals, however long: 十个, 每千人, 三年行动计划, "十四五", the heading 一、. Those inside a word of WORDS count nothing
  (统一 "uniform" holds a 一) or belong to a name, and are left out.

    python3 tests/support/plan_numbers.py document.txt      prints the rows of the table, to be filled in
"""
import re
import sys
from collections import namedtuple
from pathlib import Path

# Words whose numeral counts nothing.
WORDS = ["统一", "进一步", "一体", "一定", "一批", "一律", "一次性", "一代", "长三角", "第三方", "一网通办", "一键通", "一站式", "一窗受理", "一地受理", "一图读懂"]

HAN = "〇零一二两三四五六七八九十百千万亿"
FIGURE = r"\d+(?:\.\d+)?(?:[%％‰]|[万亿]|㎡)?"
DATE = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
NUMBER = re.compile(rf"{DATE}|{FIGURE}(?:[-—–~～+]{FIGURE})*(?:\+N)?|[{HAN}]+(?:0[{HAN}]+)*")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
AROUND = 7  # characters of the document told before and after a figure

Number = namedtuple("Number", "figure words")


def squeezed(text):
    """White space and the bars of a table's cells are layout: one blank each."""
    return re.sub(r"[\s|\ufeff]+", " ", text).strip()


def skipped(text):
    """The places that words of WORDS take."""
    return {i for word in WORDS for m in re.finditer(word, text) for i in range(m.start(), m.end())}


def numbers(text):
    """Every number of the text with the words around it, in order."""
    text = squeezed(text)
    names = skipped(text)
    found = [m for m in NUMBER.finditer(text) if m.start() not in names]
    return [Number(m.group(), text[max(0, m.start() - AROUND):m.end() + AROUND].strip()) for m in found]


def value(figure):
    """What a single figure says: 40㎡ is 40, 100% is 100, 1.47万 is 14700, 十 is 10. None for dates and joined figures."""
    m = re.fullmatch(r"(\d+(?:\.\d+)?)([%％‰万亿㎡]?)", figure)
    if m:
        return round(float(m[1]) * {"万": 1e4, "亿": 1e8}.get(m[2], 1), 6)
    if not re.fullmatch(f"[{HAN}]+", figure):
        return None
    total = digit = 0
    for c in figure:
        if c in DIGITS:
            digit = DIGITS[c]
        else:
            total, digit = total + (digit or 1) * {"十": 10, "百": 100, "千": 1000, "万": 1e4, "亿": 1e8}[c], 0
    return total + digit


if __name__ == "__main__":
    for no, number in enumerate(numbers(Path(sys.argv[1]).read_text(encoding="utf-8-sig")), 1):
        print(f"| {no} |  | {number.figure} | {number.words} |  |  |")
