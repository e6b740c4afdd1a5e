"""A real S3 server and a real cluster, on the loopback, for the tests that ask for them.

The server is moto's, in a process of its own; the cluster has two worker processes. Where a package isn't installed, the
tests are skipped, and say which.
"""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

__all__ = ["BUCKET", "Bucket", "a_cluster", "an_s3", "needs"]

BUCKET = "articles"
_PATIENCE = 60.0  # seconds


def needs(*packages: str) -> pytest.MarkDecorator:
    """Skip where a package isn't installed."""
    missing = [name for name in packages if importlib.util.find_spec(name) is None]
    reason = f"{', '.join(missing)}: not installed, see the group test-afar"
    return pytest.mark.skipif(bool(missing), reason=reason)


class Bucket:
    """A bucket as somebody else sees it: by boto3."""

    def __init__(self, client: Any, environment: dict[str, str]) -> None:
        self.client, self.environment = client, environment

    def __setitem__(self, key: str, data: bytes) -> None:
        self.client.put_object(Bucket=BUCKET, Key=key, Body=data)

    def __getitem__(self, key: str) -> bytes:
        data: bytes = self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        return data

    def __delitem__(self, key: str) -> None:
        self.client.delete_object(Bucket=BUCKET, Key=key)

    def names(self) -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return [one["Key"] for page in pages for one in page.get("Contents", ())]

    def written(self, key: str) -> object:
        """What tells one writing from the next."""
        head = self.client.head_object(Bucket=BUCKET, Key=key)
        return head["LastModified"], head["ETag"]

    def clear(self) -> None:
        while keys := self.names()[:1000]:
            self.client.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": key} for key in keys]})


@contextmanager
def an_s3() -> Iterator[Bucket]:
    """Start a server, and make a bucket. The environment that leads to it is left to whoever asks."""
    import boto3
    from botocore.config import Config

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    # It compares and sets without a lock, so its threads may change places only where they wait.
    code = "import sys; sys.setswitchinterval(10); from moto.server import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(url, server)
        client = boto3.client(
            "s3",
            endpoint_url=url,
            aws_access_key_id="x",
            aws_secret_access_key="y",  # noqa: S106  the server takes any
            region_name="us-east-1",
            config=Config(proxies={}),
        )
        client.create_bucket(Bucket=BUCKET)
        yield Bucket(client, environment(url))
        client.close()
    finally:
        server.terminate()
        server.wait()


def environment(url: str) -> dict[str, str]:
    """What leads to a server on the loopback."""
    return {
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "y",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": url,
        "AWS_ALLOW_HTTP": "true",
        "NO_PROXY": "127.0.0.1",
    }


@contextmanager
def a_cluster() -> Iterator[Any]:
    """A client of a cluster of two processes; `scheduler.address` of it is the address."""
    import logging

    import dask
    from distributed import Client, LocalCluster

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with (
        dask.config.set({"distributed.worker.daemon": True}),
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address="127.0.0.1:0",
            host="127.0.0.1",
            silence_logs=logging.CRITICAL,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=1).close()
        except OSError:
            if server.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return
