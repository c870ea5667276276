"""One server for the tests of a module, each in a folder of its own."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.lsp.editor import Editor, started


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def editor() -> AsyncIterator[Editor]:
    async with started() as one:
        yield one
