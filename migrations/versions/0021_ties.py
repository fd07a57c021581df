"""Let nobody take an item for review before they said that nothing ties them to the case.

What a reader said last of their own ties in a case is a record that they signed. An item is claimed
only by whom it says that nothing does, whoever asks the database for it. Going back takes nothing
away.
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

UP = [
    """CREATE FUNCTION said_of_ties(which uuid, whose uuid) RETURNS text
        LANGUAGE sql STABLE AS $$
        SELECT said.body ->> 'status'
        FROM (
            SELECT convert_from(payload, 'UTF8')::jsonb AS body, sequence FROM statement
            WHERE case_id = which AND type = 'gobetween/record/1') said
        WHERE said.body ->> 'kind' = 'conflict' AND said.body ->> 'subject' = whose::text
        ORDER BY said.sequence DESC LIMIT 1
    $$""",
    """CREATE FUNCTION ties_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.claimed_by IS NOT NULL AND NEW.claimed_by IS DISTINCT FROM OLD.claimed_by
            AND said_of_ties(NEW.case_id, NEW.claimed_by) IS DISTINCT FROM 'none' THEN
            RAISE EXCEPTION 'whoever takes it has not said that nothing ties them to the case'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER ties_guard BEFORE UPDATE ON item
        FOR EACH ROW EXECUTE FUNCTION ties_guard()""",
]
DOWN = [
    """DROP TRIGGER ties_guard ON item""",
    """DROP FUNCTION ties_guard()""",
    """DROP FUNCTION said_of_ties(uuid, uuid)""",
]


def upgrade() -> None:
    """Ask readers for their ties first."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
