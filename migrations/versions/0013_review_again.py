"""What was approved may await review again before it is offered; then it is approved once more.

So one recipient can have several grants of one container, each by the decision that gave it.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"

UP = [
    """INSERT INTO item_step VALUES ('approved', 'awaiting_review')""",
    # No reference: it tells grants apart and gives no right. A recipient's device asks for the
    # decision itself, and opens nothing where that is gone.
    """ALTER TABLE content_grant ADD COLUMN decision uuid,
        ADD CONSTRAINT content_grant_decision_check
        CHECK (decision IS NULL OR (holder = 'recipient' AND regrant IS NULL))""",
    """DROP INDEX one_grant_a_holder""",
    f"""CREATE UNIQUE INDEX one_grant_a_holder ON content_grant
        (rendition, holder, coalesce(person, {_NOBODY}), coalesce(regrant, decision, {_NOBODY}))""",
]
DOWN = [
    # The older code knows one grant of a decision to a recipient: the last, which counts.
    """DELETE FROM content_grant older USING content_grant newer
        WHERE older.holder = 'recipient' AND newer.holder = 'recipient'
        AND older.regrant IS NULL AND newer.regrant IS NULL
        AND (older.rendition, older.person) = (newer.rendition, newer.person)
        AND (older.created, older.id) < (newer.created, newer.id)""",
    """DROP INDEX one_grant_a_holder""",
    """ALTER TABLE content_grant DROP COLUMN decision""",
    f"""CREATE UNIQUE INDEX one_grant_a_holder ON content_grant
        (rendition, holder, coalesce(person, {_NOBODY}), coalesce(regrant, {_NOBODY}))""",
    """DELETE FROM item_step
        WHERE (from_state, to_state) = ('approved', 'awaiting_review')""",
]


def upgrade() -> None:
    """Let what was approved be reviewed again."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
