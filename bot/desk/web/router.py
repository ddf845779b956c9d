"""The desk's router: every address under `/desk`."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request

from bot.desk.web import account_routes, case_routes, login_routes, queue_routes
from bot.desk.web.rooms import DeskRooms


def desk_router(desk_rooms: DeskRooms) -> APIRouter:
    """The addresses of the desk, working with these rooms."""

    async def hand_over_rooms(request: Request) -> None:
        request.state.desk_rooms = desk_rooms

    router = APIRouter(include_in_schema=False, dependencies=[Depends(hand_over_rooms)])
    for part in (login_routes, account_routes, queue_routes, case_routes):
        router.include_router(part.router)
    return router
