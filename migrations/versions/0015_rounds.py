"""Which round an item took as it was released: no two of an author's items have the same one.

Until now a round was counted anew each time, by the items begun before it, so that an older one
released later took the number of a newer one again.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

UP = [
    """ALTER TABLE item ADD COLUMN round bigint CHECK (round > 0)""",
    """UPDATE item SET round = taken.number FROM (
        SELECT id, row_number() OVER (PARTITION BY case_id, author ORDER BY created, id) AS number
        FROM item WHERE state IN ('released', 'opened', 'kept', 'held', 'returned_to_service')
    ) taken WHERE item.id = taken.id""",
    """CREATE UNIQUE INDEX one_item_a_round ON item (case_id, author, round)
        WHERE round IS NOT NULL""",
]
DOWN = [
    """DROP INDEX one_item_a_round""",
    """ALTER TABLE item DROP COLUMN round""",
]


def upgrade() -> None:
    """Let each item that was released have its round."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
