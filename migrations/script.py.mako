"""${message}"""

from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this revision."""
    ${upgrades if upgrades else "raise RuntimeError('write this revision')"}


def downgrade() -> None:
    """Undo this revision, keeping what can be kept."""
    ${downgrades if downgrades else "raise RuntimeError('write this revision')"}
