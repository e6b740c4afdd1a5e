"""Compiles the block reader into the wheel. It is optional: without a C compiler the wheel is pure Python."""

from __future__ import annotations

import os
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCE = "src/articlefmt/syntax/_block_reader.c"
_MODULE = "articlefmt.syntax._block_reader"


class CompiledReader(BuildHookInterface[Any]):
    """Adds the compiled reader to a wheel, or to the checkout that is installed as editable."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """What hatchling calls before it builds a wheel.

        Variables of the environment: with `ARTICLEFMT_PURE=1` nothing is compiled; with `ARTICLEFMT_COMPILED=1` what
        can't be compiled is an error.
        """
        if os.environ.get("ARTICLEFMT_PURE", "") not in {"", "0"} or sys.implementation.name != "cpython":
            return
        try:
            built = _compiled(in_place=version == "editable")
        except (Exception, SystemExit) as error:  # whatever a compiler, or setuptools, does wrong
            if os.environ.get("ARTICLEFMT_COMPILED", "") not in {"", "0"}:
                raise
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            self.app.display_warning(f"articlefmt is built without its compiled reader, as pure Python: {reason}")
            return
        if version == "editable":
            return
        build_data["force_include"][str(built)] = f"articlefmt/syntax/{built.name}"
        build_data["pure_python"] = False
        if _is_limited():
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["tag"] = f"cp311-abi3-{platform}"
        else:
            build_data["infer_tag"] = True


def _is_limited() -> bool:
    """Whether the limited API is there, and one wheel does for all later versions. Python without a GIL lacks it."""
    return not sysconfig.get_config_var("Py_GIL_DISABLED")


def _compiled(*, in_place: bool) -> Path:
    """Compile the reader, in a folder of its own or beside its source. Returns the file."""
    from setuptools import Distribution, Extension  # only here: it is what may be missing

    extension = Extension(
        _MODULE,
        [_SOURCE],
        py_limited_api=_is_limited(),
        extra_compile_args=[] if sys.platform == "win32" else ["-O3", "-std=c11"],
    )
    folders = {"package_dir": {"": "src"}, "packages": ["articlefmt", "articlefmt.syntax"]}
    command: Any = Distribution({"name": "articlefmt", **folders, "ext_modules": [extension]}).get_command_obj(
        "build_ext"
    )
    command.build_lib = command.build_temp = tempfile.mkdtemp()  # never what an earlier build left
    command.force = True
    command.inplace = in_place
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(_MODULE))
