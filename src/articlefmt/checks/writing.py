"""E7, W8: what is refused where a file is edited or written.

The layers below raise it, so the rules have no check, and `check` never tells it.
"""

from __future__ import annotations

from articlefmt.checks.rule import Group, Rule

__all__ = ["EDITS", "WRITING"]

_EDIT_ERROR = "exception only (`EditError`)"

EDITS = Group(
    code="E7",
    title="Edits",
    about="Nothing is written when one of these is raised.",
    rules=(
        Rule(
            code="E701",
            name="wrong type for a field",
            severity="error",
            severity_text="exception only (`FieldError`, which is a `TypeError` and an `EditError`)",
            means=(
                'a field was given a value of another type: `record.heat = "12"`; or a `datetime` without a time zone '
                "or with a fraction of a second. The field keeps its old value."
            ),
            matters="the mistake shows where it is made, and not when the file is written.",
            mend="convert the value first. `bool` is no `int`.",
        ),
        Rule(
            code="E702",
            name="a value that can't be written",
            severity="error",
            severity_text=_EDIT_ERROR,
            means=(
                "no spelling of the value is read alike by every reader, or front matter can't hold it: half a "
                "character, a datetime without a zone or with parts of a second, an object."
            ),
            matters="whatever was written would be read back as something else.",
            mend="the message names the cure. In Python, `value.replace(microsecond=0)` cuts a fraction of a second.",
        ),
        Rule(
            code="E703",
            name="an edit that can't be made here",
            severity="error",
            severity_text=_EDIT_ERROR,
            means=(
                "a tag, an alias, or an anchor that one refers to forbids the change; a comment would be lost or would "
                "become text; or there is nothing at that key."
            ),
            matters="the edit would change more than was asked for.",
            mend="edit the text by hand at the place that the message names.",
        ),
        Rule(
            code="E704",
            name="a written file would read differently",
            severity="error",
            severity_text=_EDIT_ERROR,
            means="the edited text was read again, as every edit is, and didn't say exactly what was wanted.",
            matters="this is the last guard before bytes leave the library.",
            mend="make this edit by hand, and report it.",
        ),
        Rule(
            code="E705",
            name="`secured` would change",
            severity="error",
            severity_text="exception only (`SecuredChangedError`)",
            means=(
                "`secured` was assigned, set or deleted, at whatever depth, or went with what it stands in; or a "
                "record with another `secured` took the place of the first. Or a document with another `secured`, or "
                "none, was to take the place of a file that holds one; one that doesn't parse holds one if a line has "
                "the key."
            ),
            matters="only its owner can make a valid value.",
            mend=(
                "keep the value: load the file and edit that document. If it must change, call "
                "`Document.replace_secured`; one that isn't at the top is changed by hand only."
            ),
        ),
        Rule(
            code="E706",
            name="another class of record assigned",
            severity="error",
            severity_text=_EDIT_ERROR,
            means="`doc.record` was given a record of another class than the file's.",
            matters="the file would become another kind of file under its old name.",
            mend="make a new file with `Document.new`.",
        ),
        Rule(
            code="E707",
            name="a record that its class refuses",
            severity="error",
            severity_text=_EDIT_ERROR,
            means=(
                "a record was changed to what its class refuses when it is made: a validator, a converter or a hook "
                "raises."
            ),
            matters="the written file couldn't be read as a record of this class.",
            mend="give the field a value that the class takes.",
        ),
    ),
)

WRITING = Group(
    code="W8",
    title="Writing files",
    rules=(
        Rule(
            code="W801",
            name="the file changed on disk",
            severity="error",
            severity_text="exception only (`ConflictError`)",
            means="the file isn't the one that was read; somebody else wrote it since.",
            matters="saving would undo what the other one did.",
            mend="load the file again and repeat the edit.",
        ),
        Rule(
            code="W802",
            name="another file is there",
            severity="error",
            severity_text="exception only (`ConflictError`)",
            means="a document was to be saved to a path where a file is that it wasn't read from.",
            matters="what that file holds would be lost, and nobody has looked at it.",
            mend="save to another path; or with `overwrite=True`, if that file is to be replaced.",
        ),
    ),
)
