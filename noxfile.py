"""What must hold beside the two commands of the README. `nox --list` names it, `nox --session lint` runs a part of it.

`.ci/run` runs all of it in a fresh clone.
"""

from __future__ import annotations

import shutil
import sys
import sysconfig
from pathlib import Path

import nox

nox.needs_version = ">=2024.10"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "compiled", "afar", "lint", "action", "types", "docs", "harnesses"]

ROOT = Path(__file__).parent
GROUPS = nox.project.load_toml("pyproject.toml")
HARNESSES = (ROOT / "../shared/tools").resolve()  # of acceptance; where they don't lie beside the checkout, none runs
IS_COMPILED = shutil.which("cc") is not None and Path(sysconfig.get_path("include"), "Python.h").exists()
CRASHES = "--error articlefmt:ArticleError --kills 60 --reader-seconds 1"
EXAMPLES = sorted(map(str, ROOT.glob("examples/*.md")))


def install(session: nox.Session, *groups: str, extras: str = "arrow,testing") -> None:
    """Install the project as a user does, and what some groups of developers' tools name."""
    found = [one for group in groups for one in nox.project.dependency_groups(GROUPS, group)]
    session.install(f".[{extras}]", *found)


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """The tests against the wheel, on each Python; on 3.12 with the reader in Python."""
    install(session, "test")
    pure = str(int(session.python == "3.12"))
    session.run("python", "-m", "pytest", "-q", "-n", "2", *session.posargs, env={"ARTICLEFMT_PURE": pure})


@nox.session
def compiled(session: nox.Session) -> None:
    """The compiled reader reads as the one in Python, is memory-safe, and optional."""
    if not IS_COMPILED:
        session.skip("there is no C compiler, or no Python.h")
    install(session, "test")
    tells(session, "articlefmt", "compiled reader")
    session.run("python", "-m", "tests.syntax.mutants", "--seconds", "10", *EXAMPLES)

    session.log("what an earlier build left is in no wheel, and isn't imported")
    tree, editable = Path(session.create_tmp(), "tree"), Path(session.create_tmp(), "editable")
    for folder in (tree, editable):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "src", tree / "src")
    for name in ("hatch_build.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    left = tree / "src/articlefmt/syntax" / f"_block_reader{sysconfig.get_config_var('EXT_SUFFIX')}"
    left.write_text("of another version")
    session.run("python", "-m", "venv", str(editable))
    for env, reader in (({}, "compiled"), ({"CC": "/nonexistent"}, "pure")):
        session.run(str(editable / "bin/pip"), "install", "--quiet", "--editable", str(tree), env=env, external=True)
        if left.exists():
            session.error(f"{left} is still there")
        tells(session, str(editable / "bin/articlefmt"), f"{reader} reader")
    session.run("pip", "wheel", "--quiet", "--no-deps", "-w", str(tree / "pure"), ".", env={"CC": "/nonexistent"})
    if not [*tree.glob("pure/articlefmt-*-py3-none-any.whl")]:
        session.error("without a compiler the wheel isn't one of pure Python")

    sanitized(session, tree)


def sanitized(session: nox.Session, tree: Path) -> None:
    """Altered texts under the address and undefined-behaviour sanitizers."""
    flags = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
    libraries = [
        session.run("cc", f"-print-file-name={one}", silent=True, external=True)
        for one in ("libasan.so", "libubsan.so")
    ]
    if not all(one and Path(str(one).strip()).is_absolute() for one in libraries):
        session.log("this compiler has no sanitizers")
        return
    built = tree / "src/articlefmt/syntax/_block_reader.abi3.so"
    session.run(
        "cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-O1", "-g", "-fPIC", "-shared", *flags,
        f"-I{sysconfig.get_path('include')}", "src/articlefmt/syntax/_block_reader.c", "-o", str(built),
        external=True,
    )  # fmt: skip
    env = {
        "ASAN_OPTIONS": "detect_leaks=0",  # Python keeps what it has to the end; a test counts its blocks
        "PYTHONMALLOC": "malloc",
        "PYTHONPATH": str(tree / "src"),
        "LD_PRELOAD": " ".join(one.strip() for one in libraries if one),
    }
    session.run("python", "-m", "tests.syntax.mutants", "--seconds", "20", *EXAMPLES, env=env)


def tells(session: nox.Session, command: str, expected: str) -> None:
    """Refuse a command whose `--version` doesn't say what is expected. It is asked outside of the checkout."""
    with session.chdir(session.create_tmp()):
        told = session.run(command, "--version", silent=True, external=True)
    if expected not in str(told):
        session.error(f"{command} says {told!r}, not {expected!r}")


@nox.session
def afar(session: nox.Session) -> None:
    """The tests of object stores and clusters, with a server and workers on the loopback."""
    install(session, "test-afar", extras="arrow,dask,remote,testing")
    there = ("tests/storage", "tests/many/test_cluster.py", "tests/cli/test_afar.py", "docs/how-to/too-small.md")
    session.run("python", "-m", "pytest", "-q", "-n", "2", *there)


@nox.session
def lint(session: nox.Session) -> None:
    """The style of the code."""
    session.install(*nox.project.dependency_groups(GROUPS, "lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def action(session: nox.Session) -> None:
    """The workflows and the action for GitHub, by their judges; and the action's steps, as GitHub runs them."""
    install(session, "test", "lint")
    session.run("zizmor", "--offline", "--quiet", ".github", "action.yml")
    session.run("actionlint")
    session.run("python", "-m", "pytest", "-q", "tests/test_action.py")
    scratch = Path(session.create_tmp())
    env = {
        "RUNNER_TEMP": str(scratch),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(scratch / "summary"),
        "PYTHON": sys.executable,
        "PATHS": "examples",
        "AGAINST": "",
        "ARGS": "--strict",
    }
    for step in ("install", "check"):
        script = session.run("python", "-m", "tests.action", step, silent=True)
        (scratch / step).write_text(str(script), encoding="utf-8")
        session.run("bash", "--noprofile", "--norc", "-eo", "pipefail", str(scratch / step), env=env, external=True)


@nox.session
def types(session: nox.Session) -> None:
    """The types, of the tests, too; and that all of the public interface is typed."""
    install(session, "types", extras="arrow,dask,remote,testing")
    session.run("mypy")
    session.run("pyright", "--verifytypes", "articlefmt", "--ignoreexternal")


@nox.session
def docs(session: nox.Session) -> None:
    """The documents as a site, without a warning."""
    install(session, "docs")
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", *(session.posargs or ["site"]))


@nox.session
def harnesses(session: nox.Session) -> None:
    """The acceptance harnesses that lie beside the checkout, bounded."""
    if not HARNESSES.is_dir():
        session.skip("they aren't there")
    install(session, extras="arrow,dask,remote,testing")
    session.install("duckdb", "moto[server]>=5.1", "boto3", "psutil", "PyYAML")
    session.chdir(HARNESSES)
    for command in (
        "fidelity.py --jobs 2 --need lists=100",
        "hostile.py adapter:roundtrip articlefmt:ArticleError --jobs 2",
        "bounded.py",
        f"crash_save.py adapter:save --edit adapter:edit --check adapter:check {CRASHES}",
        "own_class.py -q",
        "merge_git.py --limit 3 --jobs 2 --need api=95",  # it takes a boolean that both turned alike for a conflict
        "many.py --quick",
    ):
        session.run("python", *command.split())
