"""The voice's own process: `python -m voice.speaking.engine_process [--voice FILE.onnx] [--nice N]`.

The only module that imports piper, which is GPL-3: it shares nothing with the rest but frames over two pipes. Asks come
on standard input, each `{"id", "text", "tempo", "language"}`; each is answered, in order, by `{"id", "ms"}` and the
sound (16 kHz, signed 16 bit) or `{"id", "error"}`. First comes `{"ready": true}` or `{"error"}`.

It ends when its input closes, and with its parent, however that died. It writes no word of what it says anywhere.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any, BinaryIO

import numpy as np

from voice.speaking.embedded_voice import TONE, EmbeddedVoice
from voice.speaking.frames import LENGTHS, BrokenFrame, lengths, pack, unpack_head
from voice.speaking.pronunciation import pronounced
from voice.speaking.telephone_sound import fit_for_telephone

Say = Callable[[str, str, str], bytes]
"""(text, tempo, language) -> the sound."""

LENGTH_SCALE = {"normal": 1.08, "slow": 1.5}
"""How much longer than the voice was trained each sound is held. A little calm is good for everybody."""
_PR_SET_PDEATHSIG = 1


def _embedded() -> Say:
    # Found without being imported: its neural half is slow to load, and not needed here.
    spec = find_spec("piper")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("piper is not installed")
    folder = Path(next(iter(spec.submodule_search_locations)))
    voice = EmbeddedVoice(next(folder.glob("espeakbridge*.so")), folder / "espeak-ng-data")

    def say(text: str, tempo: str, language: str) -> bytes:
        samples, rate = voice.say(text, tempo, language)
        return fit_for_telephone(samples / 32768.0, rate, TONE)

    return say


def _piper(path: Path, threads: int) -> Say:
    told = json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))
    rate = int(told["audio"]["sample_rate"])  # a broken voice shall fail before half a second of imports

    import onnxruntime
    from piper import PiperVoice, SynthesisConfig
    from piper.config import PiperConfig

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])
    config = PiperConfig.from_dict(told)
    voice = PiperVoice(session=session, config=config)

    def say(text: str, tempo: str, _: str) -> bytes:
        scale = config.length_scale * LENGTH_SCALE.get(tempo, LENGTH_SCALE["normal"])
        chunks = list(voice.synthesize(text, SynthesisConfig(length_scale=scale)))
        if not chunks:
            return b""
        samples = np.concatenate([chunk.audio_float_array for chunk in chunks])
        return fit_for_telephone(samples, rate)

    return say


def _serve(say: Say, asks: queue.Queue[dict[str, Any]], out: BinaryIO) -> None:
    while True:
        ask = asks.get()
        started = perf_counter()
        try:
            text, language = str(ask["text"]), str(ask.get("language", "sv"))
            sound = say(pronounced(text) if language == "sv" else text, str(ask["tempo"]), language)
            head = {"id": ask["id"], "ms": round(1000 * (perf_counter() - started), 1)}
        except Exception as error:
            head, sound = {"id": ask.get("id"), "error": type(error).__name__}, b""
        out.write(pack(head, sound))
        out.flush()


def _listen(asks: queue.Queue[dict[str, Any]], source: BinaryIO) -> None:
    """Reads asks until the input closes, and then ends the process at once, whatever it is making."""
    with contextlib.suppress(BrokenFrame, OSError):
        while len(raw := source.read(LENGTHS.size)) == LENGTHS.size:
            head, sound = lengths(raw)
            asks.put(unpack_head(source.read(head)))
            source.read(sound)
    os._exit(0)


def _die_with(parent: int) -> None:
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if parent and os.getppid() != parent:  # it died before the line above took effect
        os._exit(1)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voice", type=Path, help="a piper voice; without it the embedded voice speaks")
    parser.add_argument("--parent", type=int, default=0, help="process id of the one who started us")
    parser.add_argument("--nice", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args(arguments)
    _die_with(given.parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is for our parent, who closes the pipe
    os.nice(given.nice)
    logging.disable(logging.CRITICAL)
    # Libraries may print; only frames may go out where frames are expected.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    asks: queue.Queue[dict[str, Any]] = queue.Queue()
    threading.Thread(target=_listen, args=(asks, sys.stdin.buffer), daemon=True).start()
    try:
        say = _piper(given.voice, given.threads) if given.voice else _embedded()
        say("Hej.", "normal", "sv")
    except Exception as error:
        out.write(pack({"error": type(error).__name__}))
        out.flush()
        sys.exit(1)
    out.write(pack({"ready": True}))
    out.flush()
    _serve(say, asks, out)


if __name__ == "__main__":
    main(sys.argv[1:])
