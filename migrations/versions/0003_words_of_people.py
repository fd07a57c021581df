"""What people say of themselves and of items: suspensions that follow one another.

Two suspensions of a whole case that both name the same one before would be a fork; no device
would believe either.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UP = [
    """CREATE UNIQUE INDEX one_case_suspension_a_sequence ON statement (case_id, sequence)
        WHERE type = 'gobetween/suspension/1' AND item_id IS NULL""",
]

DOWN = [
    """DROP INDEX one_case_suspension_a_sequence""",
]


def upgrade() -> None:
    """Keep suspensions in one line."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
