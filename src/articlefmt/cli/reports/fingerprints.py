"""What a finding is known by in the next run, too, though lines above it came or went."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from articlefmt.checks import Finding
from articlefmt.keys import key_text_of_items

__all__ = ["fingerprints", "uri_of"]


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """One for each finding of a file, 32 hexadecimal digits: made of the file, the code, the key and the text there.

    Not of the line, nor of the number of an item. Where two are alike in all that they are counted, so that no two of a
    file have the same one.
    """
    seen: Counter[str] = Counter()
    return [_fingerprint(finding, seen) for finding in findings]


def uri_of(file: str) -> str:
    """A path as a relative URI, from the folder that the command runs in."""
    path = PurePath(file)
    return quote(path.as_posix().encode("utf-8", "surrogateescape"), safe="/")


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    text = "\0".join((uri_of(finding.file or ""), finding.code, key_text_of_items(finding.key), finding.excerpt or ""))
    seen[text] += 1
    return hashlib.sha256(f"{text}\0{seen[text]}".encode("utf-8", "backslashreplace")).hexdigest()[:32]
