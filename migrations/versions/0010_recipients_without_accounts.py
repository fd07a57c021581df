"""Let an item be addressed to somebody of its case who has no account.

Until now the database asked for an account; from here on it asks for a person of the item's case,
which an account alone never was. Goes back with what was written meanwhile left as it is.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UP = [
    """ALTER TABLE item_recipient DROP CONSTRAINT item_recipient_person_fkey""",
    """CREATE FUNCTION recipient_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM case_person JOIN item USING (case_id)
                       WHERE item.id = NEW.item_id AND case_person.person = NEW.person) THEN
            RAISE EXCEPTION 'a recipient is somebody of the case'
                USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER recipient_guard BEFORE INSERT OR UPDATE ON item_recipient
        FOR EACH ROW EXECUTE FUNCTION recipient_guard()""",
]
DOWN = [
    """DROP TRIGGER recipient_guard ON item_recipient""",
    """DROP FUNCTION recipient_guard()""",
    # NOT VALID: what was addressed to whom has no account was, and older code only reads it.
    """ALTER TABLE item_recipient ADD CONSTRAINT item_recipient_person_fkey
        FOREIGN KEY (person) REFERENCES account NOT VALID""",
]


def upgrade() -> None:
    """Ask for a person of the case, not for an account."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
