"""A trail names a statement by what was said and under whose key, its voice.

The digest alone says only what was said: whoever has left could sign today what another signed
before, and a head that vouches for the one would vouch for the other.
"""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_LABEL = b"gobetween/voice/1"


def upgrade() -> None:
    """Give every statement its voice."""
    op.execute("ALTER TABLE statement ADD COLUMN voice bytea CHECK (octet_length(voice) = 32)")
    table = sa.table(
        "statement",
        sa.column("id", sa.Uuid),
        *(sa.column(name, sa.LargeBinary) for name in ("digest", "signer", "voice")),
    )
    bind = op.get_bind()
    for row in bind.execute(sa.select(table.c.id, table.c.digest, table.c.signer)).all():
        said = len(_LABEL).to_bytes(4, "big") + _LABEL + bytes(row.digest) + bytes(row.signer)
        voice = hashlib.blake2b(said, digest_size=32).digest()
        bind.execute(table.update().where(table.c.id == row.id).values(voice=voice))
    op.execute("ALTER TABLE statement ALTER COLUMN voice SET NOT NULL")
    op.execute("CREATE INDEX statement_by_voice ON statement (voice)")


def downgrade() -> None:
    """Forget the voices."""
    op.execute("DROP INDEX statement_by_voice")
    op.execute("ALTER TABLE statement DROP COLUMN voice")
