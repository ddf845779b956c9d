"""What Rasa and uv may see of our environment: a list of what is let through, because a secret can have any name."""

from __future__ import annotations

from collections.abc import Mapping

_ALWAYS = frozenset({"PATH", "HOME", "LANG", "LANGUAGE", "TMPDIR", "TZ", "LD_LIBRARY_PATH"})
_TO_FETCH = frozenset(
    {
        "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NIX_SSL_CERT_FILE",
        "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
    }
)  # fmt: skip
_PROXIES = frozenset({"http_proxy", "https_proxy", "all_proxy", "no_proxy"})
_OUR_OWN_PROJECT = frozenset({"UV_PYTHON", "UV_PROJECT", "UV_PROJECT_ENVIRONMENT"})
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "OMP_NUM_THREADS": "1",
}


def child_environment(environ: Mapping[str, str], *, fetches: bool = False) -> dict[str, str]:
    """The whole environment of a child. `fetches`: it uses the network, so proxies, certificates and uv's own too."""
    kept = {name: value for name, value in environ.items() if _passes(name, fetches=fetches)}
    return {**kept, **QUIET}


def _passes(name: str, *, fetches: bool) -> bool:
    if name in _ALWAYS or name.startswith("LC_"):
        return True
    if not fetches or name in _OUR_OWN_PROJECT:
        return False
    return name in _TO_FETCH or name.lower() in _PROXIES or name.startswith("UV_")
