"""The documents say what is so."""

from __future__ import annotations

import codeop
import inspect
import re
import runpy
from pathlib import Path

import pytest

import articlefmt
from articlefmt import testing
from articlefmt.checks.rules import RULES
from tests.samples import ROOT

DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
API = ROOT / "docs" / "reference" / "api.md"
SAVED = re.IGNORECASE | re.MULTILINE | re.DOTALL
ERRORS = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_code_block_of_a_document_is_run(path: Path) -> None:
    """All but drawings and grammars, what Sphinx reads, and the commands that CI runs from the README."""
    languages = set(re.findall(r"^```(\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    read = {language for language in languages if language.startswith("{")}
    assert languages - read <= {"python", "console", "toml", "yaml", "markdown", "text", "abnf", "bash"}
    assert set(blocks(path, "bash")) <= set(blocks(ROOT / "README.md", "bash"))


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "tutorials").glob("*.md")), ids=name)
def test_the_blocks_of_a_tutorial_can_be_pasted_at_the_prompt(path: Path) -> None:
    """Up to Python 3.12 an empty line ends what is indented there, and nothing else does. What is saved is no such block."""
    text = re.sub(r"save this as `[^`\n]+`:\n\n```python\n.*?^```$", "", path.read_text(encoding="utf-8"), flags=SAVED)
    for block in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        typed = ""
        for line in [*block.splitlines(), ""]:
            typed = "" if codeop.compile_command(f"{typed}{line}", symbol="single") else f"{typed}{line}\n"
        assert not typed.strip()


def test_what_is_made_from_the_code_is_up_to_date() -> None:
    """`python docs/generate.py` makes it anew."""
    made = runpy.run_path(str(ROOT / "docs" / "generate.py"))["PAGES"]
    assert {name: make() for name, make in made.items()} == {
        name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in made
    }


def test_the_readme_has_exactly_two_commands() -> None:
    commands = blocks(ROOT / "README.md", "bash")
    assert len(commands) == 2
    assert all(command.count("\n") == 1 for command in commands)


def test_each_code_has_its_section() -> None:
    assert re.findall(r"^#+ `?([A-Z]\d{3})", ERRORS, re.MULTILINE) == list(RULES)


def test_everything_public_has_a_docstring() -> None:
    for name in articlefmt.__all__:
        thing = getattr(articlefmt, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), name
        if inspect.isclass(thing) and thing.__module__.startswith("articlefmt"):
            for member, value in vars(thing).items():
                if not member.startswith("_") and (inspect.isfunction(value) or isinstance(value, property)):
                    assert inspect.getdoc(value), f"{name}.{member}"


def test_everything_public_is_in_the_reference() -> None:
    text = API.read_text(encoding="utf-8")
    told = re.findall(r"^\.\. (?:auto\w+|py:\w+):: (\w+)$", text, re.MULTILINE)
    assert sorted(told) == sorted([*articlefmt.__all__, *testing.__all__])


@pytest.mark.parametrize(
    "name",
    [name for of in (articlefmt, testing) for name in of.__all__ if inspect.isfunction(getattr(of, name))],
)
def test_every_public_function_has_an_example_in_the_reference(name: str) -> None:
    """The examples run as all blocks do."""
    assert re.search(rf"\b{name}\b", "".join(blocks(API, "python")))


def test_a_check_of_ones_own_takes_a_letter_that_no_rule_has() -> None:
    text = (ROOT / "docs" / "how-to" / "own-check.md").read_text(encoding="utf-8")
    *letters, last = sorted({code[0] for code in RULES})
    assert f"that articlefmt doesn't: it has {', '.join(letters)} and {last}." in text


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert set(re.findall(r"^([a-z/-]+)$", index, re.MULTILINE)) == pages - {"index"}


def test_the_glossary_is_sorted() -> None:
    terms = re.findall(r"^(.+)\n: ", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert terms
    assert terms == sorted(set(terms))


def test_what_is_exported_is_sorted_and_there() -> None:
    constants, names = ([name for name in articlefmt.__all__ if name.isupper() is is_one] for is_one in (True, False))
    assert articlefmt.__all__ == sorted(constants) + sorted(names)
    assert all(hasattr(articlefmt, name) for name in articlefmt.__all__)


def test_the_sentences_of_the_format_are_numbered_without_gaps() -> None:
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    numbers = re.findall(r"^[-*]? ?\**(F-\d+(?:\.\d+)?)", text, re.MULTILINE)
    assert numbers
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_a_test_that_a_document_names_is_there(path: Path) -> None:
    for named in re.findall(r"`(tests/[\w/]+\.py)`", path.read_text(encoding="utf-8")):
        assert (ROOT / named).exists(), named
