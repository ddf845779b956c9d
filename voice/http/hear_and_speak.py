"""`POST /hear` and `POST /speak`: hearing and speaking for the other processes, on loopback or the internal network."""

from __future__ import annotations

import asyncio
import itertools
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.dialogue.listening import Listening
from voice.hearing.heard import Hearing
from voice.http import problems
from voice.http.wav import WavError, read_wav, wav
from voice.speaking.speaker import Speaker, Tempo

LONGEST_SECONDS = 30.0
LONGEST_TEXT = 2_000
MOST_BODY_BYTES = 6_000_000
"""30 s of two channels at 48 kHz are 5.8 MB."""
_AT_ONCE = 4
"""Calls come first: more than so many at once are asked to come back."""


class _ToSay(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
    tempo: Tempo = Tempo.NORMAL


def hear_and_speak_routes(hearing: Hearing, speaker: Speaker) -> list[Route]:
    """The two routes. Who may use them is decided before."""
    names = itertools.count(1)
    places = asyncio.Semaphore(_AT_ONCE)

    async def hear(request: Request) -> Response:
        if not hearing.ready():
            return problems.not_ready()
        if places.locked():
            return problems.busy()
        async with places:
            body = await request.body()
            try:
                sound = await asyncio.to_thread(read_wav, body, longest_seconds=LONGEST_SECONDS)
            except WavError as error:
                code = str(error)
                return problems.too_large() if code == "too_long" else problems.malformed("body", code)
            heard = await hearing.hear(sound, Listening(answers="story"), call=f"http-{next(names)}")
        return JSONResponse({"words": heard.words, "confidence": round(heard.confidence, 3), "how": heard.how})

    async def speak(request: Request) -> Response:
        try:
            wanted = _ToSay.model_validate_json(await request.body())
        except ValidationError as error:
            wrong = error.errors()[0]
            place = wrong["loc"][0] if wrong["loc"] and wrong["loc"][0] in _ToSay.model_fields else "?"
            return problems.malformed(f"body.{place}", wrong["type"])
        if places.locked():
            return problems.busy()
        async with places:
            sound = b"".join([piece async for piece in speaker.speak(wanted.text, wanted.tempo)])
        return Response(wav(sound), media_type="audio/wav")

    return [Route("/hear", hear, methods=["POST"]), Route("/speak", speak, methods=["POST"])]
