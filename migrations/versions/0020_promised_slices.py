"""Promise a slice before anybody is given an address to store it at.

A row says which slice of which upload, how long it is, the digests of its chunks, and under which
key it may be stored until when. There is one for each slice, and only of an original that is still
being sent, so what lies unacknowledged can never be more than what was begun. The worker removes
what lies there, and then the row, once no address of it can be used any more. Going back, the rows
are forgotten; objects that lie at their keys then are nobody's.
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_OWN = "org = nullif(current_setting('gobetween.org', true), '')::uuid"

UP = [
    """CREATE TABLE promised_slice (
        rendition uuid NOT NULL REFERENCES rendition,
        number bigint NOT NULL CHECK (number >= 0),
        org uuid NOT NULL REFERENCES organisation,
        size bigint NOT NULL CHECK (size > 0),
        chunk_digests bytea NOT NULL,
        object_key text NOT NULL UNIQUE,
        until bigint NOT NULL,
        PRIMARY KEY (rendition, number))""",
    """CREATE INDEX promised_slice_until ON promised_slice (until)""",
    """ALTER TABLE promised_slice ENABLE ROW LEVEL SECURITY""",
    f"""CREATE POLICY own_organisation ON promised_slice USING ({_OWN}) WITH CHECK ({_OWN})""",
    """CREATE FUNCTION promise_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        upload rendition;
        whole bigint;
    BEGIN
        SELECT * INTO upload FROM rendition WHERE id = NEW.rendition;
        whole := upload.slice_chunks * (262144 + 16);
        IF upload.org IS DISTINCT FROM NEW.org OR upload.role <> 'original' OR upload.complete
            OR upload.emptied OR NEW.size > whole
            OR NEW.number * whole + NEW.size > upload.padded + 16 * upload.chunks THEN
            RAISE EXCEPTION 'no upload that goes on has such a slice'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER promise_guard BEFORE INSERT OR UPDATE ON promised_slice
        FOR EACH ROW EXECUTE FUNCTION promise_guard()""",
    # Where it lies is settled once: an address that was given leads nowhere else later.
    """GRANT SELECT, INSERT, UPDATE (chunk_digests, until) ON promised_slice TO gobetween_app""",
    # Its digests are none of the worker's business.
    """GRANT SELECT (rendition, number, org, object_key, until), DELETE ON promised_slice
        TO gobetween_relay""",
    """CREATE POLICY sweep_look ON promised_slice FOR SELECT TO gobetween_relay USING (true)""",
    """CREATE POLICY sweep ON promised_slice FOR DELETE TO gobetween_relay USING (true)""",
]
DOWN = [
    """DROP TABLE promised_slice""",
    """DROP FUNCTION promise_guard()""",
]


def upgrade() -> None:
    """Let slices be promised."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
