"""The OpenAPI description is true: whatever it allows is answered, and every answer is one that it describes."""

from __future__ import annotations

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from bot.channels.web.app import create_app
from bot.settings import Settings
from tests.bot.channels.fake_conversations import TOKEN, FakeConversations, FakeReadiness

WIDE_OPEN = Settings(opens_burst=10**6, turns_burst=10**6, resumes_burst=10**6)
app = create_app(FakeConversations(), FakeReadiness(), WIDE_OPEN)
schema = schemathesis.openapi.from_dict(app.openapi())  # asking the app over HTTP would begin a thread while collecting
schema.app, schema.location = app, "/openapi.json"


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_every_answer_is_one_that_the_description_allows(case: schemathesis.Case) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {TOKEN}"})


async def test_every_operation_of_the_contract_is_described_with_its_errors(client: httpx.AsyncClient) -> None:
    described = (await client.get("/openapi.json")).json()
    errors = {
        f"{method.upper()} {path}": sorted(status for status in operation["responses"] if status >= "4")
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    }
    assert errors == {
        "POST /api/v1/conversations": ["413", "422", "429", "500", "503"],
        "GET /api/v1/conversations/{id}": ["401", "404", "410", "422", "429", "500", "503"],
        "GET /api/v1/conversations/{id}/letters/{name}": ["401", "404", "410", "422", "429", "500", "503"],
        "GET /api/v1/conversations/{id}/last-day.ics": ["401", "404", "410", "422", "429", "500", "503"],
        "POST /api/v1/conversations/{id}/turns": ["401", "404", "410", "413", "422", "429", "500", "503"],
        "POST /api/v1/conversations/{id}/resume-code": ["401", "404", "410", "413", "422", "429", "500", "503"],
        "POST /api/v1/resume": ["404", "413", "422", "429", "500", "503"],
        "GET /healthz": ["500"],
        "GET /readyz": ["500", "503"],
        "GET /metrics": ["500"],
    }
    for path, operations in described["paths"].items():
        for operation in operations.values():
            for status, response in operation["responses"].items():
                if status >= "4" and (path, status) != ("/readyz", "503"):
                    assert list(response["content"]) == ["application/problem+json"]
    assert described["components"]["securitySchemes"]["HTTPBearer"]["scheme"] == "bearer"
    assert "HTTPValidationError" not in described["components"]["schemas"]
