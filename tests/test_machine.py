"""A document of any untidiness under random edits, held against a plain dict; PyYAML and ruamel.yaml judge each step."""

from __future__ import annotations

import copy
from typing import Any

import yaml
from hypothesis import reject, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from ruamel.yaml import YAML

import articlefmt
from articlefmt import Document, EditError, Record, StructureError
from articlefmt.model.fields import specs_by_key
from articlefmt.testing import records
from articlefmt.testing.values import plain_values, texts
from tests.edits import agree, edited
from tests.strategies import untidy_documents


class Editing(RuleBasedStateMachine):
    """`model` is what the front matter must say, `body` what must follow it."""

    document: Document[Record]
    model: dict[str, Any]
    body: str

    @initialize(data=untidy_documents() | records().map(lambda record: Document.new(record).to_bytes()))
    def load(self, data: bytes) -> None:
        try:
            self.cls = type(articlefmt.loads(data, Record).record)
        except StructureError:
            reject()
        self.document = articlefmt.loads(data, self.cls)
        self.model = self.document.values
        self.body = self.document.body

    @rule(draws=st.data())
    def edit_the_record(self, draws: st.DataObject) -> None:
        before = copy.deepcopy(self.document.record)
        draws.draw(edited(self.document.record))
        self.accept(before)

    @rule(record=records())
    def replace_the_record(self, record: Record) -> None:
        if type(record) is type(self.document.record):
            before = self.document.record
            values = articlefmt.unstructure(record)
            values.pop("secured", None)
            kept = articlefmt.unstructure(before).get("secured")
            self.document.record = articlefmt.structure(values | ({"secured": kept} if kept else {}), type(record))
            self.accept(before)

    @rule(name=texts.filter(lambda key: key not in ("secured", "<<")), value=plain_values)
    def set_an_unknown_key(self, name: str, value: Any) -> None:
        if name in specs_by_key(self.cls) or name in ("taxonomy", "title", "name", "levels"):
            return
        try:
            self.document.set((name,), value)
        except EditError as error:
            assert error.code in ("E702", "E703"), error
        else:
            self.model[name] = value

    @precondition(lambda self: self.document.record.extra)
    @rule(draws=st.data())
    def delete_an_unknown_key(self, draws: st.DataObject) -> None:
        name = draws.draw(st.sampled_from(sorted(self.document.record.extra)))
        try:
            self.document.delete((name,))
        except EditError as error:
            assert error.code == "E703", error
        else:
            del self.model[name]

    @precondition(lambda self: self.document.record.extra)
    @rule(draws=st.data(), name=texts.filter(lambda key: key not in ("secured", "<<")))
    def rename_an_unknown_key(self, draws: st.DataObject, name: str) -> None:
        old = draws.draw(st.sampled_from(sorted(self.document.record.extra)))
        others = sorted({*self.document.record.extra, name} - {old})
        name = draws.draw(st.sampled_from([name, *others]))
        if name in specs_by_key(self.cls) or name in ("taxonomy", "title", "name", "levels"):
            return
        try:
            self.document.rename((old,), name)
        except EditError as error:
            assert error.code in ("E702", "E703"), error
            assert error.place is not None
        else:
            self.model = {name if one == old else one: value for one, value in self.model.items()}

    @rule(body=texts)
    def set_the_body(self, body: str) -> None:
        self.document.body = self.body = body

    @rule(secured=st.none() | st.just("QUJD;REVG"))
    def replace_secured(self, secured: str | None) -> None:
        self.document.replace_secured(secured)
        self.model.pop("secured", None)
        if secured is not None:
            self.model["secured"] = secured

    def accept(self, before: Record) -> None:
        """The record was edited: the model follows, or the edit is refused and undone."""
        try:
            self.document.to_bytes()
        except EditError as error:
            assert error.code in ("E702", "E703"), error
            self.document.record = before
        else:
            self.model = articlefmt.unstructure(self.document.record)

    @invariant()
    def everybody_reads_the_model(self) -> None:
        data = self.document.to_bytes()
        front = data.decode().replace("\r\n", "\n").removeprefix("---\n").split("\n---\n")[0] + "\n"
        ours = articlefmt.loads(data, self.cls)
        assert ours.body == self.body
        for values in (ours.values, yaml.safe_load(front), YAML(typ="safe", pure=True).load(front)):
            assert agree(values, self.model, self.cls)
        assert agree(articlefmt.unstructure(ours.record), articlefmt.unstructure(self.document.record), self.cls)


TestEditing = Editing.TestCase
EXAMPLES = settings().max_examples
TestEditing.settings = settings(max_examples=max(5, EXAMPLES // 5), stateful_step_count=8)
