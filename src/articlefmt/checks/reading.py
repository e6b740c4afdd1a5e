"""F1, Y2, T3: what is refused where a file is read.

The layers below raise it, so the rules have no check; `check` tells it as findings.
"""

from __future__ import annotations

from articlefmt.checks.rule import Group, Rule

__all__ = ["FILE", "TYPES", "YAML"]

_PARSE_ERROR = "error (`ParseError`)"
_STRUCTURE_ERROR = "error (`StructureError`)"

FILE = Group(
    code="F1",
    title="The file",
    rules=(
        Rule(
            code="F101",
            name="no front matter",
            severity="error",
            severity_text=_PARSE_ERROR,
            means=(
                "the first line isn't `---`. The file is empty, has text or blanks first, or has TOML (`+++`), JSON "
                "(`{`) or a YAML directive (`%`) there."
            ),
            matters=(
                "a reader that finds no front matter takes the whole file for text: the page has no title and no date, "
                "and shows its own data."
            ),
            mend="make `---` the first line, with nothing before it.",
        ),
        Rule(
            code="F102",
            name="front matter isn't closed",
            severity="error",
            severity_text=_PARSE_ERROR,
            means=(
                "no later line starts with `---`. Perhaps the closing line is indented, is `...`, or the lines end "
                "with a lone CR."
            ),
            matters=(
                "readers then take all of the file for data, or none. `...` in place of the closing line fails in 7 of "
                "11 consumers."
            ),
            readers=(
                "python-frontmatter takes no front matter from a file that closes with `...`; gray-matter reads to the "
                "end of the file and fails; Hugo's build stops. Jekyll and pandoc take it."
            ),
            mend="put a line of exactly `---` below the last key.",
        ),
        Rule(
            code="F103",
            name="a fence is in doubt",
            severity="error",
            severity_text=_PARSE_ERROR,
            means=(
                "the first line, or a line before the closing one, starts with `---` and goes on: `----`, `--- # "
                "draft`, `---x`. Or a second YAML document starts inside the front matter, or the lines end with a "
                "lone CR."
            ),
            matters=(
                "several readers end the front matter at any line that starts with `---`, others don't. They would see "
                "different records, so articlefmt doesn't guess."
            ),
            readers=(
                "at a line that starts with `---` gray-matter and Hugo end the front matter, Jekyll shows the page "
                "without data or refuses it, python-frontmatter fails or takes a key `---x`. `--- # comment` as the "
                "first line: ignored by python-frontmatter, Jekyll and pandoc, an error in gray-matter, fine for Hugo."
            ),
            mend=(
                "write the fences as exactly `---`. If the line is text, indent it or put it in double quotes with "
                "`\\n`."
            ),
        ),
        Rule(
            code="F104",
            name="not UTF-8",
            severity="error",
            severity_text=_PARSE_ERROR,
            means=(
                "a byte of the file isn't UTF-8, the file is UTF-16 or UTF-32, or a `str` that was given holds half a "
                "character (a lone surrogate)."
            ),
            matters="some readers stop, others replace the character; what replaced it would be written back.",
            mend="save the file as UTF-8, without a byte order mark.",
        ),
    ),
)

YAML = Group(
    code="Y2",
    title="YAML",
    rules=(
        Rule(
            code="Y201",
            name="invalid YAML",
            severity="error",
            severity_text=_PARSE_ERROR,
            means="the text between the fences breaks the rules of YAML at this place.",
            matters=(
                "most readers refuse the file, which stops a site's build; a lenient one makes something else of it."
            ),
            mend=(
                "do what the message says. Most often it is a text with `: ` or a quote in it that needs double "
                "quotes, or a wrong indentation."
            ),
        ),
        Rule(
            code="Y202",
            name="front matter isn't a mapping",
            severity="error",
            severity_text=_PARSE_ERROR,
            means="between the fences there is nothing, a list, or one text, but no keys.",
            matters="without keys there is no record.",
            mend="write `key: value` lines.",
        ),
        Rule(
            code="Y203",
            name="duplicate key",
            severity="error",
            severity_text=_PARSE_ERROR,
            means="the same key stands twice in one mapping, at whatever depth.",
            matters=(
                "of 12 consumers 6 refuse the file and 5 take the last value, so that an edit of the first one is lost."
            ),
            readers=(
                "PyYAML, python-frontmatter, Jekyll, older Hugos and pandoc take the last; ruamel.yaml, js-yaml, "
                "gray-matter, npm `yaml` and newer Hugos refuse the file."
            ),
            mend="keep one of the two.",
        ),
        Rule(
            code="Y204",
            name="a character that YAML forbids",
            severity="error",
            severity_text=_PARSE_ERROR,
            means=(
                "a control character stands in the text, or an escape in double quotes gives half a character "
                '(`"\\ud83d"`).'
            ),
            matters="YAML forbids it. Readers refuse the file, or read another character.",
            mend=(
                "remove the character, or write it as an escape in double quotes. In place of half a character, write "
                "the whole one."
            ),
        ),
        Rule(
            code="Y205",
            name="over a limit",
            severity="error",
            severity_text=_PARSE_ERROR,
            means=(
                "the front matter has more bytes, lines, nodes or levels than `Limits` allows: 256 KiB, 50,000 lines, "
                "20,000 nodes, 100 levels."
            ),
            matters="no article comes near that. A file that does is broken, or made to exhaust who reads it.",
            mend="move the data elsewhere, or pass wider `Limits`.",
        ),
    ),
)

TYPES = Group(
    code="T3",
    title="Types",
    about="A `StructureError` lists every problem of the record at once, in `problems`.",
    rules=(
        Rule(
            code="T301",
            name="wrong type",
            severity="error",
            severity_text=_STRUCTURE_ERROR,
            means=(
                "the value has another type than the field: text for an int, a bool for an int, null in a list of "
                "topics."
            ),
            matters=(
                "nothing is coerced, because consumers don't agree on it: a site that adds up `heat` stops at a text. "
                "15 real files have a null topic."
            ),
            mend="write a value of the type that the message names; a number that is meant as text needs quotes.",
        ),
        Rule(
            code="T302",
            name="a required field is missing",
            severity="error",
            severity_text=_STRUCTURE_ERROR,
            means=(
                "a key is absent that every file of this class has, such as `title` of an article or `url` of an image."
            ),
            matters="without it there is no record of this class.",
            mend=(
                "add the key. If the file is no article but of a class of yours, say so: by `cls=` in Python, for the "
                "commands below `[tool.articlefmt.classes]` in `pyproject.toml`, by a pattern that fits the file."
            ),
        ),
        Rule(
            code="T303",
            name="another class of record",
            severity="error",
            severity_text=_STRUCTURE_ERROR,
            means=(
                "the values don't fit the class asked for, and the keys are those of another: a profile was loaded as "
                "an `Article`."
            ),
            matters="every single problem would be listed, and none of them is the reason.",
            mend=(
                "load it with the `cls` that the message shows, or with `cls=articlefmt.Record` for any article class. "
                "Where none of several classes fits, mend what follows."
            ),
        ),
        Rule(
            code="T304",
            name="a quoted number, bool or timestamp",
            severity="error",
            severity_text=_STRUCTURE_ERROR,
            means='the value would have the right type, but stands in quotes, so it is text: `heat: "70"`.',
            matters="a quoted timestamp breaks the build of the Jekyll site, and so does a quoted int.",
            readers="all readers take it for text; pandoc can't tell it from a number.",
            mend="remove the quotes.",
            fix="the quotes are removed; a time without a zone is taken as UTC",
        ),
        Rule(
            code="T305",
            name="aliases expand without end",
            severity="error",
            severity_text=_STRUCTURE_ERROR,
            means=(
                "an alias stands for something that holds the alias itself, or aliases of aliases stand for more "
                "values than `Limits.nodes`."
            ),
            matters=(
                "a few lines can stand for billions of values and exhaust who reads them. The text itself is accepted "
                "and given back."
            ),
            mend="write the values out in place of the aliases.",
        ),
        Rule(
            code="T306",
            name="the class refuses a value",
            severity="error",
            severity_text=_STRUCTURE_ERROR,
            means=(
                "the value has the type of its field, and a validator, a converter or a hook of the class refuses it, "
                "or makes something of it that the field doesn't take; the message shows which."
            ),
            matters="the class allows no record with this value.",
            mend="write a value that the class takes.",
        ),
    ),
)
