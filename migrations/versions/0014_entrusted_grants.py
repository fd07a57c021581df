"""Let a key be sealed for somebody of a case who has no account, to the liaisons who act for them.

Until now the database asked for an account. From here on a key for whom has none is stored only
with the statement that hands it on, of a released item that is addressed to them, while a mandate
for them stands. Goes back with what was written meanwhile left as it is.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

UP = [
    """ALTER TABLE content_grant DROP CONSTRAINT content_grant_person_fkey""",
    """CREATE FUNCTION grant_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.person IS NULL OR EXISTS (SELECT 1 FROM account WHERE id = NEW.person) THEN
            RETURN NEW;
        END IF;
        IF NEW.regrant IS NULL OR NOT EXISTS (
            SELECT 1 FROM item
                JOIN item_recipient ON item_recipient.item_id = item.id
                JOIN case_person ON case_person.case_id = item.case_id
                    AND case_person.person = item_recipient.person
            WHERE item.id = NEW.item_id AND item.state = 'released'
                AND item_recipient.person = NEW.person AND case_person.certificate IS NULL
                AND case_person.mandate_until >= NEW.created) THEN
            RAISE EXCEPTION 'a key for whom has no account is for whoever acts for them'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER grant_guard BEFORE INSERT OR UPDATE ON content_grant
        FOR EACH ROW EXECUTE FUNCTION grant_guard()""",
]
DOWN = [
    """DROP TRIGGER grant_guard ON content_grant""",
    """DROP FUNCTION grant_guard()""",
    # NOT VALID: what was sealed for whom has no account was, and older code hands it to nobody.
    """ALTER TABLE content_grant ADD CONSTRAINT content_grant_person_fkey
        FOREIGN KEY (person) REFERENCES account NOT VALID""",
]


def upgrade() -> None:
    """Ask for an account, or for a mandate and a release."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
