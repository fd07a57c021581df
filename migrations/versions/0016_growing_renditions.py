"""Let a rendition be uploaded before anybody knows how long it will be, and unfinished ones go.

A container of a media worker may begin without a length (0), which is set once and never changed.
What an attempt that is over left unfinished may be forgotten: nobody has a key to it. Going back,
those without a length are forgotten too, and their attempts begin anew.
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_OWN = "org = nullif(current_setting('gobetween.org', true), '')::uuid"
_LENGTHLESS = "(SELECT id FROM rendition WHERE padded = 0)"

UP = [
    """ALTER TABLE rendition DROP CONSTRAINT rendition_padded_check""",
    """ALTER TABLE rendition ADD CONSTRAINT rendition_padded_check CHECK (
        padded > 0 OR (padded = 0 AND role = 'rendition' AND table_digest IS NULL))""",
    """CREATE FUNCTION rendition_length_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.padded <> NEW.padded AND OLD.padded <> 0 THEN
            RAISE EXCEPTION 'the length of a container is set once'
                USING ERRCODE = 'check_violation';
        END IF;
        IF OLD.slice_chunks <> NEW.slice_chunks THEN
            RAISE EXCEPTION 'a container is cut in one way'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER rendition_length_guard BEFORE UPDATE ON rendition
        FOR EACH ROW EXECUTE FUNCTION rendition_length_guard()""",
    """CREATE INDEX rendition_unfinished ON rendition (created)
        WHERE role = 'rendition' AND NOT complete""",
    # The job is locked, so that no attempt that is about to finish loses what it made.
    f"""CREATE FUNCTION forget_unfinished(gone uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        PERFORM 1 FROM media_job j JOIN rendition r ON r.job = j.id
            WHERE r.id = gone AND j.{_OWN} FOR UPDATE OF j, r;
        IF NOT EXISTS (
            SELECT 1 FROM rendition r JOIN media_job j ON j.id = r.job
            WHERE r.id = gone AND r.{_OWN} AND r.role = 'rendition' AND NOT r.complete
                AND (j.state <> 'running' OR j.attempt <> r.attempt)) THEN
            RAISE EXCEPTION 'this container is finished, or still being made'
                USING ERRCODE = 'check_violation';
        END IF;
        DELETE FROM slice WHERE rendition = gone;
        DELETE FROM rendition WHERE id = gone;
    END $$""",  # noqa: S608 - no value in it
    """REVOKE ALL ON FUNCTION forget_unfinished(uuid) FROM PUBLIC""",
    """GRANT EXECUTE ON FUNCTION forget_unfinished(uuid) TO gobetween_app""",
]
DOWN = [
    """DROP FUNCTION forget_unfinished(uuid)""",
    """DROP INDEX rendition_unfinished""",
    """DROP TRIGGER rendition_length_guard ON rendition""",
    """DROP FUNCTION rendition_length_guard()""",
    f"""DELETE FROM slice WHERE rendition IN {_LENGTHLESS}""",  # noqa: S608 - no value in it
    """DELETE FROM rendition WHERE padded = 0""",
    """ALTER TABLE rendition DROP CONSTRAINT rendition_padded_check""",
    """ALTER TABLE rendition ADD CONSTRAINT rendition_padded_check CHECK (padded > 0)""",
]


def upgrade() -> None:
    """Let a length come later; let what nobody finished go."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
