"""A Rasa server for one command: started on a free loopback port, gone when the command ends."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.supervisor.preflight import CannotStart, free_loopback_port
from bot.supervisor.probe import answers
from bot.supervisor.process import GuardedProcess

if TYPE_CHECKING:
    from nlu.engine.address import RasaAddress

_START_SECONDS = 120.0


@asynccontextmanager
async def temporary_rasa(data_dir: Path) -> AsyncGenerator[RasaAddress]:
    """The address of a server that has loaded the newest model. Raises CannotStart when there is none to start."""
    from bot.cli.rasa_plan import as_command, new_token
    from nlu.engine.address import RasaAddress
    from nlu.engine.rasa_env import newest_model, serve_command

    if newest_model(data_dir) is None:
        raise CannotStart("Rasa har ingen tränad modell i den här mappen. Kör först: ombud nlu train")
    port = free_loopback_port()
    token = new_token()
    address = RasaAddress(f"http://127.0.0.1:{port}", token)
    last: deque[str] = deque(maxlen=5)
    process = await GuardedProcess.start(as_command(serve_command(data_dir, port, token=token)), last.append)
    ended = asyncio.create_task(process.wait())
    try:
        async with asyncio.timeout(_START_SECONDS):
            while not await answers(address.secret_status_url)():
                if ended.done():
                    raise CannotStart("Rasa startade inte: " + " / ".join(last))
                await asyncio.sleep(0.5)
        yield address
    except TimeoutError:
        raise CannotStart("Rasa blev inte klar i tid.") from None
    finally:
        ended.cancel()
        await process.stop()
