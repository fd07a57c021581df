"""Let a recipient keep what was opened, have it held, or give it back.

What was given back no key opens for its recipient again: those that were sealed to them go with
their signed word, which nobody but the tables' owner could do, and none is sealed to them anew.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

STEPS = [
    ("opened", "kept"),
    ("held", "kept"),
    ("opened", "held"),
    ("kept", "held"),
    ("opened", "returned_to_service"),
    ("kept", "returned_to_service"),
    ("held", "returned_to_service"),
]
_OWN = "org = nullif(current_setting('gobetween.org', true), '')::uuid"

UP = [
    """CREATE UNIQUE INDEX one_keeping_a_sequence ON statement (item_id, sequence)
        WHERE type = 'gobetween/keeping/1'""",
    f"""CREATE FUNCTION forget_given_back(given uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM item i JOIN statement s ON s.item_id = i.id
            WHERE i.id = given AND i.state = 'returned_to_service' AND i.{_OWN}
                AND s.type = 'gobetween/keeping/1'
                AND convert_from(s.payload, 'UTF8')::jsonb ->> 'wish' = 'return') THEN
            RAISE EXCEPTION 'its recipient did not give it back'
                USING ERRCODE = 'check_violation';
        END IF;
        DELETE FROM content_grant WHERE item_id = given AND holder = 'recipient';
    END $$""",  # noqa: S608 - a constant
    """CREATE FUNCTION given_back_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.holder = 'recipient' AND EXISTS (
            SELECT 1 FROM item WHERE id = NEW.item_id AND state = 'returned_to_service') THEN
            RAISE EXCEPTION 'what was given back is sealed to its recipient no more'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER given_back_guard BEFORE INSERT OR UPDATE ON content_grant
        FOR EACH ROW EXECUTE FUNCTION given_back_guard()""",
]
DOWN = [
    """DROP TRIGGER given_back_guard ON content_grant""",
    """DROP FUNCTION given_back_guard(), forget_given_back(uuid)""",
    """DROP INDEX one_keeping_a_sequence""",
]


def upgrade() -> None:
    """Allow these steps; keep the words about one item in one line."""
    for before, after in STEPS:
        op.execute(f"INSERT INTO item_step VALUES ('{before}', '{after}')")  # noqa: S608
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that; it is opened as before, but what was given back has no key any more."""
    for sql in DOWN:
        op.execute(sql)
    for before, after in STEPS:
        op.execute(
            f"DELETE FROM item_step WHERE from_state = '{before}'"  # noqa: S608
            f" AND to_state = '{after}'"
        )
    op.execute("ALTER TABLE item DISABLE TRIGGER item_step_guard")
    op.execute(
        "UPDATE item SET state = 'opened', lock_version = lock_version + 1"
        " WHERE state IN ('kept', 'held', 'returned_to_service')"
    )
    op.execute("ALTER TABLE item ENABLE TRIGGER item_step_guard")
