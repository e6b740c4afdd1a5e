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

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """What hatchling calls before it builds a wheel.

        Variables of the environment: with `ARTICLEFMT_PURE=1` nothing is compiled; with `ARTICLEFMT_COMPILED=1` what
        can't be compiled is an error.
        """
        self._folder = tempfile.TemporaryDirectory()  # never what an earlier build left
        is_editable = version == "editable"
        try:
            if is_editable:
                _remove_built()
            if _is_set("ARTICLEFMT_PURE"):
                return
            built = _compiled(self._folder.name, in_place=is_editable)
        except (Exception, SystemExit) as error:  # whatever a compiler, or setuptools, does wrong
            if _is_set("ARTICLEFMT_COMPILED"):
                raise
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            self.app.display_warning(f"articlefmt is built without its compiled reader, as pure Python: {reason}")
            return
        if is_editable:
            return
        build_data["force_include"][str(built)] = f"articlefmt/syntax/{built.name}"
        build_data["pure_python"] = False
        if _is_limited():
            build_data["tag"] = f"cp311-abi3-{_platform()}"
        else:
            build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  hatchling's
        """What hatchling calls when the wheel is built."""
        if self._folder is not None:
            self._folder.cleanup()


def _is_set(name: str) -> bool:
    return os.environ.get(name, "") not in {"", "0"}


def _is_limited() -> bool:
    """Whether the limited API is there, and one wheel does for all later versions. Python without a GIL lacks it."""
    return not sysconfig.get_config_var("Py_GIL_DISABLED")


def _platform() -> str:
    """What a tag calls this system. A Python of 32 bits may run on a Linux of 64, which `sysconfig` would tell."""
    if sys.platform == "linux":
        from packaging.tags import platform_tags  # it comes with hatchling

        return next(tag for tag in platform_tags() if tag.startswith("linux_"))  # the others promise more
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")


def _remove_built() -> None:
    """Remove what an earlier install left beside the source, for whichever Python: it would be imported."""
    for built in Path(_SOURCE).parent.glob("_block_reader.*"):
        if built.suffix in {".so", ".pyd"}:
            built.unlink()


def _compiled(folder: str, *, in_place: bool) -> Path:
    """Compile the reader, in a folder or beside its source. Returns the file."""
    if sys.implementation.name != "cpython":
        raise NotImplementedError(f"{sys.implementation.name} would read more slowly with it")
    from setuptools import Distribution, Extension  # only here: it is what may be missing

    extension = Extension(
        _MODULE,
        [_SOURCE],
        py_limited_api=_is_limited(),
        define_macros=[] if _is_limited() else [("Py_GIL_DISABLED", "1")],
        extra_compile_args=[] if sys.platform == "win32" else ["-O3", "-std=c11"],
    )
    folders = {"package_dir": {"": "src"}, "packages": ["articlefmt", "articlefmt.syntax"]}
    command: Any = Distribution({"name": "articlefmt", **folders, "ext_modules": [extension]}).get_command_obj(
        "build_ext"
    )
    command.build_lib = command.build_temp = folder
    command.force = True
    command.inplace = in_place
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(_MODULE))
