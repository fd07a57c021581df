"""What readers decide besides approving: items returned, withheld, appealed and escalated.

The lifecycle gains its steps; an item says why it was returned or withheld, whether its author has
appealed, and who locked it, since somebody else unlocks it.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# The steps as they were when this revision was written; a test compares the newest with the code.
STEPS = [
    ("in_review", "returned"),
    ("returned", "draft"),
    ("in_review", "withheld"),
    ("withheld", "awaiting_review"),
    ("in_review", "escalated"),
    ("escalated", "awaiting_review"),
]
_PAIRS = ", ".join(f"('{before}', '{after}')" for before, after in STEPS)

UP = [
    f"""INSERT INTO item_step VALUES {_PAIRS}""",  # noqa: S608 - constants of this file
    """ALTER TABLE item ADD COLUMN reason text,
        ADD COLUMN appealed boolean NOT NULL DEFAULT false,
        ADD COLUMN escalated_by uuid REFERENCES account,
        ADD CONSTRAINT item_reason_check
        CHECK (reason IS NULL OR reason ~ '^[a-z]+(-[a-z]+)*$')""",
]

DOWN = [
    # The older code knows none of these states. In `failed` the author may still send another
    # version and nobody reads this one; what was escalated stays suspended wherever it is.
    """ALTER TABLE item DISABLE TRIGGER item_step_guard""",
    """UPDATE item SET state = 'failed', lock_version = lock_version + 1
        WHERE state IN ('returned', 'withheld', 'escalated')""",
    """ALTER TABLE item ENABLE TRIGGER item_step_guard""",
    """ALTER TABLE item DROP COLUMN reason, DROP COLUMN appealed, DROP COLUMN escalated_by""",
    f"""DELETE FROM item_step WHERE (from_state, to_state) IN ({_PAIRS})""",  # noqa: S608
]


def upgrade() -> None:
    """Let items be returned, withheld, appealed and escalated."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
