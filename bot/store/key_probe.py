"""A known word, sealed: it tells at start whether our keys are the ones that this database was written with."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.crypto import CipherError, FieldCipher
from bot.store.keys import KeyProblem
from bot.store.schema import metadata
from bot.store.session import Session

key_probe_table = Table(
    "key_probe",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("probe_enc", LargeBinary, nullable=False),
)

_PLACE = ("key_probe", "probe_enc", "1")
_WORD = b"ombudslinjen"


async def read_probe(connection: AsyncConnection) -> bytes | None:
    """The sealed word, or None in a database that no key has been used in."""
    query = select(key_probe_table.c.probe_enc).where(key_probe_table.c.id == 1)
    return (await connection.execute(query)).scalar_one_or_none()


async def write_probe(connection: AsyncConnection, cipher: FieldCipher) -> None:
    """Seal the word, unless another process did so first."""
    await Session(connection, cipher).insert_unless_taken(
        key_probe_table, {"id": 1, "probe_enc": cipher.seal(_WORD, *_PLACE)}
    )


def require_matching_key(probe: bytes, cipher: FieldCipher) -> None:
    """Raises KeyProblem if our keys do not open what this database holds."""
    try:
        matches = cipher.open(probe, *_PLACE) == _WORD
    except CipherError:
        matches = False
    if not matches:
        raise KeyProblem(
            "Nyckeln hör inte till den här databasen. Inget har ändrats. "
            "Ange rätt nyckel i OMBUD_KEY eller OMBUD_KEY_FILE, eller lägg tillbaka nyckelfilen."
        )
