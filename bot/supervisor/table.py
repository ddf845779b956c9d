"""The table that `ombud serve` prints: what runs, what is degraded, and what that means for a client."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bot.supervisor.board import Board, State

_STYLE = {
    State.OK: "green",
    State.OFF: "dim",
    State.STARTING: "cyan",
    State.WORKING: "cyan",
    State.DEGRADED: "yellow",
    State.RESTARTING: "red",
}


def status_table(board: Board) -> Table:
    """The board as a table."""
    table = Table(title="Ombudslinjen just nu", title_justify="left")
    table.add_column("Del", no_wrap=True)
    table.add_column("Läge", no_wrap=True)
    table.add_column("Vad det betyder", overflow="fold")
    for row in board.rows.values():
        table.add_row(row.title, f"[{_STYLE[row.state]}]{row.state.value}[/]", row.meaning)
    return table


def print_table(console: Console, board: Board) -> None:
    console.print(status_table(board))
