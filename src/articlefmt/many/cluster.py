"""Clusters of Dask: which executor is one's, whether its workers can do the work, and how to get one by its address."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from articlefmt.display import one_line
from articlefmt.version import __version__

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["ClusterError", "check", "connected", "explained", "is_one", "workers_of"]

_PATIENCE = 10.0  # seconds
_TOLD = 5  # workers


class ClusterError(RuntimeError):
    """A cluster can't do the work: there is none, or a worker lacks articlefmt or has another version."""


def is_one(executor: Executor) -> bool:
    """Whether it is the executor of a client of Dask."""
    if "distributed" not in sys.modules:
        return False
    from distributed.cfexecutor import ClientExecutor  # noqa: PLC0415  an extra, and it is imported already

    return isinstance(executor, ClientExecutor)


def workers_of(executor: Executor) -> int:
    """How many tasks a cluster does at once, as of now; none where it doesn't say."""
    try:
        return int(sum(_client(executor).nthreads().values()))
    except Exception:  # noqa: BLE001  whoever waits for a task is told what is wrong
        return 0


def check(executor: Executor) -> None:
    """Ask each worker that there is, and the scheduler, which version of articlefmt it has.

    Raises:
        ClusterError: one has another than this process, or none; it is named.
    """
    client, (version, version_and_name) = _client(executor), _questions()
    answers: dict[str, object] = {f"the scheduler {client.scheduler.address}": client.run_on_scheduler(version)}
    for address, answer in client.run(version_and_name, on_error="return").items():
        found, name = answer if isinstance(answer, tuple) else (f"no answer ({type(answer).__name__})", address)
        answers[f"the worker {address}" + (f" ({name})" if str(name) != address else "")] = found
    wrong = [f"{one_line(who)} has {found or 'none'}" for who, found in answers.items() if found != __version__]
    if wrong:
        more = f" and {len(wrong) - _TOLD} more" if len(wrong) > _TOLD else ""
        message = f"this is articlefmt {__version__}, and {', '.join(wrong[:_TOLD])}{more}; install the same there"
        raise ClusterError(message)


def explained(executor: Executor, error: Exception) -> Exception:
    """Why a chunk wasn't done: a worker that came later may have no articlefmt, which isn't easily told otherwise."""
    if not is_one(executor):
        return error
    try:
        check(executor)
    except Exception as found:  # noqa: BLE001  the cluster may be gone
        return found if isinstance(found, ClusterError) else error
    return error


@contextmanager
def connected(address: str, warn: Callable[[str], None]) -> Iterator[Executor]:
    """The executor of the cluster at an address, checked.

    Raises:
        ClusterError: there is none, a worker can't do the work, or Dask isn't installed.
    """
    try:
        from distributed import Client  # noqa: PLC0415  an extra
    except ImportError:
        message = "a cluster is reached by Dask, which isn't installed: pip install 'articlefmt[dask]'"
        raise ClusterError(message) from None
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            client: Client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except Exception as error:  # noqa: BLE001  what Dask raises of an address is of many kinds
            message = f"{one_line(address)}: no cluster answers ({type(error).__name__}); is a scheduler there?"
            raise ClusterError(message) from None
    for one in told:
        warn(str(one.message))
    with client:
        executor = cast("Executor", client.get_executor(pure=False))
        check(executor)
        yield executor


def _client(executor: Executor) -> Any:  # noqa: ANN401  it has no types
    return executor._client  # type: ignore[attr-defined]  # noqa: SLF001  there is no other way to it


def _questions() -> tuple[Callable[[], str], Callable[[Any], tuple[str, object]]]:
    """What asks for a version. Functions inside another are sent as they are: nobody looks for them in our modules."""

    def version() -> str:
        try:
            from articlefmt.version import __version__ as found  # noqa: PLC0415  it is imported there
        except ImportError:
            return ""
        return found

    def version_and_name(dask_worker: Any) -> tuple[str, object]:  # noqa: ANN401  it has no types
        return version(), dask_worker.name

    return version, version_and_name
