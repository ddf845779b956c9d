"""The API keeps what its own description promises, for whatever a machine can think of sending.

The cases are drawn with Hypothesis directly: schemathesis' own pytest plugin does not work with pytest 9.
"""

from __future__ import annotations

from typing import Any, cast

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from tests.e2e.web_process import WebProcess

BOUNDED = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
OPERATIONS = {
    "POST /api/v1/conversations", "POST /api/v1/conversations/{id}/turns", "GET /api/v1/conversations/{id}",
    "POST /api/v1/conversations/{id}/resume-code", "POST /api/v1/resume", "GET /healthz", "GET /readyz",
    "GET /metrics",
}  # fmt: skip
IN_A_CONVERSATION = {name for name in OPERATIONS if "{id}" in name}
MODES = [pytest.param(mode, id=mode.value) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)]


@pytest.fixture(scope="module")
def operations(web: WebProcess) -> dict[str, Any]:
    schema = schemathesis.openapi.from_url(f"{web.address}/openapi.json")
    schema.config.checks.negative_data_rejection.expected_statuses.append("413")  # a text that is too long
    found: list[Any] = [result.ok() for result in cast(Any, schema.get_all_operations())]
    return {f"{operation.method.upper()} {operation.path}": operation for operation in found}


def test_the_description_names_every_route_of_the_contract(operations: dict[str, Any]) -> None:
    assert set(operations) >= OPERATIONS


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_strangers_get_what_is_promised(operations: dict[str, Any], name: str, mode: GenerationMode) -> None:
    operation = operations[name]
    if mode is GenerationMode.NEGATIVE and not _takes_anything(operation):
        pytest.skip("takes nothing that could be malformed")

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate()

    holds()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", sorted(IN_A_CONVERSATION))
def test_clients_in_a_conversation_get_what_is_promised(
    operations: dict[str, Any], web: WebProcess, name: str, mode: GenerationMode
) -> None:
    opened = httpx.post(f"{web.address}/api/v1/conversations", json={"channel": "web"}).json()

    @BOUNDED
    @given(case=operations[name].as_strategy(generation_mode=mode))
    def holds(case: schemathesis.Case) -> None:
        if mode is GenerationMode.POSITIVE:
            case.path_parameters = {"id": opened["id"]}
        case.call_and_validate(headers={"Authorization": f"Bearer {opened['token']}"})

    holds()


def _takes_anything(operation: Any) -> bool:
    return bool(operation.body or operation.path_parameters or operation.headers or operation.query)
