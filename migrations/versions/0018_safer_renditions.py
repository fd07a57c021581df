"""Let a recording have several renditions, one after another, and none be approved unagreed.

A reader asks for a safer one: its job has the list of edits, and the item is worked on again. Where
something was changed, the item is approved, offered, accepted, released and opened only once its
author's agreement to just that rendition is stored. Going back, renditions after the first are
forgotten; what was signed about them stays.
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_LATER = "SELECT id FROM media_job WHERE number > 1"
_MADE = f"SELECT id FROM rendition WHERE job IN ({_LATER})"  # noqa: S608 - no value in it
_STATES = "('approved', 'offered', 'accepted', 'released', 'opened')"

UP = [
    """INSERT INTO item_step VALUES ('in_review', 'editing'), ('editing', 'awaiting_review')""",
    """ALTER TABLE media_job ADD COLUMN number bigint NOT NULL DEFAULT 1 CHECK (number >= 1),
        ADD COLUMN edits text NOT NULL DEFAULT '[]',
        ADD COLUMN asked_by uuid REFERENCES account,
        ADD COLUMN declined bigint""",
    """ALTER TABLE media_job ADD CONSTRAINT media_job_asked_check
        CHECK ((number = 1) = (asked_by IS NULL) AND (number > 1 OR edits = '[]'))""",
    """ALTER TABLE media_job DROP CONSTRAINT media_job_item_id_version_key""",
    """CREATE UNIQUE INDEX media_job_in_turn ON media_job (item_id, version, number)""",
    """CREATE UNIQUE INDEX media_job_one_at_a_time ON media_job (item_id, version)
        WHERE state IN ('queued', 'running')""",
    """DROP INDEX one_finished_rendition""",
    """CREATE UNIQUE INDEX one_original ON rendition (item_id, version)
        WHERE role = 'original'""",
    """CREATE UNIQUE INDEX one_finished_rendition ON rendition (job)
        WHERE complete AND role = 'rendition'""",
    # What its author signed, or, of an author without keys, staff attested, names the rendition as
    # every statement names another: unpadded base64url of its digest.
    """CREATE FUNCTION waits_for_author(which uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT coalesce((
            SELECT jsonb_array_length(made.body -> 'edits') > 0
                AND NOT EXISTS (
                    SELECT 1 FROM statement said
                    WHERE said.item_id = which AND said.type = 'gobetween/agreement/1'
                        AND convert_from(said.payload, 'UTF8')::jsonb -> 'renditions'
                            = jsonb_build_array(made.name))
                AND NOT EXISTS (
                    SELECT 1 FROM statement said
                    JOIN case_person author ON author.case_id = said.case_id
                    WHERE said.case_id = made.case_id AND said.type = 'gobetween/attestation/1'
                        AND author.person = made.author AND author.certificate IS NULL
                        AND convert_from(said.payload, 'UTF8')::jsonb @> jsonb_build_object(
                            'act', 'agreement', 'person', made.author::text,
                            'subject', made.name))
            FROM (
                SELECT item.case_id, item.author,
                    convert_from(one.payload, 'UTF8')::jsonb AS body,
                    rtrim(translate(encode(one.digest, 'base64'), '+/', '-_'), '=') AS name
                FROM statement one JOIN item ON item.id = one.item_id
                WHERE one.item_id = which AND one.type = 'gobetween/rendition/1'
                ORDER BY one.sequence DESC, one.created DESC LIMIT 1) made), false)
    $$""",
    f"""CREATE FUNCTION agreement_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.state IN {_STATES} AND NEW.state <> OLD.state AND waits_for_author(NEW.id) THEN
            RAISE EXCEPTION 'its author has not agreed to what was changed'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER agreement_guard BEFORE UPDATE ON item
        FOR EACH ROW EXECUTE FUNCTION agreement_guard()""",
]
DOWN = [
    """DROP TRIGGER agreement_guard ON item""",
    """DROP FUNCTION agreement_guard()""",
    """DROP FUNCTION waits_for_author(uuid)""",
    """ALTER TABLE item DISABLE TRIGGER item_step_guard""",
    """UPDATE item SET state = 'awaiting_review', lock_version = lock_version + 1
        WHERE state = 'editing'""",
    """ALTER TABLE item ENABLE TRIGGER item_step_guard""",
    """DELETE FROM item_step WHERE 'editing' IN (from_state, to_state)""",
    f"""DELETE FROM content_grant WHERE rendition IN ({_MADE})""",  # noqa: S608 - no value in it
    f"""DELETE FROM slice WHERE rendition IN ({_MADE})""",  # noqa: S608 - no value in it
    f"""DELETE FROM outbox WHERE subject IN ({_LATER})""",  # noqa: S608 - no value in it
    f"""DELETE FROM rendition WHERE id IN ({_MADE})""",  # noqa: S608 - no value in it
    """DELETE FROM media_job WHERE number > 1""",
    """DROP INDEX one_finished_rendition""",
    """DROP INDEX one_original""",
    """CREATE UNIQUE INDEX one_finished_rendition ON rendition (item_id, version, role)
        WHERE complete OR role = 'original'""",
    """DROP INDEX media_job_one_at_a_time""",
    """DROP INDEX media_job_in_turn""",
    """ALTER TABLE media_job DROP CONSTRAINT media_job_asked_check, DROP COLUMN number,
        DROP COLUMN edits, DROP COLUMN asked_by, DROP COLUMN declined""",
    """ALTER TABLE media_job ADD CONSTRAINT media_job_item_id_version_key
        UNIQUE (item_id, version)""",
]


def upgrade() -> None:
    """Let there be safer renditions."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
