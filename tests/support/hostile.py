"""Texts that try to be more than text, for every door that takes a text from others: names, codes, file names, words of a plan."""
CSV = ["=cmd|' /C calc'!A0", "+1+1", "-1+2", "@SUM(A1)", "\t=1+1", "\r=1+1", "{=1}", "a;b\tc", 'a"b\'c`d', "=HYPERLINK(\"http://x\")"]
SQL = ["'; DROP TABLE facility; --", "\"; DROP TABLE region; --", "x' UNION SELECT sqlite_version() --", "%' OR 1=1 --", "\\'", "[x]", "`x`"]
MARKUP = ["<script>window.hacked=1</script>", "</script><script>window.hacked=1</script>", "<img src=x onerror=window.hacked=1>", "\" onload=\"window.hacked=1",
          "]]>", "<!--", "&lt;b&gt;", "<svg><image href='file:///etc/passwd'/></svg>", "<span foreground='red'>", "&xxe;", "javascript:window.hacked=1",
          "<?xml version='1.0'?>", "{{7*7}}", "${7*7}"]
SCRIPT = ["\u2028window.hacked=1", "\u2029", "\\u0022", "*/ window.hacked=1 /*", "'+window.hacked+'"]
QGIS = ["[% eval('1') %]", "@project_path", "$geometry", "\" || env('HOME') || \"", "layer|layername=x"]
DOCUMENT = ["(a)) /OpenAction << /S /JavaScript >>", "%PDF-1.7", "\\) Tj ET", "%!PS"]
TERMINAL = ["\x1b[2J\x1b[31mred", "\x1b]0;title\x07", "\x9b31m", "bell\x07\x08\x08", "line\nlifecircle: all is well", "back\rover"]
DIRECTION = ["\u202egnp.exe", "\u2066a\u2069", "\u200e\u200f", "\ufeffbom", "zero\u200bwidth", "e\u0301" * 40, "\u0000"[:0] + "\ufffe", "\U000e0041tag"]
PATHS = ["../../x", "..", ".", "/etc/passwd", "C:\\x", "CON", "con", "nul.txt", "LPT1", "trailing.", "trailing ", " leading", "a/b", "a\\b", "a:b", "a*b?", "~", "-rf", "--out",
         "x" * 255, "长" * 200, ".hidden", "A1", "a1", "Ａ1", "é", "e\u0301"]
FORMAT = ["%s%n%d", "%1$s", "{0}", "$HOME", "`id`", "$(id)", "; id"]
ALL = CSV + SQL + MARKUP + SCRIPT + QGIS + DOCUMENT + TERMINAL + DIRECTION + PATHS + FORMAT
