"""A store of objects that takes its time to answer, as one at the other end of a line does: every key is an article.

python -m bench.store PORT MILLISECONDS
"""

from __future__ import annotations

import asyncio
import sys

from bench.articles import article

_DATA = article(0)
_HEAD = (
    "HTTP/1.1 200 OK\r\n"
    f"Content-Length: {len(_DATA)}\r\n"
    'ETag: "a"\r\n'
    "Last-Modified: Wed, 21 Oct 2015 07:28:00 GMT\r\n"
    "\r\n"
)
_ANSWER = _HEAD.encode() + _DATA


async def _serve(port: int, delay: float) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(delay)
                writer.write(_ANSWER)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2]) / 1000))
