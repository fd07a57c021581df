"""What people say of themselves and of items, and who acts for those without an account.

Suspensions of a case follow one another: two that name the same one before would be a fork, and no
device would believe either. An author stands in their case, not necessarily in an account; staff
who had a hand in an item on its author's side never claim it for review. Notes are kept sealed.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_OWN = "org = nullif(current_setting('gobetween.org', true), '')::uuid"

# Nobody but the tables' owner deletes; these two do it for a container whose destruction is signed.
_FORGET = """CREATE FUNCTION forget_{what}(gone uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM statement s JOIN rendition r ON r.item_id = s.item_id
            WHERE r.id = gone AND s.type = 'gobetween/destruction/1' AND s.org = r.org
                AND s.{own}
                AND convert_from(s.payload, 'UTF8')::jsonb ->> 'rendition' = gone::text) THEN
            RAISE EXCEPTION 'no destruction names this container'
                USING ERRCODE = 'check_violation';
        END IF;
        DELETE FROM {table} WHERE rendition = gone;
    END $$"""
_FORGOTTEN = {"grants": "content_grant", "slices": "slice"}

UP = [
    """CREATE UNIQUE INDEX one_case_suspension_a_sequence ON statement (case_id, sequence)
        WHERE type = 'gobetween/suspension/1' AND item_id IS NULL""",
    """ALTER TABLE case_person
        ADD COLUMN mandate uuid REFERENCES statement,
        ADD COLUMN liaison_team uuid,
        ADD COLUMN mandate_until bigint,
        ADD CONSTRAINT case_person_mandate_check CHECK (
            (mandate IS NULL) = (liaison_team IS NULL)
            AND (mandate IS NULL) = (mandate_until IS NULL)
            AND (mandate IS NULL OR certificate IS NULL))""",
    """CREATE INDEX case_person_by_liaison_team ON case_person (liaison_team)
        WHERE liaison_team IS NOT NULL""",
    """ALTER TABLE item DROP CONSTRAINT item_author_fkey""",
    """ALTER TABLE item ADD CONSTRAINT item_author_fkey
        FOREIGN KEY (case_id, author) REFERENCES case_person (case_id, person)""",
    """CREATE TABLE author_side (
        item_id uuid NOT NULL REFERENCES item,
        person uuid NOT NULL REFERENCES account,
        org uuid NOT NULL REFERENCES organisation,
        PRIMARY KEY (item_id, person))""",
    """CREATE FUNCTION author_side_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.claimed_by IS NOT NULL THEN
            IF EXISTS (SELECT 1 FROM author_side
                       WHERE item_id = NEW.id AND person = NEW.claimed_by) THEN
                RAISE EXCEPTION 'nobody reads what they had a hand in'
                    USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER author_side_guard BEFORE UPDATE ON item
        FOR EACH ROW EXECUTE FUNCTION author_side_guard()""",
    """CREATE TABLE sealed_note (
        statement uuid PRIMARY KEY REFERENCES statement,
        org uuid NOT NULL REFERENCES organisation,
        case_id uuid NOT NULL REFERENCES case_file,
        subject uuid NOT NULL,
        field text NOT NULL CHECK (length(field) BETWEEN 1 AND 32),
        version bigint NOT NULL CHECK (version >= 1),
        digest bytea NOT NULL CHECK (octet_length(digest) = 32),
        sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 48 AND 393216),
        UNIQUE (case_id, subject, field, version))""",
    """ALTER TABLE sealed_note ENABLE ROW LEVEL SECURITY""",
    f"""CREATE POLICY own_organisation ON sealed_note USING ({_OWN}) WITH CHECK ({_OWN})""",
    """GRANT SELECT, INSERT ON sealed_note TO gobetween_app""",
    *(_FORGET.format(what=what, table=table, own=_OWN) for what, table in _FORGOTTEN.items()),
    *(f"REVOKE ALL ON FUNCTION forget_{what}(uuid) FROM PUBLIC" for what in _FORGOTTEN),
    *(f"GRANT EXECUTE ON FUNCTION forget_{what}(uuid) TO gobetween_app" for what in _FORGOTTEN),
    """ALTER TABLE author_side ENABLE ROW LEVEL SECURITY""",
    f"""CREATE POLICY own_organisation ON author_side USING ({_OWN}) WITH CHECK ({_OWN})""",
    """GRANT SELECT, INSERT ON author_side TO gobetween_app""",
    """GRANT SELECT ON author_side TO gobetween_relay""",
]

DOWN = [
    """DROP FUNCTION forget_grants(uuid), forget_slices(uuid)""",
    """DROP TABLE sealed_note""",
    """DROP TRIGGER author_side_guard ON item""",
    """DROP FUNCTION author_side_guard()""",
    """DROP TABLE author_side""",
    # NOT VALID: who has no account wrote what they wrote, and the older code only reads it.
    """ALTER TABLE item DROP CONSTRAINT item_author_fkey""",
    """ALTER TABLE item ADD CONSTRAINT item_author_fkey
        FOREIGN KEY (author) REFERENCES account NOT VALID""",
    """DROP INDEX case_person_by_liaison_team""",
    """ALTER TABLE case_person DROP CONSTRAINT case_person_mandate_check,
        DROP COLUMN mandate_until, DROP COLUMN liaison_team, DROP COLUMN mandate""",
    """DROP INDEX one_case_suspension_a_sequence""",
]


def upgrade() -> None:
    """Keep suspensions in one line; let people be mandated."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
