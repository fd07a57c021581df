"""What recipients choose, refuse and ask for: the steps of an item, and choices in one line.

Whoever refused an item may ask for it again; a window that passed is followed by another; what is
received on paper or with the facilitator goes from released to opened as before, by staff.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

STEPS = [
    ("accepted", "accepted"),
    ("released", "accepted"),
    ("offered", "declined"),
    ("accepted", "declined"),
    ("released", "declined"),
    ("declined", "offered"),
]


def upgrade() -> None:
    """Allow these steps; keep the choices of a case in one line."""
    for before, after in STEPS:
        op.execute(f"INSERT INTO item_step VALUES ('{before}', '{after}')")  # noqa: S608
    op.execute(
        "CREATE UNIQUE INDEX one_choice_a_sequence ON statement (case_id, sequence)"
        " WHERE type = 'gobetween/choice/1'"
    )


def downgrade() -> None:
    """Undo that; what was refused is before its recipient again, who may leave it there."""
    op.execute("DROP INDEX one_choice_a_sequence")
    op.execute(
        "UPDATE item SET state = 'offered', lock_version = lock_version + 1"
        " WHERE state = 'declined'"
    )
    for before, after in STEPS:
        op.execute(
            f"DELETE FROM item_step WHERE from_state = '{before}'"  # noqa: S608
            f" AND to_state = '{after}'"
        )
